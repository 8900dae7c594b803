-- Until when a record counts as fresh, by its kind as the catalogue had it when the record came in; null for records
-- from before this was kept.
alter table evidence add column fresh_until timestamptz;
create index evidence_fresh_until on evidence (fresh_until);
alter table evidence_coverage add column fresh_until timestamptz;

-- Words in what a person would search for.
create index evidence_words on evidence using gin
  (to_tsvector('simple', regexp_replace(title || ' ' || kind || ' ' || source_ref, '[^[:alnum:]]+', ' ', 'g')));
