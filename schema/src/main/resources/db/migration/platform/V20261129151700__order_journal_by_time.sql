-- The journal is read by time: "everything on this day" starts at that day however long ago it is. The words of an entry
-- are kept, so that looking for one does not take texts apart row by row, and its details are among them.
create function journal_words(actor_name text, action text, object_kind text, object_id text, content bytea)
  returns tsvector language sql immutable parallel safe as $$
  select to_tsvector('simple'::regconfig, regexp_replace(
    actor_name || ' ' || action || ' ' || object_kind || ' ' || object_id || ' '
      || left(coalesce(substring(convert_from(content, 'UTF8') from '"details":(.*),"(?:request|subject)":'), ''), 20000),
    '[^[:alnum:]]+', ' ', 'g'))
$$;

alter table journal_entry add column words tsvector
  generated always as (journal_words(actor_name, action, object_kind, object_id, content)) stored;

drop index journal_entry_words;
create index journal_entry_words on journal_entry using gin (words);
-- What waits to go into this index is read from end to end by every search: keep it short.
alter index journal_entry_words set (gin_pending_list_limit = 256);

drop index journal_entry_at, journal_entry_object, journal_entry_actor, journal_entry_action, journal_entry_service,
  journal_entry_actor_action;
create index journal_entry_at on journal_entry (at, id);
create index journal_entry_object on journal_entry (object_kind, object_id, at, id);
create index journal_entry_kind on journal_entry (object_kind, at, id);
create index journal_entry_actor on journal_entry (actor_id, at, id);
create index journal_entry_actor_action on journal_entry (actor_id, action, at, id);
create index journal_entry_action on journal_entry (action, at, id);
create index journal_entry_service on journal_entry (service_id, at, id);
create index journal_entry_request on journal_entry (request_id, at, id) where request_id is not null;
