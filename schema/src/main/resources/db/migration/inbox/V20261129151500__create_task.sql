-- What somebody has to do about a record, by a day. Areas open and close tasks; people take them and hand them over.
create table task (
  id              bigint generated always as identity primary key,
  kind            text not null check (kind ~ '^[a-z][a-z0-9.-]{0,59}$'),
  title           text not null check (length(title) between 1 and 200),
  note            text not null default '' check (length(note) <= 4000),
  record_kind     text not null check (length(record_kind) <= 60),
  record_id       text not null check (length(record_id) <= 200),
  link            text not null check (link = '' or link like '/%'),
  owner           text not null check (owner ~ '^(person:[0-9]{1,18}|role:.{1,100}|team:[0-9]{1,18})$'),
  owner_name      text not null,
  taken_from      text,
  taken_from_name text,
  escalated_to    text,
  escalated_name  text,
  service_id      bigint,
  deadline        date not null,
  by_hand         boolean not null,
  state           text not null default 'open' check (state in ('open', 'done', 'cancelled')),
  opened_at       timestamptz not null,
  changed_at      timestamptz not null,
  closed_by       text,
  closed_by_name  text,
  outcome         text not null default '' check (length(outcome) <= 500),
  reminded        int not null default 99,
  version         int not null default 1,
  check ((state = 'open') = (closed_by is null))
);
comment on column task.owner is 'person:12, role:engineer or team:3';
comment on column task.taken_from is 'the role or team from which a person took it';
comment on column task.by_hand is 'whether people may say that it is done, or only the area that opened it';
comment on column task.reminded is 'the last reminder: 30, 7 or 1 days before, 0 overdue, -1 escalated; 99 for none yet';

-- An area opens a task about a record once, however often it asks.
create unique index task_open_once on task (kind, record_kind, record_id) where state = 'open' and record_id <> '';
create index task_record on task (record_kind, record_id, kind);
-- What every page counts: the open tasks of somebody, without reading the table.
create index task_open_by_owner on task (owner, deadline, id) include (service_id) where state = 'open';
create index task_open_escalated on task (escalated_to, deadline, id) include (service_id)
  where state = 'open' and escalated_to is not null;
create index task_open_by_deadline on task (deadline, id) where state = 'open';
create index task_changed on task (changed_at, id);
create index task_words on task using gin
  (to_tsvector('simple', regexp_replace(title || ' ' || note || ' ' || record_id, '[^[:alnum:]]+', ' ', 'g')));
revoke delete, truncate on task from plumbline_app;
