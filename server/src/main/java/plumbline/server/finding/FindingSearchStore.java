package plumbline.server.finding;

import static org.jooq.impl.DSL.any;
import static plumbline.schema.Tables.CHECK_RESULT;
import static plumbline.schema.Tables.CLOUD_SERVICE;
import static plumbline.schema.Tables.FINDING;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record3;
import plumbline.server.identity.Principal.Scope;

/// SQL that looks for findings by words.
final class FindingSearchStore {
    /// As many as a search sorts by itself.
    private static final int MOST_SORTED = 2_000;

    /// Looks the words up once where few findings have them, and sorts these; what many have is met
    /// soon along the index of the order.
    FindingQueries.Found search(DSLContext database, Scope scope, String words, int limit) {
        var asked = FindingStore.within(scope, FINDING.SERVICE_ID).and(FindingStore.words(words));
        var some = database.select(FINDING.ID, FINDING.STATE, FINDING.SEVERITY)
                .from(FINDING)
                .where(asked)
                .limit(MOST_SORTED + 1)
                .fetch();
        if (some.size() > MOST_SORTED) {
            var best = new ArrayList<>(walk(database, asked.and(FINDING.STATE.eq(Finding.State.OPEN.word())), limit));
            if (best.size() < limit) {
                best.addAll(
                        walk(database, asked.and(FINDING.STATE.ne(Finding.State.OPEN.word())), limit - best.size()));
            }
            return new FindingQueries.Found(best, FindingStore.MOST_COUNTED);
        }
        var ids = some.stream()
                .sorted(Comparator.comparing((Record3<Long, String, Short> row) ->
                                !row.value2().equals(Finding.State.OPEN.word()))
                        .thenComparing(row -> row.value3(), Comparator.reverseOrder())
                        .thenComparing(row -> row.value1(), Comparator.reverseOrder()))
                .limit(limit)
                .map(row -> row.value1())
                .toList();
        var found = all(database, ids).stream()
                .sorted(Comparator.comparingInt(finding -> ids.indexOf(finding.number())))
                .toList();
        return new FindingQueries.Found(found, Math.min(some.size(), FindingStore.MOST_COUNTED));
    }

    private static List<Finding> walk(DSLContext database, Condition asked, int limit) {
        var ids = database.select(FINDING.ID)
                .from(FINDING)
                .where(asked)
                .orderBy(FINDING.SEVERITY.desc(), FINDING.ID.desc())
                .limit(limit)
                .fetch(FINDING.ID);
        return all(database, ids).stream()
                .sorted(Comparator.comparingInt(finding -> ids.indexOf(finding.number())))
                .toList();
    }

    private static List<Finding> all(DSLContext database, List<Long> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return database.select(FindingStore.FINDING_FIELDS)
                .from(FINDING)
                .join(CHECK_RESULT)
                .on(CHECK_RESULT.ID.eq(FINDING.RESULT_ID))
                .join(CLOUD_SERVICE)
                .on(CLOUD_SERVICE.ID.eq(FINDING.SERVICE_ID))
                .where(FINDING.ID.eq(any(ids.toArray(Long[]::new))))
                .fetch(FindingStore::finding);
    }
}
