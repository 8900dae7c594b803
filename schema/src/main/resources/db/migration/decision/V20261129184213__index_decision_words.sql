create index decision_words on decision using gin
  (to_tsvector('simple', regexp_replace(title, '[^[:alnum:]]+', ' ', 'g')));
