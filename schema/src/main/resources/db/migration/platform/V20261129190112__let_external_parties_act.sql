-- Somebody without an account who came by a link made for them.
alter table journal_entry
  drop constraint journal_entry_actor_kind_check,
  add constraint journal_entry_actor_kind_check
    check (actor_kind in ('person', 'service account', 'system', 'nobody', 'external party'));
