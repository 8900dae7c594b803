-- Authority to decide that somebody lent to somebody else for a time. The lender keeps it, and can end it.
create table delegation (
  id           bigint generated always as identity primary key,
  from_account bigint not null references account (id),
  to_account   bigint not null references account (id),
  permission   text,
  starts_at    timestamptz not null,
  ends_at      timestamptz not null check (ends_at > starts_at),
  reason       text not null check (length(reason) between 1 and 500),
  created_at   timestamptz not null,
  ended_at     timestamptz,
  check (from_account <> to_account)
);
comment on column delegation.permission is 'the one authority that is lent, or null for all that the lender has';
create index delegation_to on delegation (to_account, ends_at);
create index delegation_from on delegation (from_account, id desc);
revoke update, delete, truncate on delegation from plumbline_app;
grant update (ended_at) on delegation to plumbline_app;
