-- How the controls stood when somebody last looked on a day, for trends and for what got worse. A day on which nobody
-- looked has no rows: it is shown as not recorded and never made up.
create table standing_day (
  edition     text not null,
  service_key bigint not null,
  day         date not null,
  state       text not null check (state in ('met', 'failing', 'unknown', 'not applicable')),
  controls    text[] not null,
  looked_at   timestamptz not null,
  primary key (edition, service_key, day, state)
);
comment on column standing_day.service_key is 'the service''s id, or 0 for all services together';
