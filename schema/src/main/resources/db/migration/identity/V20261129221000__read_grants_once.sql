-- The grants were read a second time by their ids, which every request of everybody waited for.
create or replace view held_grant as
select held.account_id     as holder_id,
       held.id             as grant_id,
       held.role           as grant_role,
       held.custom_role_id as grant_custom_role_id,
       r.name              as grant_custom_role,
       r.permissions       as grant_permissions,
       held.service_ids    as grant_service_ids,
       held.starts_at      as grant_starts_at,
       held.ends_at        as grant_ends_at,
       held.team_id        as grant_team_id,
       held.team_name      as grant_team
from (
  select account_id, id, role, custom_role_id, service_ids, starts_at, ends_at,
         null::bigint as team_id, null::text as team_name
  from role_grant
  where account_id is not null
  union all
  select m.account_id, g.id, g.role, g.custom_role_id, g.service_ids, g.starts_at, g.ends_at, t.id, t.name
  from team_member m
  join team t on t.id = m.team_id
  join role_grant g on g.team_id = m.team_id
) held
left join custom_role r on r.id = held.custom_role_id;
