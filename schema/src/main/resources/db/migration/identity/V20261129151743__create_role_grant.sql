-- Roles that an organisation makes itself: a name for a set of permissions.
create table custom_role (
  id          bigint generated always as identity primary key,
  name        text not null check (length(name) between 1 and 60),
  meaning     text not null default '',
  permissions text[] not null check (cardinality(permissions) > 0),
  version     int not null default 1,
  created_at  timestamptz not null
);
create unique index custom_role_name on custom_role (lower(name));

create table team (
  id         bigint generated always as identity primary key,
  name       text not null check (length(name) between 1 and 60),
  purpose    text not null default '',
  lead_id    bigint references account (id),
  version    int not null default 1,
  created_at timestamptz not null
);
create unique index team_name on team (lower(name));
create index team_lead on team (lead_id);

create table team_member (
  team_id    bigint not null references team (id) on delete cascade,
  account_id bigint not null references account (id) on delete cascade,
  joined_at  timestamptz not null,
  primary key (team_id, account_id)
);
create index team_member_account on team_member (account_id);

-- A role that a person or a team holds: everywhere, or on the cloud services named; for ever, or between two moments.
create table role_grant (
  id             bigint generated always as identity primary key,
  account_id     bigint references account (id) on delete cascade,
  team_id        bigint references team (id) on delete cascade,
  role           text check (role in ('administrator', 'compliance manager', 'control owner', 'approver', 'engineer',
                                      'auditor', 'employee')),
  custom_role_id bigint references custom_role (id),
  service_ids    bigint[] check (cardinality(service_ids) > 0),
  starts_at      timestamptz,
  ends_at        timestamptz check (ends_at > starts_at),
  created_at     timestamptz not null,
  check (num_nonnulls(account_id, team_id) = 1),
  check (num_nonnulls(role, custom_role_id) = 1),
  -- Who holds everything holds it everywhere; an auditor is a person and leaves on a day that is known.
  check (role is distinct from 'administrator' or service_ids is null),
  check (role is distinct from 'auditor' or (account_id is not null and ends_at is not null))
);
create index role_grant_account on role_grant (account_id);
create index role_grant_team on role_grant (team_id);
create index role_grant_custom_role on role_grant (custom_role_id);

-- Auditors of before have no last day yet: they get the longest one that an auditor has when nobody says another.
insert into role_grant (account_id, role, ends_at, created_at)
select r.account_id, r.role, case when r.role = 'auditor' then now() + interval '90 days' end, a.created_at
from account_role r join account a on a.id = r.account_id;

drop table account_role;

-- What each person holds, by themselves or through their teams; the names are such that a query can join it to anything.
create view held_grant as
select holder.account_id   as holder_id,
       g.id                as grant_id,
       g.role              as grant_role,
       g.custom_role_id    as grant_custom_role_id,
       r.name              as grant_custom_role,
       r.permissions       as grant_permissions,
       g.service_ids       as grant_service_ids,
       g.starts_at         as grant_starts_at,
       g.ends_at           as grant_ends_at,
       holder.team_id      as grant_team_id,
       holder.team_name    as grant_team
from (
  select own.id as grant_id, own.account_id, null::bigint as team_id, null::text as team_name
  from role_grant own
  where own.account_id is not null
  union all
  select shared.id, m.account_id, t.id, t.name
  from team_member m
  join team t on t.id = m.team_id
  join role_grant shared on shared.team_id = m.team_id
) holder
join role_grant g on g.id = holder.grant_id
left join custom_role r on r.id = g.custom_role_id;
