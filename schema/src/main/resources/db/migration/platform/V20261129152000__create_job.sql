-- Which job is due when, and which process has it in hand: db-scheduler's own table, with its words for the columns.
create table job_schedule (
  task_name            text not null,
  task_instance        text not null,
  task_data            bytea,
  execution_time       timestamptz not null,
  picked               boolean not null,
  picked_by            text,
  last_success         timestamptz,
  last_failure         timestamptz,
  consecutive_failures int,
  last_heartbeat       timestamptz,
  version              bigint not null,
  priority             smallint,
  wanted               boolean not null default false,
  primary key (task_name, task_instance)
);
create index job_schedule_execution_time on job_schedule (execution_time);
create index job_schedule_last_heartbeat on job_schedule (last_heartbeat);
comment on column job_schedule.wanted is 'ours: somebody asked for a run since the last one began';

-- What ran, runs, or waits to run once.
create table job_run (
  id              bigint generated always as identity primary key,
  job             text not null,
  once            boolean not null,
  state           text not null check (state in ('queued', 'running', 'done', 'failed', 'cancelled', 'interrupted')),
  due_at          timestamptz not null,
  started_at      timestamptz,
  ended_at        timestamptz,
  process         text,
  attempt         int not null default 0,
  actor_kind      text not null,
  actor_id        text not null,
  actor_name      text not null,
  about           text not null default '',
  data            bytea,
  done            bigint,
  total           bigint,
  step            text,
  result          text,
  error           text,
  detail          text,
  cancel_asked_at timestamptz,
  check ((ended_at is null) = (state in ('queued', 'running')))
);
create index job_run_job on job_run (job, id desc);
create index job_run_state on job_run (state, id desc);
