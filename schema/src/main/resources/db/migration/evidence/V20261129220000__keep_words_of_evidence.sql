-- Kept, as in the journal and of findings: looking for words along the order took the texts of ten thousand records
-- apart, one by one.
drop index evidence_words;
alter table evidence add column words tsvector generated always as (strip(to_tsvector('simple'::regconfig,
  regexp_replace(title || ' ' || kind || ' ' || source_ref, '[^[:alnum:]]+', ' ', 'g')))) stored;
create index evidence_words on evidence using gin (words);
-- What waits to go into this index is read from end to end by every search: keep it short.
alter index evidence_words set (gin_pending_list_limit = 256);
