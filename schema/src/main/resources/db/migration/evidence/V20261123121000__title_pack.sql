-- What people call a pack, and the order in which unfinished ones are taken up.
alter table pack add column title text not null default '' check (length(title) <= 120);
alter table pack add constraint pack_ready_has_file check (state <> 'ready' or (zip_sha256 is not null and zip_length is not null));
