package plumbline.server.finding;

import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.lateral;
import static org.jooq.impl.DSL.name;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.unnest;
import static org.jooq.impl.DSL.val;
import static plumbline.schema.Tables.CHECK_RESULT;
import static plumbline.schema.Tables.CHECK_RESULT_CHANGE;
import static plumbline.schema.Tables.CHECK_TALLY;
import static plumbline.schema.Tables.CLOUD_SERVICE;
import static plumbline.schema.Tables.FINDING;
import static plumbline.schema.Tables.FINDING_TALLY;
import static plumbline.schema.Tables.SCAN;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.OrderField;
import org.jooq.Record;
import org.jooq.Record1;
import org.jooq.Select;
import org.jooq.SelectField;
import org.jooq.impl.DSL;
import plumbline.ledger.json.JsonObject;
import plumbline.ledger.json.JsonValue;
import plumbline.server.evidence.PackSection.Selection;
import plumbline.server.finding.Finding.Change;
import plumbline.server.finding.Finding.CheckResult;
import plumbline.server.finding.Finding.Place;
import plumbline.server.identity.Principal.Scope;

/// SQL that reads findings. Pages are read along an index, counts come from the tally where it can say.
final class FindingStore {
    /// A count over rows stops here: more says nothing to a reader.
    static final int MOST_COUNTED = 1_000;

    /// What a finding is made of; the words of its search index are longer than all the rest.
    static final List<SelectField<?>> FINDING_FIELDS = Stream.concat(
                    Stream.of(FINDING.ID, FINDING.STATE, FINDING.OPENED_AT, FINDING.FIXED_AT, FINDING.FIXED_BY),
                    Stream.concat(Stream.of(CLOUD_SERVICE.KEY, CLOUD_SERVICE.NAME), CHECK_RESULT.fieldStream()))
            .<SelectField<?>>map(field -> field)
            .toList();

    /// First which rows, then what they say: PostgreSQL needs longer to plan the joins than to run them, and as a
    /// statement of their own they are planned once.
    List<Finding> page(DSLContext database, FindingFilter filter, int limit) {
        var ids = database.fetchValues(chosen(database, filter, limit));
        return database.select(FINDING_FIELDS)
                .from(FINDING)
                .join(CHECK_RESULT)
                .on(CHECK_RESULT.ID.eq(FINDING.RESULT_ID))
                .join(CLOUD_SERVICE)
                .on(CLOUD_SERVICE.ID.eq(FINDING.SERVICE_ID))
                .where(FINDING.ID.eq(any(ids.toArray(Long[]::new))))
                .orderBy(order(filter))
                .fetch(FindingStore::finding);
    }

    /// The rows of a page. The indexes keep the order within one state and one check, so where several are asked for,
    /// the first rows of each are put together: as many reads as rows, however rare or common these are.
    /// Words of any state are looked for once, along an index of their own or that of the words.
    private static Select<Record1<Long>> chosen(DSLContext database, FindingFilter filter, int limit) {
        if (filter.control().isBlank()
                && (filter.state().isPresent() || !filter.words().isBlank())) {
            return select(FINDING.ID)
                    .from(FINDING)
                    .where(matches(filter))
                    .and(FindingSearchStore.severityWith(filter.words()))
                    .and(behind(filter))
                    .orderBy(order(filter))
                    .limit(limit);
        }
        var check = field(name("of_check", "check_id"), String.class);
        var state = field(name("of_state", "state"), String.class);
        var checks = filter.control().isBlank() ? new String[] {""} : checksOf(database, filter.control());
        var states = filter.state()
                .map(one -> new String[] {one.word()})
                .orElseGet(() -> Arrays.stream(Finding.State.values())
                        .map(Finding.State::word)
                        .toArray(String[]::new));
        var slice = select(FINDING.ID, FINDING.SEVERITY)
                .from(FINDING)
                .where(matches(filter.ofAnyControl()))
                .and(FINDING.STATE.eq(state))
                .and(filter.control().isBlank() ? noCondition() : FINDING.CHECK_ID.eq(check))
                .and(behind(filter))
                .orderBy(order(filter))
                .limit(limit);
        var id = field(name("slice", "id"), Long.class);
        return database.select(id)
                .from(unnest(checks).as("of_check", "check_id"))
                .crossJoin(unnest(states).as("of_state", "state"))
                .crossJoin(lateral(slice).as("slice"))
                .orderBy(order(filter, field(name("slice", "severity"), Short.class), id))
                .limit(limit);
    }

    /// How many match; [#MOST_COUNTED] stands for that many or more.
    long count(DSLContext database, FindingFilter filter) {
        if (!filter.countedByTally()) {
            return database.fetchCount(
                    database.selectOne().from(FINDING).where(matches(filter)).limit(MOST_COUNTED));
        }
        var total = database.select(sum(FINDING_TALLY.FINDINGS))
                .from(FINDING_TALLY)
                .where(tallied(filter))
                .fetchOne(0, BigDecimal.class);
        return total == null ? 0 : total.longValue();
    }

