-- Who answers for a program: whoever added it, until somebody takes it over.
alter table service_account add column owner_id bigint references account (id);
update service_account set owner_id = created_by;
create index service_account_owner on service_account (owner_id);
