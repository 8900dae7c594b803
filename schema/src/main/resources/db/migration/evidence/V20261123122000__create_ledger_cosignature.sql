-- What each configured witness last cosigned, and what went wrong since. The latest cosignature covers all before it.
create table ledger_cosignature (
  witness     text primary key,
  size        bigint not null default 0,
  note        text,
  cosigned_at timestamptz,
  asked_at    timestamptz not null,
  trouble     text not null default '',
  check ((note is null) = (cosigned_at is null))
);
