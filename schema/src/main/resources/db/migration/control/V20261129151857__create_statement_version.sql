-- The statement of applicability as it was put up for approval: frozen, with the digest that was decided on.
create table statement_version (
  edition         text not null,
  number          integer not null check (number >= 1),
  state           text not null check (state in ('in review', 'approved', 'superseded', 'archived')),
  content         bytea not null,
  content_hash    bytea not null check (octet_length(content_hash) = 32),
  decision        text not null unique,
  submitted_by_id text not null,
  submitted_by    text not null,
  submitted_at    timestamptz not null,
  approved_at     timestamptz,
  ended_at        timestamptz,
  primary key (edition, number),
  check ((approved_at is null) or state <> 'in review'),
  check ((ended_at is null) = (state in ('in review', 'approved')))
);
create unique index statement_version_one_in_review on statement_version (edition) where state = 'in review';
create unique index statement_version_one_approved on statement_version (edition) where state = 'approved';
revoke update, delete, truncate on statement_version from plumbline_app;
grant update (state, approved_at, ended_at) on statement_version to plumbline_app;
