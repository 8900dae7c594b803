-- Who did what to which thing, as words.
create index journal_entry_words on journal_entry using gin
  (to_tsvector('simple', regexp_replace(
    actor_name || ' ' || action || ' ' || object_kind || ' ' || object_id, '[^[:alnum:]]+', ' ', 'g')));
