package plumbline.server.finding;

import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.sum;
import static plumbline.schema.Tables.CHECK_TALLY;
import static plumbline.schema.Tables.CLOUD_SERVICE;
import static plumbline.schema.Tables.FINDING;
import static plumbline.schema.Tables.FINDING_TALLY;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import plumbline.server.identity.Principal.Scope;

/// SQL that counts findings by check, service and severity: from the tally where it can say, else over what matches.
final class FindingGroupStore {

    /// How many findings of one severity a check has on a service.
    record Count(String check, String serviceKey, String serviceName, Severity severity, long findings) {}

    List<Count> counts(DSLContext database, FindingFilter filter) {
        return filter.countedByTally() ? byTally(database, filter) : byRows(database, filter);
    }

    private static List<Count> byTally(DSLContext database, FindingFilter filter) {
        var findings = sum(FINDING_TALLY.FINDINGS);
        return database.select(
                        FINDING_TALLY.CHECK_ID, CLOUD_SERVICE.KEY, CLOUD_SERVICE.NAME, FINDING_TALLY.SEVERITY, findings)
                .from(FINDING_TALLY)
                .join(CLOUD_SERVICE)
                .on(CLOUD_SERVICE.ID.eq(FINDING_TALLY.SERVICE_ID))
                .where(FindingStore.tallied(filter))
                .groupBy(FINDING_TALLY.CHECK_ID, CLOUD_SERVICE.KEY, CLOUD_SERVICE.NAME, FINDING_TALLY.SEVERITY)
                .fetch(row -> counted(row, FINDING_TALLY.CHECK_ID, FINDING_TALLY.SEVERITY, findings));
    }

    private static List<Count> byRows(DSLContext database, FindingFilter filter) {
        var findings = count();
        return database.select(FINDING.CHECK_ID, CLOUD_SERVICE.KEY, CLOUD_SERVICE.NAME, FINDING.SEVERITY, findings)
                .from(FINDING)
                .join(CLOUD_SERVICE)
                .on(CLOUD_SERVICE.ID.eq(FINDING.SERVICE_ID))
                .where(FindingStore.matches(filter))
                .groupBy(FINDING.CHECK_ID, CLOUD_SERVICE.KEY, CLOUD_SERVICE.NAME, FINDING.SEVERITY)
                .fetch(row -> counted(row, FINDING.CHECK_ID, FINDING.SEVERITY, findings));
    }

    private static Count counted(
            Record row, Field<String> check, Field<Short> severity, Field<? extends Number> findings) {
        return new Count(
                row.get(check),
                row.get(CLOUD_SERVICE.KEY),
                row.get(CLOUD_SERVICE.NAME),
                Severity.ofRank(row.get(severity)),
                row.get(findings).longValue());
    }

    /// The controls that each check speaks for.
    Map<String, Set<String>> controls(DSLContext database, Scope scope) {
        var controls = new TreeMap<String, Set<String>>();
        database.selectDistinct(CHECK_TALLY.CHECK_ID, CHECK_TALLY.CONTROLS)
                .from(CHECK_TALLY)
                .where(scope.reaches(CHECK_TALLY.SERVICE_ID))
                .forEach(row -> controls.computeIfAbsent(row.value1(), _ -> new TreeSet<>())
                        .addAll(List.of(row.value2())));
        return controls;
    }
}
