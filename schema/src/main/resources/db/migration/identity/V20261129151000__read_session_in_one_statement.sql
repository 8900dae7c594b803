-- Whose session it is and since when, out of the name that Spring Session files it under ("account:7@1764428400000000"),
-- so that a request finds its person without reading the session's attributes.
alter table spring_session
  add column account_id bigint
    generated always as (cast(substring(principal_name from '^account:([0-9]{1,18})@') as bigint)) stored,
  add column since_micros bigint
    generated always as (cast(substring(principal_name from '@([0-9]{1,18})$') as bigint)) stored;
drop index spring_session_principal;
create index spring_session_account on spring_session (account_id);
