-- Who answers for a webhook: whoever added, changed or enabled it last. Of those from before the journal knows it; where it
-- does not, nobody does.
alter table webhook_endpoint add column owner_id bigint references account (id);
create index webhook_endpoint_owner on webhook_endpoint (owner_id) where state = 'enabled';

update webhook_endpoint set owner_id = (
  select account.id
  from journal_entry
  join account on journal_entry.actor_id = 'account:' || account.id
  where journal_entry.object_kind = 'webhook'
    and journal_entry.object_id = 'webhook:' || webhook_endpoint.id
    and journal_entry.action in ('webhook.created', 'webhook.changed', 'webhook.enabled')
  order by journal_entry.id desc
  limit 1)
where state <> 'deleted';

-- What happens while the only webhooks are disabled can be sent again as well, once somebody enables them.
create or replace function queue_webhook() returns trigger language plpgsql as $$
declare
  event bigint;
begin
  if exists (select from webhook_endpoint where state <> 'deleted') then
    insert into webhook_event (journal_id, type, at, content)
    values (new.id, new.action, new.at, new.content)
    returning id into event;
    insert into webhook_pending (event_id) values (event);
  end if;
  return null;
end
$$;
drop index webhook_endpoint_enabled;
create index webhook_endpoint_there on webhook_endpoint (id) where state <> 'deleted';
