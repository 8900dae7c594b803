-- A task may wait for whoever has an authority, and not for those who had their part in it.
alter table task
  add column apart text[] not null default '{}',
  drop constraint task_owner_check,
  add constraint task_owner_check
    check (owner ~ '^(person:[0-9]{1,18}|role:.{1,100}|team:[0-9]{1,18}|may:[a-z]+:approve)$');
comment on column task.owner is 'person:12, role:engineer, team:3 or may:control:approve';
comment on column task.apart is 'people for whom it does not wait, though they are among its owners: person:12';

drop index task_open_by_owner;
create index task_open_by_owner on task (owner, deadline, id) include (service_id, apart) where state = 'open';
