-- One authenticator app for each person. The secret is encrypted by a key that is not in the database.
create table authenticator_app (
  account_id   bigint primary key references account (id) on delete cascade,
  secret       bytea not null,
  created_at   timestamptz not null,
  confirmed_at timestamptz,
  -- The latest step of which a code was accepted: no code works twice, nor one before it.
  last_step    bigint not null default 0,
  failures     int not null default 0
);

-- Only hashes are kept; the codes are too random to guess.
create table recovery_code (
  account_id bigint not null references account (id) on delete cascade,
  hash       bytea not null check (octet_length(hash) = 32),
  created_at timestamptz not null,
  used_at    timestamptz,
  primary key (account_id, hash)
);

-- Public keys of devices. The credential is found by its id, which the device chose.
create table passkey (
  id            bigint generated always as identity primary key,
  account_id    bigint not null references account (id) on delete cascade,
  credential_id bytea not null unique check (octet_length(credential_id) between 1 and 1023),
  credential    bytea not null,
  -- By this the device files what it holds for a person; it says nothing about them.
  user_handle   bytea not null check (octet_length(user_handle) between 16 and 64),
  sign_count    bigint not null check (sign_count >= 0),
  transports    text[] not null default '{}',
  backed_up     boolean not null,
  name          text not null check (length(name) between 1 and 60),
  created_at    timestamptz not null,
  used_at       timestamptz
);
create index passkey_account on passkey (account_id);

-- What a device has to sign, once. Without an account: somebody who has not signed in yet.
create table passkey_challenge (
  hash        bytea primary key check (octet_length(hash) = 32),
  account_id  bigint references account (id) on delete cascade,
  user_handle bytea check (octet_length(user_handle) between 16 and 64),
  expires_at  timestamptz not null,
  check ((account_id is null) = (user_handle is null))
);
create index passkey_challenge_expires_at on passkey_challenge (expires_at);

-- The one account for the day on which nothing else lets anybody in.
create table break_glass (
  only_one   boolean primary key default true check (only_one),
  account_id bigint not null unique references account (id),
  created_at timestamptz not null
);

-- Every use of it, until an administrator says that it was seen.
create table break_glass_use (
  id       bigint generated always as identity primary key,
  at       timestamptz not null,
  address  text not null,
  seen_at  timestamptz,
  seen_by  bigint references account (id)
);
create index break_glass_use_unseen on break_glass_use (id) where seen_at is null;
