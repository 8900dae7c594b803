-- What was shown to be true, when it was true, and when we knew. A record is never changed: a correction is a new one
-- that supersedes it.
create table evidence (
  id               bigint generated always as identity primary key,
  kind             text not null,
  title            text not null check (length(title) between 1 and 300),
  source_kind      text not null check (source_kind in ('scan', 'upload')),
  source_ref       text not null check (length(source_ref) between 1 and 300),
  service_id       bigint,
  valid_from       timestamptz not null,
  valid_to         timestamptz not null check (valid_to >= valid_from),
  recorded_at      timestamptz not null,
  actor_kind       text not null,
  actor_id         text not null,
  actor_name       text not null,
  media_type       text not null,
  length           bigint not null check (length >= 0),
  sha256           text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  salt             bytea not null check (octet_length(salt) = 32),
  committed_sha256 text not null check (committed_sha256 ~ '^[0-9a-f]{64}$'),
  supersedes       bigint unique references evidence (id) check (supersedes < id)
);

-- The same content about the same thing and time is known already.
create unique index evidence_once on evidence
  (sha256, kind, coalesce(service_id, 0), source_kind, source_ref, valid_from, valid_to, coalesce(supersedes, 0));
create index evidence_kind on evidence (kind, id desc);
create index evidence_service on evidence (service_id, id desc);
create index evidence_source on evidence (source_kind, id desc);
create index evidence_valid on evidence (service_id, valid_to, valid_from);

create table evidence_control (
  evidence_id bigint not null references evidence (id),
  edition     text not null,
  control_id  text not null,
  primary key (evidence_id, edition, control_id)
);
create index evidence_control_control on evidence_control (edition, control_id, evidence_id desc);

-- How much stands for each control and service, kept by whoever records, so that a page of all controls is one small
-- query however much evidence there is. Derived: it can be made anew from the two tables above.
create table evidence_coverage (
  edition     text not null,
  control_id  text not null,
  service_key bigint not null,
  records     bigint not null,
  newest      timestamptz not null,
  primary key (edition, control_id, service_key)
);
comment on column evidence_coverage.service_key is 'the service''s id, or 0 for evidence of no one service';

create trigger evidence_append_only before update or delete on evidence
  for each row execute function refuse_rewriting();
create trigger evidence_no_truncate before truncate on evidence
  for each statement execute function refuse_rewriting();
create trigger evidence_control_append_only before update or delete on evidence_control
  for each row execute function refuse_rewriting();
create trigger evidence_control_no_truncate before truncate on evidence_control
  for each statement execute function refuse_rewriting();

create function queue_evidence() returns trigger language plpgsql as $$
begin
  insert into ledger_pending (kind, item_id) values ('evidence', new.id);
  return null;
end
$$;

create trigger evidence_to_ledger after insert on evidence
  for each row execute function queue_evidence();

revoke update, delete, truncate on evidence, evidence_control from plumbline_app;

-- Which log this database belongs to, and how much of it has been published. A log on disk that is longer than its
-- database shows that somebody restored an old database.
create table ledger_log (
  id           int primary key default 1 check (id = 1),
  origin       text not null,
  keys         text not null,
  size         bigint not null check (size >= 0),
  published_at timestamptz
);
revoke delete, truncate on ledger_log from plumbline_app;
