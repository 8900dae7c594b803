-- An access review is a source of evidence of its own.
alter table evidence drop constraint evidence_source_kind_check;
alter table evidence add constraint evidence_source_kind_check check (source_kind in ('scan', 'upload', 'review'));
