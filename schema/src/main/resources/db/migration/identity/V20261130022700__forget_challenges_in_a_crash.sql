-- A challenge lives for minutes and is worth nothing without its answer: like counted attempts, it need not survive a
-- crash of the database, and signing in waits for the disk once less.
alter table passkey_challenge set unlogged;
