-- A look at who has which access at one moment, by people who are named for it, until a day.
create table access_review (
  id          bigint generated always as identity primary key,
  title       text not null check (length(title) between 1 and 200),
  state       text not null check (state in ('open', 'completed', 'cancelled')),
  kinds       text[] not null check (cardinality(kinds) > 0),
  service_ids bigint[] check (cardinality(service_ids) > 0),
  places      text not null,
  owner_id    bigint not null references account (id),
  owner_name  text not null,
  started_at  timestamptz not null,
  due         date not null,
  closed_at   timestamptz,
  closed_by   text not null default '',
  closing     text not null default '' check (length(closing) <= 2000),
  unreviewed  int,
  evidence    text not null default '',
  version     int not null default 1,
  check ((closed_at is null) = (state = 'open')),
  check ((unreviewed is null) = (state <> 'completed')),
  check (state <> 'completed' or evidence <> ''),
  -- What nobody looked at is said, with why; so is why a review was called off.
  check (closing <> '' or state = 'open' or (state = 'completed' and unreviewed = 0))
);
comment on column access_review.service_ids is 'the cloud services that the access reaches, or null for all access';
comment on column access_review.places is 'the same in words, as they were at the start';

create table access_reviewer (
  review_id  bigint not null references access_review (id),
  position   int not null check (position >= 1),
  account_id bigint not null references account (id),
  name       text not null,
  named_at   timestamptz not null,
  primary key (review_id, position),
  unique (review_id, account_id)
);
create index access_reviewer_account on access_reviewer (account_id, review_id);

-- One access as it was at the start, and what was decided about it.
create table access_review_item (
  id              bigint generated always as identity primary key,
  review_id       bigint not null references access_review (id),
  kind            text not null,
  ref             text not null,
  holder          text not null,
  holder_name     text not null,
  holder_detail   text not null,
  owners          bigint[] not null,
  access          text not null,
  permissions     text[] not null,
  privileged      boolean not null,
  service_ids     bigint[],
  places          text not null,
  source          text not null,
  since           timestamptz not null,
  until           timestamptz,
  used_at         timestamptz,
  fixed           text not null,
  fingerprint     text not null check (fingerprint ~ '^[0-9a-f]{64}$'),
  version         int not null default 1,
  decision        text check (decision in ('keep', 'change', 'revoke', 'ended')),
  reason          text not null default '' check (length(reason) <= 2000),
  result          text not null default '',
  altered         text not null default '',
  decided_by      bigint references account (id),
  decided_by_name text not null default '',
  decided_at      timestamptz,
  unique (review_id, ref),
  check ((decision is null) = (decided_at is null)),
  check (decided_by is not null or decision is null or decision = 'ended'),
  -- Nobody reviews access of their own.
  check (decided_by is null or not decided_by = any (owners)),
  check (decision not in ('change', 'revoke') or reason <> ''),
  check (decision is distinct from 'keep' or not privileged or reason <> '')
);
comment on column access_review_item.owners is 'the accounts whose own access it is: holder, members of a team, maker of a token';
comment on column access_review_item.fixed is 'why it cannot be taken away, or empty';
comment on column access_review_item.result is 'what it was changed to, in words';
comment on column access_review_item.altered is 'what was different when it was decided, in words';
create index access_review_item_order on access_review_item (review_id, (not privileged), lower(holder_name), id);
create index access_review_item_undecided on access_review_item (review_id) where decision is null;

-- The snapshot is never changed; what took effect is not decided again; a closed review stays as it is.
create function keep_access_review_item() returns trigger language plpgsql as $$
begin
  if old.decision in ('change', 'revoke', 'ended') then
    raise exception 'what was decided about access % took effect', old.id;
  end if;
  if not exists (select from access_review r where r.id = old.review_id and r.state = 'open') then
    raise exception 'access review % is closed', old.review_id;
  end if;
  return new;
end
$$;
create trigger access_review_item_kept before update on access_review_item
  for each row execute function keep_access_review_item();

create function keep_closed_access_review() returns trigger language plpgsql as $$
begin
  if old.state <> 'open' then
    raise exception 'access review % is closed', old.id;
  end if;
  return new;
end
$$;
create trigger access_review_kept before update on access_review
  for each row execute function keep_closed_access_review();

revoke update, delete, truncate on access_review, access_reviewer, access_review_item from plumbline_app;
grant update (state, closed_at, closed_by, closing, unreviewed, evidence, version) on access_review to plumbline_app;
grant update (version, decision, reason, result, altered, decided_by, decided_by_name, decided_at)
  on access_review_item to plumbline_app;
