-- What somebody did on the chosen service: without it all that they ever did was read to find it.
create index journal_entry_actor_service on journal_entry (actor_id, service_id, at, id);
