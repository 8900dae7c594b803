-- What waits for the ledger leaves the queue by having its leaf, and in no other way: else whoever works as the
-- application could keep an entry out of the ledger.
create function leave_ledger_queue(taken bigint[]) returns bigint
  language sql security definer set search_path = public, pg_temp as $$
  with gone as (
    delete from ledger_pending p using ledger_leaf l
    where p.id = any (taken) and l.kind = p.kind and l.item_id = p.item_id
    returning 1
  )
  select count(*) from gone
$$;
revoke all on function leave_ledger_queue(bigint[]) from public;
grant execute on function leave_ledger_queue(bigint[]) to plumbline_app;
revoke delete, truncate on ledger_pending from plumbline_app;