    /// The rows of the tally that a filter asks for, where [FindingFilter#countedByTally].
    static Condition tallied(FindingFilter filter) {
        return within(filter.scope(), FINDING_TALLY.SERVICE_ID)
                .and(ofService(filter.service(), FINDING_TALLY.SERVICE_ID))
                .and(filter.state()
                        .map(state -> FINDING_TALLY.STATE.eq(state.word()))
                        .orElse(noCondition()))
                .and(filter.severity()
                        .map(severity -> FINDING_TALLY.SEVERITY.eq(severity.rank()))
                        .orElse(noCondition()))
                .and(filter.check().isBlank() ? noCondition() : FINDING_TALLY.CHECK_ID.eq(filter.check()))
                .and(ofControl(filter.control(), FINDING_TALLY.CHECK_ID));
    }

    Optional<Finding> find(DSLContext database, long number, Scope scope) {
        return database.select(FINDING_FIELDS)
                .from(FINDING)
                .join(CHECK_RESULT)
                .on(CHECK_RESULT.ID.eq(FINDING.RESULT_ID))
                .join(CLOUD_SERVICE)
                .on(CLOUD_SERVICE.ID.eq(FINDING.SERVICE_ID))
                .where(FINDING.ID.eq(number))
                .and(within(scope, FINDING.SERVICE_ID))
                .fetchOptional(FindingStore::finding);
    }

    /// The newest changes of a result first.
    List<Change> history(DSLContext database, Finding finding, int limit) {
        return database.selectFrom(CHECK_RESULT_CHANGE)
                .where(CHECK_RESULT_CHANGE.RESULT_ID.eq(finding.result().number()))
                .orderBy(CHECK_RESULT_CHANGE.ID.desc())
                .limit(limit)
                .fetch(row -> new Change(row.getAt(), row.getScanId(), row.getWas(), row.getBecame(), row.getReason()));
    }

    /// What other checks say of the same resource now.
    List<CheckResult> ofResource(DSLContext database, Finding finding, int limit) {
        var result = finding.result();
        return database.select()
                .from(CHECK_RESULT)
                .join(CLOUD_SERVICE)
                .on(CLOUD_SERVICE.ID.eq(CHECK_RESULT.SERVICE_ID))
                .where(CLOUD_SERVICE.KEY.eq(result.serviceKey()))
                .and(CHECK_RESULT.RESOURCE.eq(result.resource()))
                .and(CHECK_RESULT.SOURCE.eq(result.source()))
                .and(CHECK_RESULT.ID.ne(result.number()))
                .and(CHECK_RESULT.GONE.isFalse())
                .orderBy(CHECK_RESULT.CHECK_ID, CHECK_RESULT.ID)
                .limit(limit)
                .fetch(FindingStore::result);
    }

    /// The checks that have results within the scope, for the filter's list.
    List<String> checks(DSLContext database, Scope scope) {
        return database.selectDistinct(CHECK_TALLY.CHECK_ID)
                .from(CHECK_TALLY)
                .where(within(scope, CHECK_TALLY.SERVICE_ID))
                .orderBy(CHECK_TALLY.CHECK_ID)
                .fetch(CHECK_TALLY.CHECK_ID);
    }

    /// The findings of a service that were open at some moment of the window, oldest first; the caller closes them.
    Stream<Finding> openWithin(DSLContext snapshot, Selection selection) {
        return snapshot.select(FINDING_FIELDS)
                .from(FINDING)
                .join(CHECK_RESULT)
                .on(CHECK_RESULT.ID.eq(FINDING.RESULT_ID))
                .join(CLOUD_SERVICE)
                .on(CLOUD_SERVICE.ID.eq(FINDING.SERVICE_ID))
                .where(FINDING.SERVICE_ID.eq(selection.serviceId()))
                .and(FINDING.OPENED_AT.lt(selection.to()))
                .and(FINDING.FIXED_AT.isNull().or(FINDING.FIXED_AT.ge(selection.from())))
                .orderBy(FINDING.ID)
                .fetchSize(1_000)
                .fetchStream()
                .map(FindingStore::finding);
    }

    /// How many results each check of a service has of each kind.
    List<JsonValue> tallies(DSLContext snapshot, long serviceId) {
        return snapshot.selectFrom(CHECK_TALLY)
                .where(CHECK_TALLY.SERVICE_ID.eq(serviceId))
                .orderBy(CHECK_TALLY.SOURCE, CHECK_TALLY.CHECK_ID, CHECK_TALLY.SEVERITY, CHECK_TALLY.RESULT)
                .fetch(row -> JsonObject.builder()
                        .put("check", row.getCheckId())
                        .put("controls", List.of(row.getControls()))
                        .put("count", row.getResults())
                        .put("result", row.getResult())
                        .put("scannedAt", row.getScannedAt().toString())
                        .put("source", row.getSource())
                        .build());
    }

