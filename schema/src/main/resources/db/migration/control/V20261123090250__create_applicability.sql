-- The statement of applicability: every decision about a control, the newest of which holds.
create table applicability_decision (
  id         bigint generated always as identity primary key,
  edition    text not null,
  control_id text not null,
  version    integer not null check (version >= 1),
  applicable boolean not null,
  reason     text not null check (length(reason) between 1 and 2000),
  actor_id   text not null,
  actor_name text not null,
  decided_at timestamptz not null,
  unique (edition, control_id, version)
);

create trigger applicability_decision_append_only before update or delete on applicability_decision
  for each row execute function refuse_rewriting();
revoke update, delete, truncate on applicability_decision from plumbline_app;
