-- Who was reminded of what, when: once for each moment of each deadline.
create table task_reminder (
  id         bigint generated always as identity primary key,
  task_id    bigint not null references task (id),
  deadline   date not null,
  moment     int not null check (moment in (30, 7, 1, 0, -1)),
  account_id bigint not null references account (id),
  at         timestamptz not null,
  unique (task_id, deadline, moment, account_id)
);
comment on column task_reminder.moment is '30, 7 or 1 days before, 0 overdue, -1 escalated';
create index task_reminder_account on task_reminder (account_id, id desc);
revoke update, delete, truncate on task_reminder from plumbline_app;

-- How often somebody wants a digest; weekly where nobody chose.
create table inbox_choice (
  account_id bigint primary key references account (id),
  digest     text not null check (digest in ('never', 'daily', 'weekly')),
  changed_at timestamptz not null
);

-- The digests of each day or week; with no tasks in it, nothing was sent.
create table inbox_digest (
  account_id bigint not null references account (id),
  period     text not null,
  at         timestamptz not null,
  tasks      int not null check (tasks >= 0),
  subject    text not null default '',
  text       text not null default '',
  primary key (account_id, period)
);
revoke update, delete, truncate on inbox_digest from plumbline_app;

-- A person's address of the calendar; only the hash of its secret is kept.
create table calendar_link (
  account_id bigint primary key references account (id),
  hash       bytea not null unique check (octet_length(hash) = 32),
  created_at timestamptz not null,
  used_at    timestamptz
);
