-- Teams that a directory makes, names and fills. What they hold is given here, as to any team.
create table scim_group (
  team_id     bigint primary key references team (id) on delete cascade,
  external_id text check (length(external_id) <= 1000),
  changed_at  timestamptz not null,
  version     int not null default 1
);
create index scim_group_external_id on scim_group (external_id);

-- Directories give longer names than people do.
alter table team drop constraint team_name_check;
alter table team add constraint team_name_check check (length(name) between 1 and 256);
