package plumbline.server.finding;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import plumbline.catalog.ControlRef;
import plumbline.server.control.CheckTallies;
import plumbline.server.identity.Principal.Scope;
import plumbline.server.platform.Transactions;

/// SQL that counts results by control from the tallies that scans keep: no page looks at single results for that.
final class TallyStore implements CheckTallies {
    /// A result that no scan has confirmed within the freshness of its evidence kind counts as stale.
    private static final String COUNTS = """
            sum(results) filter (where result = 'pass' and scanned_at >= {0}) as pass,
            sum(results) filter (where result = 'fail') as fail,
            sum(results) filter (where result in ('unknown', 'error')) as unknown,
            sum(results) filter (where result = 'stale' or (result = 'pass' and scanned_at < {0})) as stale,
            min(scanned_at) as scanned_at""";

    private static final Field<Long> SERVICE_ID = DSL.field("service_id", Long.class);

    private final Transactions transactions;
    private final InstantSource clock;
    private final Duration freshness;

    TallyStore(Transactions transactions, InstantSource clock, Duration freshness) {
        this.transactions = transactions;
        this.clock = clock;
        this.freshness = freshness;
    }

    @Override
    public Map<ControlRef, Tally> byControl(Scope scope, String service) {
        return byControl(transactions.reading(), scope, service);
    }

    @Override
    public Map<ControlRef, Tally> ofService(DSLContext snapshot, long serviceId) {
        return byControl(snapshot, Scope.of(serviceId), "");
    }

    private Map<ControlRef, Tally> byControl(DSLContext database, Scope scope, String service) {
        var tallies = new HashMap<ControlRef, Tally>();
        database.resultQuery("""
                                select control, sum(pass) as pass, sum(fail) as fail, sum(unknown) as unknown,
                                  sum(stale) as stale, min(scanned_at) as scanned_at
                                from (select controls,
                                """ + COUNTS + """

                                  from check_tally
                                  where {1} and {2}
                                  group by controls) as counted, unnest(controls) as control
                                group by control""", oldest(), scope.reaches(SERVICE_ID), of(service))
                .forEach(row -> tallies.put(ControlRef.parse(row.get("control", String.class)), tally(row)));
        return tallies;
    }

    private static Condition of(String service) {
        return service.isEmpty()
                ? DSL.noCondition()
                : DSL.condition("service_id = (select id from cloud_service where key = {0})", DSL.val(service));
    }

    @Override
    public List<CheckTally> ofControl(Scope scope, ControlRef control) {
        return transactions
                .reading()
                .resultQuery(
                        "select check_id, max(severity) as severity, s.key, s.name, " + COUNTS + """

                                 from check_tally join cloud_service s on s.id = service_id
                                where {1} and {2} = any(controls)
                                group by check_id, s.key, s.name order by check_id, s.name""",
                        oldest(),
                        scope.reaches(SERVICE_ID),
                        DSL.val(control.toString()))
                .fetch(row -> new CheckTally(
                        row.get("check_id", String.class),
                        CheckAdvice.title(row.get("check_id", String.class)),
                        Severity.ofRank(row.get("severity", Short.class)).word(),
                        row.get("key", String.class),
                        row.get("name", String.class),
                        tally(row)));
    }

    private Field<Instant> oldest() {
        return DSL.val(clock.instant().minus(freshness), SQLDataType.INSTANT);
    }

    private static Tally tally(Record row) {
        return new Tally(
                count(row, "pass"),
                count(row, "fail"),
                count(row, "unknown"),
                count(row, "stale"),
                row.get("scanned_at", Instant.class));
    }

    private static long count(Record row, String name) {
        var value = row.get(name, Long.class);
        return value == null ? 0 : value;
    }
}
