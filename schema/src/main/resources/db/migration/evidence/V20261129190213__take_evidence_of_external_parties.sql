-- A file that came by a link for an external party says so for ever.
alter table evidence
  drop constraint evidence_source_kind_check,
  add constraint evidence_source_kind_check check (source_kind in ('scan', 'upload', 'review', 'external'));
