-- Links for people who have no account: each shows one thing, or takes one thing in, until a day. Only the hash of the
-- secret is kept. A row stays when its link has ended: it says who was let in.
create table external_link (
  id                     bigint generated always as identity primary key,
  hash                   bytea not null unique check (octet_length(hash) = 32),
  hint                   text not null,
  purpose                text not null check (length(purpose) between 1 and 40),
  needs                  text not null,
  about_kind             text not null,
  about_id               text not null,
  service_id             bigint,
  title                  text not null check (length(title) between 1 and 300),
  terms                  jsonb not null,
  recipient_name         text not null check (length(recipient_name) between 1 and 100),
  recipient_organisation text not null check (length(recipient_organisation) between 1 and 100),
  recipient_email        text not null check (length(recipient_email) between 3 and 254),
  created_by             bigint not null references account (id),
  created_at             timestamptz not null,
  expires_at             timestamptz not null,
  uses_allowed           int check (uses_allowed between 1 and 1000),
  uses                   int not null default 0 check (uses >= 0 and (uses_allowed is null or uses <= uses_allowed)),
  used_at                timestamptz,
  revoked_at             timestamptz,
  check (expires_at > created_at and expires_at <= created_at + interval '2160 hours')
);
comment on column external_link.needs is 'what its maker must be allowed, beside making links, for as long as it works';
comment on column external_link.terms is 'what the area of the purpose settled when the link was made';
create index external_link_created_by on external_link (created_by);
create index external_link_service on external_link (service_id, id desc);
create index external_link_about on external_link (about_kind, about_id);

revoke delete, truncate on external_link from plumbline_app;
