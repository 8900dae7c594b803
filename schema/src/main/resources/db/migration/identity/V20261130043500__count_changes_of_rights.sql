-- Every request asks what its person holds, which is gathered from four tables and hardly ever changes. This counts the
-- changes, in their own transactions: whoever sees the same count as before would read the same rights as before.
create table rights_version (
  one     boolean primary key default true check (one),
  version bigint not null
);
insert into rights_version (version) values (1);
revoke insert, update, delete, truncate on rights_version from plumbline_app;

create function count_change_of_rights() returns trigger
  language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update rights_version set version = version + 1;
  return null;
end;
$$;
revoke all on function count_change_of_rights() from public;

create trigger rights_changed after insert or update or delete or truncate on role_grant
  for each statement execute function count_change_of_rights();
create trigger rights_changed after insert or update or delete or truncate on team_member
  for each statement execute function count_change_of_rights();
create trigger rights_changed after update or delete or truncate on custom_role
  for each statement execute function count_change_of_rights();
-- A team's version and lead say nothing of rights; that it goes shows in its members and grants.
create trigger rights_changed after update of name on team
  for each statement execute function count_change_of_rights();
