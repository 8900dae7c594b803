-- What the directory says about an account, beside what the account itself has.
create table scim_user (
  account_id  bigint primary key references account (id) on delete cascade,
  user_name   text not null check (length(user_name) between 1 and 254),
  external_id text check (length(external_id) <= 1000),
  attributes  jsonb not null,
  created_at  timestamptz not null,
  changed_at  timestamptz not null,
  version     int not null default 1,
  -- The directory ended the account. What somebody else ended it does not begin again.
  ended       boolean not null default false,
  -- The directory deleted the user; the account stays, for its history.
  deleted_at  timestamptz
);
create unique index scim_user_user_name on scim_user (lower(user_name)) where deleted_at is null;
create index scim_user_external_id on scim_user (external_id);
