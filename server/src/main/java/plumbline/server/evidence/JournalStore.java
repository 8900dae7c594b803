package plumbline.server.evidence;

import static org.jooq.impl.DSL.and;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.val;
import static plumbline.schema.Tables.JOURNAL_ENTRY;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jspecify.annotations.Nullable;
import plumbline.schema.tables.records.JournalEntryRecord;
import plumbline.server.platform.Transactions;
import plumbline.server.platform.Words;

/// SQL that reads the journal, along its indexes and newest first.
final class JournalStore {
    private final Transactions transactions;

    JournalStore(Transactions transactions) {
        this.transactions = transactions;
    }

    /// Which entries; an empty text leaves a question open.
    ///
    /// @param object kind and id, for example `service:shop`
    /// @param words all of which must occur in who did what to which thing
    record Filter(
            String actor,
            String action,
            String object,
            String words,
            @Nullable Long before) {
        Filter(String actor, String action, String object, @Nullable Long before) {
            this(actor, action, object, "", before);
        }
    }

    List<JournalEntry> list(Filter filter, int limit) {
        return transactions
                .reading()
                .selectFrom(JOURNAL_ENTRY)
                .where(matches(filter))
                .orderBy(JOURNAL_ENTRY.ID.desc())
                .limit(limit)
                .fetch(JournalStore::entry);
    }

    Optional<JournalEntry> find(long number) {
        return transactions
                .reading()
                .selectFrom(JOURNAL_ENTRY)
                .where(JOURNAL_ENTRY.ID.eq(number))
                .fetchOptional(JournalStore::entry);
    }

    private static Condition matches(Filter filter) {
        int colon = filter.object().indexOf(':');
        return and(
                filter.actor().isBlank() ? noCondition() : JOURNAL_ENTRY.ACTOR_ID.eq(filter.actor()),
                filter.action().isBlank() ? noCondition() : JOURNAL_ENTRY.ACTION.eq(filter.action()),
                colon < 0
                        ? noCondition()
                        : JOURNAL_ENTRY
                                .OBJECT_KIND
                                .eq(filter.object().substring(0, colon))
                                .and(JOURNAL_ENTRY.OBJECT_ID.eq(filter.object().substring(colon + 1))),
                Words.query(filter.words()).map(JournalStore::has).orElse(noCondition()),
                filter.before() == null ? noCondition() : JOURNAL_ENTRY.ID.lt(filter.before()));
    }

    /// As the index on words has it.
    private static Condition has(String query) {
        return condition(
                """
                to_tsvector('simple', regexp_replace(
                  {0} || ' ' || {1} || ' ' || {2} || ' ' || {3}, '[^[:alnum:]]+', ' ', 'g'))
                  @@ to_tsquery('simple', {4})""",
                JOURNAL_ENTRY.ACTOR_NAME,
                JOURNAL_ENTRY.ACTION,
                JOURNAL_ENTRY.OBJECT_KIND,
                JOURNAL_ENTRY.OBJECT_ID,
                val(query));
    }

    /// How many match, counted up to a limit.
    int count(Filter filter, int limit) {
        var database = transactions.reading();
        return database.fetchCount(
                database.selectOne().from(JOURNAL_ENTRY).where(matches(filter)).limit(limit));
    }

    private static JournalEntry entry(JournalEntryRecord row) {
        return new JournalEntry(
                row.getId(),
                row.getAt(),
                row.getActorId(),
                row.getActorName(),
                row.getAction(),
                row.getObjectKind(),
                row.getObjectId(),
                row.getRequestId(),
                new String(row.getContent(), StandardCharsets.UTF_8),
                HexFormat.of().formatHex(row.getSalt()));
    }
}
