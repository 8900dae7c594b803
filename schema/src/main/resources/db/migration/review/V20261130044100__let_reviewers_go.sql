-- A reviewer who was removed keeps the number of their seat, for what they decided and the task that they had. One who
-- comes back gets another.
alter table access_reviewer add column removed_at timestamptz;
alter table access_reviewer drop constraint access_reviewer_review_id_account_id_key;
create unique index access_reviewer_once on access_reviewer (review_id, account_id) where removed_at is null;
create index access_review_owner on access_review (owner_id) where state = 'open';

grant update (removed_at) on access_reviewer to plumbline_app;
grant update (owner_id, owner_name) on access_review to plumbline_app;
