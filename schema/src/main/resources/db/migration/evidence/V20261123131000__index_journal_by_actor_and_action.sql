-- "What did this person do of that kind" would otherwise read all that the person, or all that everybody, ever did.
create index journal_entry_actor_action on journal_entry (actor_id, action, id desc);
