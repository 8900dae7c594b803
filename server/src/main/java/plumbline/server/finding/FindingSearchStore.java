package plumbline.server.finding;

import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static plumbline.schema.Tables.CHECK_RESULT;
import static plumbline.schema.Tables.CLOUD_SERVICE;
import static plumbline.schema.Tables.FINDING;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.impl.DSL;
import plumbline.server.identity.Principal.Scope;
import plumbline.server.platform.condition.Words;

/// SQL that looks for findings by words.
final class FindingSearchStore {
    /// As many as a search sorts by itself.
    private static final int MOST_SORTED = 2_000;

    private static final Field<Long> TOTAL = field("total", Long.class);

    /// Every word must occur, the last letters of each may be missing; an id such as FND-0042 is looked up by
    /// number. The words stand in the statement itself: whether to go by them or by the order depends on how
    /// rare they are, which PostgreSQL cannot see in a parameter.
    static Condition words(String words) {
        if (isId(words)) {
            return FINDING.ID.eq(Long.parseLong(words.strip().substring(4)));
        }
        return Words.query(words)
                .map(query -> DSL.condition("words @@ to_tsquery('simple', {0})", inline(query)))
                .orElse(noCondition());
    }

    private static boolean isId(String words) {
        return words.strip().toUpperCase(Locale.ROOT).matches("FND-[0-9]{1,18}");
    }

    /// The severities of which some finding has or had each of the words. For reading the worst first: PostgreSQL does
    /// not see that only milder findings have a word, and would read all the worse ones.
    static Condition severityWith(String words) {
        var asked = isId(words) ? List.<Words.Word>of() : Words.of(words);
        if (asked.isEmpty()) {
            return noCondition();
        }
        var has = asked.stream()
                .map(word -> DSL.condition(
                        "(select true from finding_word w where w.severity = rank and "
                                + (word.beginning() ? "w.word ^@ {0}" : "w.word = {0}") + " limit 1)",
                        inline(word.text())))
                .toList();
        return DSL.condition(
                "severity = any(array(select rank from generate_series(1, {0}) rank where {1}))",
                inline(Severity.values().length), DSL.and(has));
    }

    /// Looks the words up once where few findings have them, and sorts these; what many have is met
    /// soon along the index of the order.
    FindingQueries.Found search(DSLContext database, Scope scope, String words, int limit) {
        var asked = FindingStore.within(scope, FINDING.SERVICE_ID).and(words(words));
        var rows = database.resultQuery("""
                        with found as materialized (select id, state, severity from finding where {0} limit {1})
                        select id, (select count(*) from found) as total
                        from found order by state <> 'open', severity desc, id desc limit {2}""", asked, inline(MOST_SORTED + 1), inline(limit))
                .coerce(FINDING.ID, TOTAL)
                .fetch();
        var total = rows.isEmpty() ? 0 : rows.getFirst().value2();
        if (total > MOST_SORTED) {
            var likely = asked.and(severityWith(words));
            var best = new ArrayList<>(walk(database, likely.and(FINDING.STATE.eq(Finding.State.OPEN.word())), limit));
            if (best.size() < limit) {
                best.addAll(
                        walk(database, likely.and(FINDING.STATE.ne(Finding.State.OPEN.word())), limit - best.size()));
            }
            return new FindingQueries.Found(best, FindingStore.MOST_COUNTED);
        }
        return new FindingQueries.Found(
                these(database, rows.getValues(FINDING.ID)), Math.min(total, FindingStore.MOST_COUNTED));
    }

    private static List<Finding> walk(DSLContext database, Condition asked, int limit) {
        var ids = database.select(FINDING.ID)
                .from(FINDING)
                .where(asked)
                .orderBy(FINDING.SEVERITY.desc(), FINDING.ID.desc())
                .limit(limit)
                .fetch(FINDING.ID);
        return these(database, ids);
    }

    /// In this order.
    private static List<Finding> these(DSLContext database, List<Long> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return database
                .select(FindingStore.FINDING_FIELDS)
                .from(FINDING)
                .join(CHECK_RESULT)
                .on(CHECK_RESULT.ID.eq(FINDING.RESULT_ID))
                .join(CLOUD_SERVICE)
                .on(CLOUD_SERVICE.ID.eq(FINDING.SERVICE_ID))
                .where(FINDING.ID.eq(any(ids.toArray(Long[]::new))))
                .fetch(FindingStore::finding)
                .stream()
                .sorted(Comparator.comparingInt(finding -> ids.indexOf(finding.number())))
                .toList();
    }
}
