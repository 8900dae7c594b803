-- The role that the application works as: it may append to the journal and the ledger, never rewrite them.
-- Roles belong to the whole cluster, so another database of the same cluster may have made it already.
do $$
begin
  create role plumbline_app nologin;
exception
  when duplicate_object or unique_violation then null;
end
$$;

-- Whatever a later migration creates is open to the application, unless that migration says less.
alter default privileges in schema public grant select, insert, update, delete on tables to plumbline_app;
alter default privileges in schema public grant usage, select on sequences to plumbline_app;
grant usage on schema public to plumbline_app;

-- Every action of everybody, in the words of the area in which it happened.
create table journal_entry (
  id          bigint generated always as identity primary key,
  at          timestamptz not null,
  actor_kind  text not null check (actor_kind in ('person', 'service account', 'system', 'nobody')),
  actor_id    text not null,
  actor_name  text not null,
  action      text not null,
  object_kind text not null,
  object_id   text not null,
  service_id  bigint,
  request_id  text,
  content     bytea not null,
  salt        bytea not null check (octet_length(salt) = 32)
);

create index journal_entry_object on journal_entry (object_kind, object_id, id desc);
create index journal_entry_actor on journal_entry (actor_id, id desc);
create index journal_entry_action on journal_entry (action, id desc);
create index journal_entry_service on journal_entry (service_id, id desc);
create index journal_entry_at on journal_entry using brin (at);

-- What waits for the ledger's sequencer; written by the transaction that wrote the thing itself.
create table ledger_pending (
  id       bigint generated always as identity primary key,
  kind     text not null check (kind in ('journal', 'evidence')),
  item_id  bigint not null,
  unique (kind, item_id)
);

-- The leaves of the verifiable log, in its order and without gaps.
create table ledger_leaf (
  leaf_index bigint primary key check (leaf_index >= 0),
  kind       text not null,
  item_id    bigint not null,
  leaf       bytea not null,
  unique (kind, item_id)
);

create function refuse_rewriting() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only: % is refused', tg_table_name, lower(tg_op) using errcode = 'insufficient_privilege';
end
$$;

create trigger journal_entry_append_only before update or delete on journal_entry
  for each row execute function refuse_rewriting();
create trigger journal_entry_no_truncate before truncate on journal_entry
  for each statement execute function refuse_rewriting();
create trigger ledger_leaf_append_only before update or delete on ledger_leaf
  for each row execute function refuse_rewriting();
create trigger ledger_leaf_no_truncate before truncate on ledger_leaf
  for each statement execute function refuse_rewriting();

create function queue_journal_entry() returns trigger language plpgsql as $$
begin
  insert into ledger_pending (kind, item_id) values ('journal', new.id);
  return null;
end
$$;

create trigger journal_entry_to_ledger after insert on journal_entry
  for each row execute function queue_journal_entry();

revoke update, delete, truncate on journal_entry, ledger_leaf from plumbline_app;
revoke update on ledger_pending from plumbline_app;
