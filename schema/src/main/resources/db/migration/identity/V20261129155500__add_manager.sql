-- Who hears of it when somebody's work is overdue.
alter table account add column manager_id bigint references account (id) check (manager_id <> id);
create index account_manager on account (manager_id) where manager_id is not null;
