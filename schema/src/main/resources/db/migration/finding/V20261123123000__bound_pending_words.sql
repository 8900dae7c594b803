-- What waits to go into this index is read from end to end by every search: keep it short.
alter index finding_words set (gin_pending_list_limit = 256);