    static Condition matches(FindingFilter filter) {
        var conditions = new ArrayList<Condition>();
        conditions.add(within(filter.scope(), FINDING.SERVICE_ID));
        conditions.add(ofService(filter.service(), FINDING.SERVICE_ID));
        filter.state().ifPresent(state -> conditions.add(FINDING.STATE.eq(state.word())));
        filter.severity().ifPresent(severity -> conditions.add(FINDING.SEVERITY.eq(severity.rank())));
        if (!filter.check().isBlank()) {
            conditions.add(FINDING.CHECK_ID.eq(filter.check()));
        }
        conditions.add(ofControl(filter.control(), FINDING.CHECK_ID));
        if (!filter.words().isBlank()) {
            conditions.add(FindingSearchStore.words(filter.words()));
        }
        if (filter.scan() != null) {
            conditions.add(FINDING.RESULT_ID.in(seenBy(filter.scan())));
        }
        return DSL.and(conditions);
    }

    /// The results of a scan, found among those of its source, which an index leads to.
    private static Select<Record1<Long>> seenBy(long scan) {
        return select(CHECK_RESULT.ID)
                .from(SCAN)
                .join(CHECK_RESULT)
                .on(CHECK_RESULT.SERVICE_ID.eq(SCAN.SERVICE_ID))
                .and(CHECK_RESULT.SOURCE.eq(SCAN.SOURCE))
                .and(CHECK_RESULT.SCAN_ID.eq(SCAN.ID))
                .where(SCAN.ID.eq(scan));
    }

    private static Condition behind(FindingFilter filter) {
        var after = filter.after();
        if (after == null) {
            return noCondition();
        }
        return switch (filter.order()) {
            case WORST_FIRST ->
                row(FINDING.SEVERITY, FINDING.ID).lt(after.severity().rank(), after.number());
            case MILDEST_FIRST ->
                row(FINDING.SEVERITY, FINDING.ID).gt(after.severity().rank(), after.number());
            case NEWEST_FIRST -> FINDING.ID.lt(after.number());
            case OLDEST_FIRST -> FINDING.ID.gt(after.number());
        };
    }

    private static List<OrderField<?>> order(FindingFilter filter) {
        return order(filter, FINDING.SEVERITY, FINDING.ID);
    }

    private static List<OrderField<?>> order(FindingFilter filter, Field<Short> severity, Field<Long> id) {
        return switch (filter.order()) {
            case WORST_FIRST -> List.of(severity.desc(), id.desc());
            case MILDEST_FIRST -> List.of(severity.asc(), id.asc());
            case NEWEST_FIRST -> List.of(id.desc());
            case OLDEST_FIRST -> List.of(id.asc());
        };
    }

    static Condition within(Scope scope, Field<Long> serviceId) {
        return scope.reaches(serviceId);
    }

    static Condition ofService(String key, Field<Long> serviceId) {
        return key.isBlank()
                ? noCondition()
                : serviceId.eq(
                        field(select(CLOUD_SERVICE.ID).from(CLOUD_SERVICE).where(CLOUD_SERVICE.KEY.eq(key))));
    }

    private static String[] checksOf(DSLContext database, String control) {
        return database.selectDistinct(CHECK_TALLY.CHECK_ID)
                .from(CHECK_TALLY)
                .where(val(control).eq(any(CHECK_TALLY.CONTROLS)))
                .fetchArray(CHECK_TALLY.CHECK_ID);
    }

    private static Condition ofControl(String control, Field<String> checkId) {
        return control.isBlank()
                ? noCondition()
                : checkId.in(select(CHECK_TALLY.CHECK_ID)
                        .from(CHECK_TALLY)
                        .where(val(control).eq(any(CHECK_TALLY.CONTROLS))));
    }

    static Finding finding(Record row) {
        return new Finding(
                row.get(FINDING.ID),
                Finding.State.valueOf(row.get(FINDING.STATE).toUpperCase(Locale.ROOT)),
                row.get(FINDING.OPENED_AT),
                row.get(FINDING.FIXED_AT),
                row.get(FINDING.FIXED_BY),
                result(row));
    }

    private static CheckResult result(Record row) {
        return new CheckResult(
                row.get(CHECK_RESULT.ID),
                row.get(CLOUD_SERVICE.KEY),
                row.get(CLOUD_SERVICE.NAME),
                row.get(CHECK_RESULT.SOURCE),
                row.get(CHECK_RESULT.CHECK_ID),
                Severity.ofRank(row.get(CHECK_RESULT.SEVERITY)),
                row.get(CHECK_RESULT.RESULT),
                row.get(CHECK_RESULT.RESOURCE),
                new Finding.Words(
                        row.get(CHECK_RESULT.REASON),
                        row.get(CHECK_RESULT.TITLE),
                        row.get(CHECK_RESULT.MESSAGE),
                        row.get(CHECK_RESULT.FIX)),
                new Place(row.get(CHECK_RESULT.FILE), row.get(CHECK_RESULT.LINE), row.get(CHECK_RESULT.COL)),
                List.of(row.get(CHECK_RESULT.CONTROLS)),
                row.get(CHECK_RESULT.SNIPPET),
                row.get(CHECK_RESULT.SINCE),
                row.get(CHECK_RESULT.SEEN_AT),
                row.get(CHECK_RESULT.SCAN_ID));
    }
}
