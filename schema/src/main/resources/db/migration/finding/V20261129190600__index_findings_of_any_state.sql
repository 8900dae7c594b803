-- Findings of any state that have some words, the worst first.
create index finding_any_severity on finding (severity desc, id desc);
