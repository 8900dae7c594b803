-- Looking for words went through names of fields, digests, counts and times of a million entries, and through their
-- places in the text. What is left is what somebody would look for: who, what was done, to which thing, and the texts
-- among the details.
alter table journal_entry drop column words;
drop function journal_words(text, text, text, text, bytea);

create function journal_words(actor_name text, action text, object_kind text, object_id text, content bytea)
  returns tsvector language sql immutable parallel safe as $$
  select strip(to_tsvector('simple'::regconfig, regexp_replace(
    actor_name || ' ' || action || ' ' || object_kind || ' ' || object_id || ' ' || regexp_replace(
      left(coalesce(substring(convert_from(content, 'UTF8') from '"details":(.*),"(?:request|subject)":'), ''), 20000),
      '"\w+":(?:-?[0-9.]+)?|[0-9a-f]{40,}|\d{4}-\d\d-\d\dT[0-9:.]+Z', ' ', 'g'),
    '[^[:alnum:]]+', ' ', 'g')))
$$;

alter table journal_entry add column words tsvector
  generated always as (journal_words(actor_name, action, object_kind, object_id, content)) stored;
create index journal_entry_words on journal_entry using gin (words);
-- What waits to go into this index is read from end to end by every search: keep it short.
alter index journal_entry_words set (gin_pending_list_limit = 256);

-- One action on one service: without it all of the service's entries and all of the action's were gathered first.
create index journal_entry_service_action on journal_entry (service_id, action, at, id);
-- The same order stands in journal_entry_service.
drop index journal_entry_service_at;
