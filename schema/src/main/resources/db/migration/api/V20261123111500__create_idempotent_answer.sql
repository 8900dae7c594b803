-- The answers to requests that a caller may repeat. They are of no use after a day.
create table idempotent_answer (
  caller      text not null,
  key         text not null check (length(key) between 1 and 100),
  fingerprint text not null,
  status      int,
  location    text,
  body        text not null default '',
  created_at  timestamptz not null,
  primary key (caller, key)
);
create index idempotent_answer_created_at on idempotent_answer (caller, created_at);
