-- What was ever put up for decision, at its present version: the one row that an edit and a vote both lock, so that
-- whichever comes second sees what the first did. Version 0 is one that nobody has asked about yet.
create table decision_object (
  kind          text not null check (length(kind) between 1 and 40),
  id            text not null check (length(id) between 1 and 200),
  version       integer not null default 0 check (version >= 0),
  content_hash  bytea check (octet_length(content_hash) = 32),
  changed_at    timestamptz,
  changed_by_id text not null default '',
  changed_by    text not null default '',
  changes       bytea not null default '[]',
  primary key (kind, id),
  check ((version = 0) = (content_hash is null))
);
comment on column decision_object.changes is 'what the last edit changed, field by field, as canonical JSON';

-- A question to people with authority: does this version of this object stand?
create table decision (
  id             bigint generated always as identity primary key,
  object_kind    text not null,
  object_id      text not null,
  service_id     bigint,
  object_version integer not null check (object_version >= 1),
  content_hash   bytea not null check (octet_length(content_hash) = 32),
  title          text not null check (length(title) between 1 and 300),
  href           text not null,
  reading        text not null,
  changes        bytea not null,
  lasting        boolean not null,
  opened_at      timestamptz not null,
  expires_at     timestamptz check (expires_at > opened_at),
  state          text not null check
                   (state in ('open', 'review due', 'approved', 'rejected', 'voided', 'expired', 'withdrawn')),
  step           integer not null check (step >= 1),
  review_due_at  timestamptz,
  overdue_noted  boolean not null default false,
  closed_at      timestamptz,
  closed_by      text not null default '',
  closing        text not null default '',
  foreign key (object_kind, object_id) references decision_object (kind, id),
  check ((closed_at is null) = (state in ('open', 'review due'))),
  check (state <> 'review due' or review_due_at is not null)
);
comment on column decision.reading is 'the permission that whoever sees the decision must have';
comment on column decision.lasting is 'whether an approval outlives the next edit of the object';
create unique index decision_one_open on decision (object_kind, object_id) where state = 'open';
create index decision_of_object on decision (object_kind, object_id, id desc);
create index decision_undecided on decision (id) where state in ('open', 'review due');

create table decision_step (
  decision_id    bigint not null references decision (id),
  position       integer not null check (position >= 1),
  name           text not null check (length(name) between 1 and 100),
  permission     text not null,
  quorum         integer not null check (quorum between 1 and 100),
  apart          text[] not null,
  repeats        boolean not null,
  within_seconds bigint check (within_seconds > 0),
  primary key (decision_id, position)
);
comment on column decision_step.apart is 'which parties may not vote at this step';
comment on column decision_step.repeats is 'whether who voted at an earlier step may vote at this one too';
comment on column decision_step.within_seconds is 'set for a review that follows the approval, which must be done within this time';

-- Who made, asked for and carries out what is decided on, as it was when the decision was opened.
create table decision_party (
  decision_id bigint not null references decision (id),
  role        text not null check (role in ('author', 'requester', 'implementer')),
  actor_id    text not null,
  actor_name  text not null,
  primary key (decision_id, role, actor_id)
);
create index decision_party_actor on decision_party (actor_id, decision_id);

-- The public halves of the keys with which this server signs, so that old signatures verify for ever.
create table decision_key (
  id         text primary key check (id ~ '^[0-9a-f]{16}$'),
  public_key bytea not null,
  since      timestamptz not null
);

-- What each person answered, as the canonical record that the server signed.
create table decision_vote (
  id               bigint generated always as identity primary key,
  decision_id      bigint not null,
  position         integer not null,
  approves         boolean not null,
  account_id       bigint not null references account (id),
  account_name     text not null,
  for_account_id   bigint references account (id),
  for_account_name text,
  reason           text not null check (length(reason) <= 2000),
  cast_at          timestamptz not null,
  record           bytea not null,
  signature        bytea not null check (octet_length(signature) = 64),
  key_id           text not null references decision_key (id),
  foreign key (decision_id, position) references decision_step (decision_id, position),
  unique (decision_id, position, account_id),
  check ((for_account_id is null) = (for_account_name is null)),
  check (for_account_id <> account_id)
);
create index decision_vote_account on decision_vote (account_id, id desc);

create trigger decision_vote_append_only before update or delete on decision_vote
  for each row execute function refuse_rewriting();
create trigger decision_vote_no_truncate before truncate on decision_vote
  for each statement execute function refuse_rewriting();
create trigger decision_step_append_only before update or delete on decision_step
  for each row execute function refuse_rewriting();
create trigger decision_party_append_only before update or delete on decision_party
  for each row execute function refuse_rewriting();
create trigger decision_key_append_only before update or delete on decision_key
  for each row execute function refuse_rewriting();

-- What a decision is about never changes, and one that ended without an approval stays so.
create function refuse_reopening() returns trigger language plpgsql as $$
begin
  if old.state in ('rejected', 'voided', 'expired', 'withdrawn')
     or (old.state = 'approved' and new.state <> 'voided') then
    raise exception 'decision % is %: it stays so', old.id, old.state using errcode = 'insufficient_privilege';
  end if;
  return new;
end
$$;
create trigger decision_stays_closed before update of state on decision
  for each row execute function refuse_reopening();

revoke update, delete, truncate on decision, decision_step, decision_party, decision_key, decision_vote
  from plumbline_app;
grant update (state, step, review_due_at, overdue_noted, closed_at, closed_by, closing) on decision to plumbline_app;
revoke delete, truncate on decision_object from plumbline_app;
