-- The register of cloud services: what they are, our side of them, and who answers for them.
create table cloud_service (
  id                bigint generated always as identity primary key,
  key               text not null unique check (key ~ '^[a-z0-9][a-z0-9-]{0,62}$'),
  name              text not null check (length(name) between 1 and 120),
  description       text not null default '',
  our_role          text not null check (our_role in ('provider', 'customer', 'both')),
  service_model     text not null check (service_model in ('iaas', 'paas', 'saas')),
  environments      text[] not null default '{}',
  data_class        text not null check (data_class in ('public', 'internal', 'confidential', 'restricted')),
  owner             text not null default '',
  upstream_provider text not null default '',
  repositories      text[] not null default '{}',
  version           integer not null default 1,
  created_at        timestamptz not null,
  changed_at        timestamptz not null,
  retired_at        timestamptz
);

create unique index cloud_service_name on cloud_service (lower(name)) where retired_at is null;
