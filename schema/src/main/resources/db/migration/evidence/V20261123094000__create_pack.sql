-- What somebody asked to be exported, and how far that is.
create table pack (
  id           bigint generated always as identity primary key,
  service_id   bigint not null,
  window_from  timestamptz not null,
  window_to    timestamptz not null check (window_to > window_from),
  edition      text not null,
  requested_at timestamptz not null,
  actor_kind   text not null,
  actor_id     text not null,
  actor_name   text not null,
  state        text not null check (state in ('queued', 'collecting', 'sealing', 'writing', 'ready', 'failed', 'cancelled')),
  failure      text,
  -- what goes in, settled once: a body that names evidence, journal entries and documents
  inputs_sha256 text,
  evidence_count bigint,
  journal_count  bigint,
  -- the checkpoint that covers all of it, and the file itself
  checkpoint   bytea,
  zip_sha256   text,
  zip_length   bigint,
  finished_at  timestamptz
);
create index pack_service on pack (service_id, id desc);
create index pack_unfinished on pack (id) where state in ('queued', 'collecting', 'sealing', 'writing');
revoke delete, truncate on pack from plumbline_app;

-- The manifest that the log commits to, so that nothing in a pack can be exchanged afterwards.
create table pack_seal (
  pack_id          bigint primary key references pack (id),
  sealed_at        timestamptz not null,
  length           bigint not null check (length >= 0),
  salt             bytea not null check (octet_length(salt) = 32),
  committed_sha256 text not null check (committed_sha256 ~ '^[0-9a-f]{64}$')
);

create trigger pack_seal_append_only before update or delete on pack_seal
  for each row execute function refuse_rewriting();
create trigger pack_seal_no_truncate before truncate on pack_seal
  for each statement execute function refuse_rewriting();
revoke update, delete, truncate on pack_seal from plumbline_app;

alter table ledger_pending drop constraint ledger_pending_kind_check;
alter table ledger_pending add constraint ledger_pending_kind_check check (kind in ('journal', 'evidence', 'pack'));

create function queue_pack_seal() returns trigger language plpgsql as $$
begin
  insert into ledger_pending (kind, item_id) values ('pack', new.pack_id);
  return null;
end
$$;

create trigger pack_seal_to_ledger after insert on pack_seal
  for each row execute function queue_pack_seal();

-- The journal is read by day and by service; its other indexes came with it.
create index journal_entry_service_at on journal_entry (service_id, at);
