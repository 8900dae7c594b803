-- What somebody is told, and what became of telling them: one row for each recipient and each way.
create table notice (
  id      bigint generated always as identity primary key,
  kind    text not null check (kind ~ '^[a-z][a-z0-9.-]{0,59}$'),
  subject text not null check (length(subject) between 1 and 200),
  body    text not null check (length(body) <= 4000),
  link    text not null check (link = '' or link like '/%'),
  urgent  boolean not null,
  about   text not null check (length(about) <= 300),
  at      timestamptz not null
);
comment on column notice.about is 'kind and id of the record, so that the same is not told twice in an hour';
create index notice_same on notice (kind, about, at desc) where about <> '';
create index notice_at on notice (at);

create table notice_delivery (
  id         bigint generated always as identity primary key,
  notice_id  bigint not null references notice (id) on delete cascade,
  way        text not null check (way in ('in-app', 'e-mail', 'chat')),
  account_id bigint,
  channel_id bigint,
  state      text not null check (state in ('waiting', 'sent', 'read', 'failed', 'suppressed')),
  reason     text not null default '' check (length(reason) <= 500),
  due_at     timestamptz not null,
  tries      int not null default 0,
  changed_at timestamptz not null,
  check ((account_id is null) = (way = 'chat')),
  check ((channel_id is null) = (way <> 'chat'))
);
create index notice_delivery_notice on notice_delivery (notice_id);
create index notice_delivery_own on notice_delivery (account_id, id desc) where way = 'in-app';
-- What every page counts.
create index notice_delivery_unread on notice_delivery (account_id) where way = 'in-app' and state = 'sent';
create index notice_delivery_due on notice_delivery (due_at, id) where state = 'waiting';
create index notice_delivery_state on notice_delivery (state, id desc);

-- Where somebody wants something else than a kind of notice does by itself.
create table notice_choice (
  account_id bigint not null,
  kind       text not null,
  way        text not null check (way in ('in-app', 'e-mail')),
  wanted     boolean not null,
  primary key (account_id, kind, way)
);

-- When somebody wants no e-mail; from after to means over midnight.
create table notice_quiet_hours (
  account_id bigint primary key,
  begins     time not null,
  ends       time not null check (ends <> begins),
  zone       text not null check (length(zone) <= 60)
);

-- Rooms in which programs of a team's chat show what happens. The address is a secret, so it is kept sealed.
create table chat_channel (
  id         bigint generated always as identity primary key,
  name       text not null unique check (length(name) between 1 and 60),
  kind       text not null check (kind in ('slack', 'teams')),
  address    bytea not null,
  host       text not null,
  kinds      text[] not null,
  urgent_only boolean not null,
  trouble    text not null default '' check (length(trouble) <= 500),
  version    int not null default 1,
  created_at timestamptz not null,
  deleted_at timestamptz
);
revoke delete, truncate on chat_channel from plumbline_app;
