-- A file that somebody sent in to be imported, between the dry run and the yes. It is deleted with the one or the
-- other, and after a day in any case: lists of people are not kept by the way.
create table import_file (
  id         bigint generated always as identity primary key,
  account_id bigint not null references account (id) on delete cascade,
  target     text not null check (length(target) between 1 and 40),
  name       text not null check (length(name) between 1 and 200),
  content    bytea not null check (length(content) <= 8388608),
  created_at timestamptz not null
);
create index import_file_account on import_file (account_id, id);
create index import_file_created_at on import_file (created_at);

-- What is shown is what is applied.
revoke update on import_file from plumbline_app;
-- A row is held while it is applied, and holding one takes the right to update some column of it.
grant update (created_at) on import_file to plumbline_app;
