-- What a time stamp authority said of a vote's signature (RFC 3161), or is still asked for.
create table decision_stamp (
  vote_id    bigint primary key references decision_vote (id),
  digest     bytea not null check (octet_length(digest) = 32),
  reply      bytea,
  stamped_at timestamptz,
  authority  text not null default '',
  attempts   integer not null default 0,
  next_at    timestamptz not null,
  trouble    text not null default '',
  check ((reply is null) = (stamped_at is null))
);
create index decision_stamp_wanted on decision_stamp (next_at) where reply is null;
revoke delete, truncate on decision_stamp from plumbline_app;
