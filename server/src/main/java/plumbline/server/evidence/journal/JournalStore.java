package plumbline.server.evidence.journal;

import static org.jooq.impl.DSL.and;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.unnest;
import static org.jooq.impl.DSL.val;
import static plumbline.schema.Tables.JOURNAL_ENTRY;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Record2;
import org.jooq.Result;
import org.jooq.SelectField;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import plumbline.server.evidence.journal.JournalEntry.Actor;
import plumbline.server.evidence.journal.JournalEntry.Thing;
import plumbline.server.platform.Lately;
import plumbline.server.platform.Transactions;
import plumbline.server.platform.condition.Words;

/// SQL that reads the journal, along its indexes and newest first.
final class JournalStore {
    private static final int LAST = 100;
    private static final int RECENT = 20_000;

    private static final List<SelectField<?>> COLUMNS = List.of(
            JOURNAL_ENTRY.ID,
            JOURNAL_ENTRY.AT,
            JOURNAL_ENTRY.ACTOR_KIND,
            JOURNAL_ENTRY.ACTOR_ID,
            JOURNAL_ENTRY.ACTOR_NAME,
            JOURNAL_ENTRY.ACTION,
            JOURNAL_ENTRY.OBJECT_KIND,
            JOURNAL_ENTRY.OBJECT_ID,
            JOURNAL_ENTRY.SERVICE_ID,
            JOURNAL_ENTRY.REQUEST_ID,
            JOURNAL_ENTRY.CONTENT,
            JOURNAL_ENTRY.SALT);

    private static final Field<Long> TOTAL = field("total", Long.class);
    private static final Duration CHOICES_LIVE = Duration.ofSeconds(2);

    private final Transactions transactions;
    private final Lately<List<String>> actions = new Lately<>(CHOICES_LIVE, () -> distinct("action"));
    private final Lately<List<String>> kinds = new Lately<>(CHOICES_LIVE, () -> distinct("object_kind"));

    JournalStore(Transactions transactions) {
        this.transactions = transactions;
    }

    /// Entries that match, the newest first.
    ///
    /// @param after number of the last entry seen before, or null to begin
    List<JournalEntry> list(JournalFilter filter, @Nullable Long after, int limit) {
        return transactions
                .reading()
                .select(COLUMNS)
                .from(JOURNAL_ENTRY)
                .where(matches(filter))
                .and(behind(after))
                .orderBy(JOURNAL_ENTRY.AT.desc(), JOURNAL_ENTRY.ID.desc())
                .limit(limit)
                .fetch(JournalStore::entry);
    }

    /// The order is by time, and by number where two things happened at once: clocks of two processes differ a little.
    private static Condition behind(@Nullable Long after) {
        if (after == null) {
            return noCondition();
        }
        var seen = JOURNAL_ENTRY.as("seen");
        var at = field(select(seen.AT).from(seen).where(seen.ID.eq(after)));
        return row(JOURNAL_ENTRY.AT, JOURNAL_ENTRY.ID).lt(row(at, val(after)));
    }

    /// What the accounts that these entries are about are called, by id: under what name they last did something
    /// themselves. One statement a page, and nothing that the journal does not show its reader anyway.
    Map<String, String> names(List<JournalEntry> entries) {
        var ids = entries.stream()
                .map(entry -> entry.object().id())
                .filter(id -> id.startsWith("account:") || id.startsWith("service-account:"))
                .distinct()
                .toArray(String[]::new);
        if (ids.length == 0) {
            return Map.of();
        }
        var id = field(name("about", "id"), String.class);
        var called = field(name("last", "actor_name"), String.class);
        var last = select(JOURNAL_ENTRY.ACTOR_NAME)
                .from(JOURNAL_ENTRY)
                .where(JOURNAL_ENTRY.ACTOR_ID.eq(id))
                .orderBy(JOURNAL_ENTRY.AT.desc(), JOURNAL_ENTRY.ID.desc())
                .limit(1);
        return transactions
                .reading()
                .select(id, called)
                .from(unnest(ids).as("about", "id"))
                .crossJoin(lateral(last).as("last"))
                .fetchMap(id, called);
    }

    Optional<JournalEntry> find(long number) {
        return transactions
                .reading()
                .select(COLUMNS)
                .from(JOURNAL_ENTRY)
                .where(JOURNAL_ENTRY.ID.eq(number))
                .fetchOptional(JournalStore::entry);
    }

    /// What a search found.
    ///
    /// @param more whether there may be more than were counted
    record Found(List<JournalEntry> newest, long total, boolean more) {}

    /// The newest entries that have all words. What many have is met among the last entries; what fewer have is
    /// looked up in the index of words once and sorted, which takes long for words that many have.
    ///
    /// @param mostCounted where counting stops
    Found search(String words, int limit, int mostCounted) {
        var query = Words.finished(words);
        if (query.isEmpty()) {
            return new Found(List.of(), 0, false);
        }
        var last = among(LAST, query.get(), mostCounted);
        var recent = last.isEmpty() || last.size() > limit ? last : among(RECENT, query.get(), limit + 1);
        if (recent.size() > limit) {
            return new Found(best(recent, limit), recent.size(), true);
        }
        var some = gathered(query.get(), limit, mostCounted);
        if (some.total() < mostCounted) {
            return new Found(best(some.newest(), limit), some.total(), false);
        }
        recent = among(RECENT, query.get(), limit);
        var newest = recent.size() == limit
                ? recent
                : gathered(query.get(), limit, Long.MAX_VALUE).newest();
        return new Found(best(newest, limit), mostCounted, true);
    }

