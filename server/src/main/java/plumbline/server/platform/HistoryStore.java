package plumbline.server.platform;

import static plumbline.schema.Tables.JOURNAL_ENTRY;

import java.util.List;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/// SQL that reads what happened to a record.
final class HistoryStore {

    /// What happened to any of these, the newest first. That an auditor looked is in the journal, and no history.
    List<HistoryEntry> of(DSLContext database, List<Subject> subjects, int limit) {
        var about = subjects.stream()
                .map(subject ->
                        JOURNAL_ENTRY.OBJECT_KIND.eq(subject.kind()).and(JOURNAL_ENTRY.OBJECT_ID.eq(subject.id())))
                .toList();
        return database.select(
                        JOURNAL_ENTRY.ID,
                        JOURNAL_ENTRY.AT,
                        JOURNAL_ENTRY.ACTOR_ID,
                        JOURNAL_ENTRY.ACTOR_NAME,
                        JOURNAL_ENTRY.ACTION,
                        JOURNAL_ENTRY.REQUEST_ID,
                        JOURNAL_ENTRY.CONTENT)
                .from(JOURNAL_ENTRY)
                .where(DSL.or(about))
                .and(JOURNAL_ENTRY.ACTION.ne(Journal.OPENED))
                .orderBy(JOURNAL_ENTRY.AT.desc(), JOURNAL_ENTRY.ID.desc())
                .limit(limit)
                .fetch(row -> {
                    var details = HistoryEntry.details(row.value7());
                    return new HistoryEntry(
                            row.value1(),
                            row.value2(),
                            row.value3(),
                            row.value4(),
                            row.value5(),
                            row.value6(),
                            HistoryEntry.reason(details),
                            HistoryEntry.changes(details));
                });
    }
}
