-- A scan as it comes in, part by part, until it is complete.
create table scan (
  id           bigint generated always as identity primary key,
  service_id   bigint not null references cloud_service (id),
  source       text not null,
  commit_id    text,
  digest       text not null check (digest ~ '^[0-9a-f]{64}$'),
  header       bytea not null,
  tool         text not null,
  total        integer not null check (total between 0 and 200000),
  parts        integer not null check (parts between 0 and 200),
  state        text not null check (state in ('open', 'complete')),
  begun_at     timestamptz not null,
  completed_at timestamptz,
  actor_id     text not null,
  actor_name   text not null,
  opened       integer,
  stayed       integer,
  closed       integer,
  unknown      integer,
  evidence_id  bigint
);

create unique index scan_open on scan (service_id, digest) where state = 'open';
create index scan_service on scan (service_id, id desc);

-- One part of an open scan: its results as canonical JSON lines. Gone once the scan is complete, since the whole is
-- evidence then.
create table scan_part (
  scan_id bigint not null references scan (id) on delete cascade,
  part    integer not null,
  lines   bytea not null,
  primary key (scan_id, part)
);

-- What each check says of each resource now. Root and ordinal tell apart resources of the same address.
create table check_result (
  id         bigint generated always as identity primary key,
  service_id bigint not null references cloud_service (id),
  source     text not null,
  check_id   text not null,
  resource   text not null,
  root       text not null,
  ordinal    integer not null,
  result     text not null check (result in ('pass', 'fail', 'unknown', 'error', 'stale')),
  severity   smallint not null check (severity between 1 and 4),
  reason     text not null,
  title      text not null,
  message    text not null,
  fix        text not null,
  file       text not null,
  line       integer not null,
  col        integer not null,
  snippet    text not null,
  controls   text[] not null,
  since      timestamptz not null,
  seen_at    timestamptz not null,
  scan_id    bigint not null references scan (id),
  gone       boolean not null default false,
  unique (service_id, source, check_id, resource, root, ordinal)
);

create index check_result_check on check_result (check_id, id desc) where not gone;
create index check_result_resource on check_result (service_id, resource);

-- Every change of a result, kept for ever.
create table check_result_change (
  id         bigint generated always as identity primary key,
  result_id  bigint not null references check_result (id),
  scan_id    bigint not null references scan (id),
  at         timestamptz not null,
  was        text,
  became     text not null,
  reason     text not null
);

create index check_result_change_result on check_result_change (result_id, id desc);
create trigger check_result_change_append_only before update or delete on check_result_change
  for each row execute function refuse_rewriting();
revoke update, delete, truncate on check_result_change from plumbline_app;

-- A failing result that somebody must deal with. It ends only by a re-check.
create table finding (
  id         bigint generated always as identity primary key,
  result_id  bigint not null unique references check_result (id),
  service_id bigint not null references cloud_service (id),
  check_id   text not null,
  severity   smallint not null check (severity between 1 and 4),
  state      text not null check (state in ('open', 'excepted', 'fixed')),
  opened_at  timestamptz not null,
  fixed_at   timestamptz,
  fixed_by   text,
  words      tsvector not null
);

create index finding_severity on finding (state, severity desc, id desc);
create index finding_service_severity on finding (service_id, state, severity desc, id desc);
create index finding_check_severity on finding (check_id, state, severity desc, id desc);
create index finding_age on finding (state, id desc);
create index finding_words on finding using gin (words);

-- How many results of each kind there are, kept by the scan that changed them, so that no page counts rows.
create table check_tally (
  service_id bigint not null references cloud_service (id),
  source     text not null,
  check_id   text not null,
  severity   smallint not null,
  controls   text[] not null,
  result     text not null,
  results    integer not null,
  scanned_at timestamptz not null,
  primary key (service_id, source, check_id, severity, result)
);

-- How many findings stand in each state, for the same reason.
create table finding_tally (
  service_id bigint not null references cloud_service (id),
  source     text not null,
  check_id   text not null,
  severity   smallint not null,
  state      text not null,
  findings   integer not null,
  primary key (service_id, source, check_id, severity, state)
);
