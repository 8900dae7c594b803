-- Whether a fresher record of the same thing has come in.
create index evidence_thing on evidence (kind, title, service_id, fresh_until);