    /// The newest that have the words, among the last entries.
    private Result<Record2<Long, Instant>> among(int last, String query, int most) {
        return transactions
                .reading()
                .resultQuery("""
                        select id, at
                        from (select id, at, words from journal_entry order by at desc, id desc limit {0}) last
                        where words @@ to_tsquery('simple', {1}) order by at desc, id desc limit {2}""", inline(last), inline(query), inline(most))
                .coerce(JOURNAL_ENTRY.ID, JOURNAL_ENTRY.AT)
                .fetch();
    }

    private List<JournalEntry> best(Result<Record2<Long, Instant>> some, int limit) {
        if (some.isEmpty()) {
            return List.of();
        }
        var ids = some.stream()
                .sorted(Comparator.comparing((Record2<Long, Instant> row) -> row.value2())
                        .thenComparing(row -> row.value1())
                        .reversed())
                .limit(limit)
                .map(row -> row.value1())
                .toArray(Long[]::new);
        return transactions
                .reading()
                .select(COLUMNS)
                .from(JOURNAL_ENTRY)
                .where(JOURNAL_ENTRY.ID.eq(DSL.any(ids)))
                .orderBy(JOURNAL_ENTRY.AT.desc(), JOURNAL_ENTRY.ID.desc())
                .fetch(JournalStore::entry);
    }

    private record Gathered(Result<Record2<Long, Instant>> newest, long total) {}

    /// What the index of words leads to, the newest of it. A word that many had long ago and nobody since would be
    /// looked for through years along the order.
    ///
    /// @param most where it stops: what is newer than that may be missing
    private Gathered gathered(String query, int limit, long most) {
        var rows = transactions
                .reading()
                .resultQuery("""
                        with found as materialized (
                          select id, at from journal_entry where words @@ to_tsquery('simple', {0}) limit {2})
                        select id, at, (select count(*) from found) as total
                        from found order by at desc, id desc limit {1}""", inline(query), inline(limit), inline(most))
                .coerce(JOURNAL_ENTRY.ID, JOURNAL_ENTRY.AT, TOTAL)
                .fetch();
        return new Gathered(
                rows.into(JOURNAL_ENTRY.ID, JOURNAL_ENTRY.AT),
                rows.isEmpty() ? 0 : rows.getFirst().value3());
    }

    /// How many match, counted up to a limit.
    int count(JournalFilter filter, int limit) {
        var database = transactions.reading();
        return database.fetchCount(
                database.selectOne().from(JOURNAL_ENTRY).where(matches(filter)).limit(limit));
    }

    /// The actions that there are, each looked up in the index once, however many entries have it.
    List<String> actions() {
        return actions.get();
    }

    /// The kinds of things that something was done to, in the same way.
    List<String> kinds() {
        return kinds.get();
    }

    private List<String> distinct(String column) {
        return transactions.reading().resultQuery("""
                with recursive word (word) as (
                  (select %1$s from journal_entry order by %1$s limit 1)
                  union all
                  select (select %1$s from journal_entry where %1$s > word.word order by %1$s limit 1)
                  from word where word.word is not null
                )
                select word from word where word is not null limit 500""".formatted(column)).fetchInto(String.class);
    }

    private static Condition matches(JournalFilter filter) {
        var span = filter.span();
        return and(
                filter.actor().isBlank() ? noCondition() : JOURNAL_ENTRY.ACTOR_ID.eq(filter.actor()),
                filter.action().isBlank() ? noCondition() : JOURNAL_ENTRY.ACTION.eq(filter.action()),
                filter.kind().isBlank() ? noCondition() : JOURNAL_ENTRY.OBJECT_KIND.eq(filter.kind()),
                filter.object().isBlank() ? noCondition() : object(filter.object()),
                filter.request().isBlank() ? noCondition() : JOURNAL_ENTRY.REQUEST_ID.eq(filter.request()),
                span.serviceId() == null ? noCondition() : JOURNAL_ENTRY.SERVICE_ID.eq(span.serviceId()),
                span.from() == null ? noCondition() : JOURNAL_ENTRY.AT.ge(span.from()),
                span.to() == null ? noCondition() : JOURNAL_ENTRY.AT.lt(span.to()),
                Words.finished(filter.words()).map(JournalStore::has).orElse(noCondition()));
    }

    private static Condition object(String reference) {
        int colon = reference.indexOf(':');
        return colon < 0
                ? JOURNAL_ENTRY.OBJECT_KIND.eq(reference)
                : JOURNAL_ENTRY
                        .OBJECT_KIND
                        .eq(reference.substring(0, colon))
                        .and(JOURNAL_ENTRY.OBJECT_ID.eq(reference.substring(colon + 1)));
    }

    /// The words stand in the statement itself: whether to go by them or by the order depends on how rare they
    /// are, which PostgreSQL cannot see in a parameter.
    private static Condition has(String query) {
        return condition("journal_entry.words @@ to_tsquery('simple', {0})", inline(query));
    }

    private static JournalEntry entry(Record row) {
        return new JournalEntry(
                row.get(JOURNAL_ENTRY.ID),
                row.get(JOURNAL_ENTRY.AT),
                new Actor(
                        row.get(JOURNAL_ENTRY.ACTOR_KIND),
                        row.get(JOURNAL_ENTRY.ACTOR_ID),
                        row.get(JOURNAL_ENTRY.ACTOR_NAME)),
                row.get(JOURNAL_ENTRY.ACTION),
                new Thing(row.get(JOURNAL_ENTRY.OBJECT_KIND), row.get(JOURNAL_ENTRY.OBJECT_ID)),
                row.get(JOURNAL_ENTRY.SERVICE_ID),
                row.get(JOURNAL_ENTRY.REQUEST_ID),
                new String(row.get(JOURNAL_ENTRY.CONTENT), StandardCharsets.UTF_8),
                HexFormat.of().formatHex(row.get(JOURNAL_ENTRY.SALT)));
    }
}
