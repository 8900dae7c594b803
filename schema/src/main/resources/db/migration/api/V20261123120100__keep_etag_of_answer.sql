-- A repeated request gets the ETag of the first answer again; old answers of everybody are swept by their age.
alter table idempotent_answer add column etag text;
drop index idempotent_answer_created_at;
create index idempotent_answer_created_at on idempotent_answer (created_at);
