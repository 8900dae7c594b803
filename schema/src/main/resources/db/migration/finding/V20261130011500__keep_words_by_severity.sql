-- Which words the findings of a severity have or had: looking for the worst findings with a word passes over the
-- severities that never had it, instead of reading all of their findings.
create table finding_word (
  severity smallint not null,
  word     text collate "C" not null,
  primary key (severity, word)
);
comment on table finding_word is 'a word that is no longer there may stay';

insert into finding_word (severity, word)
select distinct severity, word from finding, unnest(tsvector_to_array(words)) as word;
