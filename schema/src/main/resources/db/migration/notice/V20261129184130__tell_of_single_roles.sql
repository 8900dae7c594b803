-- A person hears as well of a single role that is given or taken.
drop trigger journal_entry_to_notices on journal_entry;

create trigger journal_entry_to_notices after insert on journal_entry
  for each row
  when (new.action in ('account.deactivated', 'account.reactivated', 'account.roles-changed', 'account.factors-reset',
                       'account.break-glass-used')
        or (new.action in ('role.given', 'role.taken') and new.object_kind = 'account'))
  execute function queue_notice_news();
