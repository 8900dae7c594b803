-- People. E-mail addresses are kept in lower case, so that one person cannot be made twice.
create table account (
  id             bigint generated always as identity primary key,
  email          text not null unique check (email = lower(email) and length(email) <= 254),
  name           text not null check (length(name) between 1 and 100),
  password_hash  text,
  created_at     timestamptz not null,
  signed_in_at   timestamptz,
  deactivated_at timestamptz,
  version        int not null default 1
);

create table account_role (
  account_id bigint not null references account (id) on delete cascade,
  role       text not null check (role in ('administrator', 'compliance manager', 'engineer', 'auditor')),
  primary key (account_id, role)
);
create index account_role_role on account_role (role);

-- Programs: pipelines and integrations. They sign in by token alone.
create table service_account (
  id             bigint generated always as identity primary key,
  name           text not null unique check (length(name) between 1 and 60),
  purpose        text not null default '',
  created_by     bigint references account (id),
  created_at     timestamptz not null,
  deactivated_at timestamptz
);

-- Only the hash of a token is kept: whoever reads this table cannot use it.
create table token (
  id                 bigint generated always as identity primary key,
  service_account_id bigint not null references service_account (id) on delete cascade,
  hash               bytea not null unique check (octet_length(hash) = 32),
  hint               text not null,
  permissions        text[] not null check (cardinality(permissions) > 0),
  service_id         bigint,
  created_by         bigint references account (id),
  created_at         timestamptz not null,
  expires_at         timestamptz not null check (expires_at > created_at),
  used_at            timestamptz,
  revoked_at         timestamptz
);
create index token_service_account on token (service_account_id);
create index token_created_by on token (created_by);

-- Links that work once: for the first administrator, an invitation, a forgotten password.
create table one_time_link (
  hash       bytea primary key check (octet_length(hash) = 32),
  purpose    text not null check (purpose in ('welcome', 'password')),
  account_id bigint references account (id) on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at    timestamptz,
  check ((purpose = 'welcome') = (account_id is null))
);
create index one_time_link_account on one_time_link (account_id);

-- How often somebody tried, per window. Losing it in a crash does no harm, so it is not logged.
create unlogged table attempt (
  key     text primary key,
  count   int not null,
  ends_at timestamptz not null
);
create index attempt_ends_at on attempt (ends_at);
