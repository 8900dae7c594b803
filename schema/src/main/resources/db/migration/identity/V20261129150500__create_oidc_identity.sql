-- Who the identity provider says somebody is. An address can change hands; issuer and subject never do.
create table oidc_identity (
  issuer     text not null check (length(issuer) between 1 and 500),
  subject    text not null check (length(subject) between 1 and 255),
  account_id bigint not null references account (id) on delete cascade,
  linked_at  timestamptz not null,
  primary key (issuer, subject),
  unique (account_id, issuer)
);

-- Sign-ins at the provider that have begun. Each counts once, for the browser whose secret has this hash.
create table oidc_attempt (
  hash       bytea primary key check (octet_length(hash) = 32),
  account_id bigint references account (id) on delete cascade,
  next       text not null check (length(next) <= 2000),
  expires_at timestamptz not null
);
create index oidc_attempt_account on oidc_attempt (account_id);
create index oidc_attempt_expires_at on oidc_attempt (expires_at);

revoke update on oidc_identity, oidc_attempt from plumbline_app;
