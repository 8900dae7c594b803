-- Work that comes round: each time it is due a task is opened, once.
create table routine (
  id         bigint generated always as identity primary key,
  title      text not null check (length(title) between 1 and 200),
  checklist  text not null default '' check (length(checklist) <= 4000),
  owner      text not null check (owner ~ '^(person:[0-9]{1,18}|role:.{1,100}|team:[0-9]{1,18})$'),
  owner_name text not null,
  service_id bigint,
  every      text not null check (every in ('week', 'month', 'quarter', 'year')),
  starts_on  date not null,
  days       int not null check (days between 0 and 365),
  state      text not null default 'active' check (state in ('active', 'paused', 'ended')),
  next_on    date not null,
  template   text,
  created_at timestamptz not null,
  changed_at timestamptz not null,
  version    int not null default 1
);
comment on column routine.days is 'how many days after it came round its task is due';
create index routine_due on routine (next_on) where state = 'active';
create index routine_owner on routine (owner);
revoke delete, truncate on routine from plumbline_app;

-- Each day on which a routine came round, and what came of it: a task, or nothing, because no server was up.
create table routine_round (
  routine_id bigint not null references routine (id),
  day        date not null,
  task_id    bigint references task (id),
  primary key (routine_id, day)
);
create unique index routine_round_task on routine_round (task_id) where task_id is not null;
revoke update, delete, truncate on routine_round from plumbline_app;
