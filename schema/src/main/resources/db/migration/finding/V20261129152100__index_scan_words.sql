-- Words in what a person would search a scan for.
create index scan_words on scan using gin (to_tsvector('simple', regexp_replace(
  source || ' ' || coalesce(commit_id, '') || ' ' || tool || ' ' || actor_name, '[^[:alnum:]]+', ' ', 'g')));
