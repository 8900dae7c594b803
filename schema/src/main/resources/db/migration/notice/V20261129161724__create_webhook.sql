-- Programs of others that are told what the journal notes.
create table webhook_endpoint (
  id              bigint generated always as identity primary key,
  name            text not null check (length(name) between 1 and 60),
  address         text not null check (length(address) <= 2000),
  secret          bytea not null,
  previous_secret bytea,
  previous_until  timestamptz,
  events          text[] not null check (cardinality(events) between 1 and 50),
  state           text not null default 'enabled' check (state in ('enabled', 'disabled', 'deleted')),
  disabled_why    text not null default '',
  failing_since   timestamptz,
  version         int not null default 1,
  created_at      timestamptz not null,
  check ((previous_secret is null) = (previous_until is null))
);
create unique index webhook_endpoint_name on webhook_endpoint (name) where state <> 'deleted';
create index webhook_endpoint_enabled on webhook_endpoint (id) where state = 'enabled';
revoke delete, truncate on webhook_endpoint from plumbline_app;

-- What can be sent: an entry of the journal, copied by the transaction that wrote it, or a test.
create table webhook_event (
  id         bigint generated always as identity primary key,
  message_id uuid not null default gen_random_uuid(),
  journal_id bigint unique,
  type       text not null,
  at         timestamptz not null,
  content    bytea not null
);
create index webhook_event_at on webhook_event (at);

-- Events that nobody has given to their endpoints yet.
create table webhook_pending (
  event_id bigint primary key references webhook_event (id) on delete cascade
);

create table webhook_delivery (
  id          bigint generated always as identity primary key,
  endpoint_id bigint not null references webhook_endpoint (id),
  event_id    bigint not null references webhook_event (id) on delete cascade,
  state       text not null default 'waiting' check (state in ('waiting', 'delivered', 'failed', 'stopped')),
  tries       int not null default 0,
  due_at      timestamptz not null,
  changed_at  timestamptz not null,
  unique (endpoint_id, event_id)
);
comment on column webhook_delivery.tries is 'since it was asked for, or asked for again';
create index webhook_delivery_due on webhook_delivery (due_at, id) where state = 'waiting';
create index webhook_delivery_endpoint on webhook_delivery (endpoint_id, id desc);
create index webhook_delivery_event on webhook_delivery (event_id);

create table webhook_attempt (
  id          bigint generated always as identity primary key,
  delivery_id bigint not null references webhook_delivery (id) on delete cascade,
  at          timestamptz not null,
  status      int,
  answer      text not null check (length(answer) <= 1000),
  trouble     text not null check (length(trouble) <= 500),
  took_millis int not null
);
create index webhook_attempt_delivery on webhook_attempt (delivery_id, id);

create function queue_webhook() returns trigger language plpgsql as $$
declare
  event bigint;
begin
  if exists (select from webhook_endpoint where state = 'enabled') then
    insert into webhook_event (journal_id, type, at, content)
    values (new.id, new.action, new.at, new.content)
    returning id into event;
    insert into webhook_pending (event_id) values (event);
  end if;
  return null;
end
$$;

create trigger journal_entry_to_webhooks after insert on journal_entry
  for each row execute function queue_webhook();

-- What people are told about because of what identity writes into the journal; identity itself knows nothing of notices.
create table notice_news (
  journal_id bigint primary key,
  action     text not null,
  object_id  text not null,
  actor_id   text not null,
  actor_name text not null,
  content    bytea not null
);

create function queue_notice_news() returns trigger language plpgsql as $$
begin
  insert into notice_news (journal_id, action, object_id, actor_id, actor_name, content)
  values (new.id, new.action, new.object_id, new.actor_id, new.actor_name, new.content);
  return null;
end
$$;

create trigger journal_entry_to_notices after insert on journal_entry
  for each row
  when (new.action in ('account.deactivated', 'account.reactivated', 'account.roles-changed', 'account.factors-reset',
                       'account.break-glass-used'))
  execute function queue_notice_news();
