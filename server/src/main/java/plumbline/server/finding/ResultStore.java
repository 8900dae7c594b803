package plumbline.server.finding;

import java.lang.reflect.Array;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.DataType;
import org.jooq.Field;
import org.jooq.impl.DSL;
import org.jooq.impl.SQLDataType;
import plumbline.catalog.ControlRef;
import plumbline.server.finding.Scan.Outcome;

/// SQL that brings a service's results up to date with a scan: a handful of statements whatever the number of rows.
///
/// All of it runs in the transaction that completes the scan, while the service's row is locked.
final class ResultStore {
    /// What tells one result from another across scans of the same source.
    private static final String SAME = """
            r.service_id = {0} and r.source = {1} and r.check_id = i.check_id and r.resource = i.resource
              and r.root = i.root and r.ordinal = i.ordinal""";

    private final DSLContext transaction;
    private final Scan scan;
    private final Instant now;
    private final Map<List<String>, Integer> ordinals = new HashMap<>();

    ResultStore(DSLContext transaction, Scan scan, Instant now) {
        this.transaction = transaction;
        this.scan = scan;
        this.now = now;
    }

    /// Makes the table that the scan's results wait in until [#merge].
    void begin() {
        transaction.execute("""
                create temporary table incoming (
                  check_id text, resource text, root text, ordinal int, result text, severity smallint, reason text,
                  title text, message text, fix text, file text, line int, col int, snippet text, controls text[],
                  was text
                ) on commit drop""");
    }

    void add(List<ResultLine> lines) {
        if (lines.isEmpty()) {
            return;
        }
        var columns = new Columns();
        lines.forEach(line -> columns.add(line, ordinal(line)));
        transaction.execute("""
                insert into incoming
                select check_id, resource, root, ordinal, result, severity, reason, title, message, fix, file, line,
                       col, snippet, string_to_array(controls, ' '), null
                from unnest({0}, {1}, {2}, {3}, {4}, {5}, {6}, {7}, {8}, {9}, {10}, {11}, {12}, {13}, {14})
                  as t (check_id, resource, root, ordinal, result, severity, reason, title, message, fix, file, line,
                        col, snippet, controls)""", columns.bind());
    }

    /// The same check may speak of the same address more than once; they are told apart by their order.
    private int ordinal(ResultLine line) {
        return ordinals.merge(List.of(line.check(), line.resource(), line.root()), 1, Integer::sum);
    }

    /// Brings results, history, findings and tallies up to date with what was added.
    ///
    /// @param skipped what the scan could not read: results in it turn stale instead of going
    Outcome merge(ScanHeader.Skipped skipped) {
        transaction.execute("create index on incoming (check_id, resource)");
        transaction.execute("analyze incoming");
        remember();
        store();
        retire(skipped);
        int stayed = count(
                "select count(*) from finding f join check_result r on r.id = f.result_id"
                        + " where f.state <> 'fixed' and not r.gone and r.result <> 'pass' and r.service_id = {0} and r.source = {1}");
        int closed = closeFindings();
        int opened = openFindings();
        keepWords();
        tally();
        int unknown = count("select count(*) from check_result r where not r.gone and r.result not in ('pass', 'fail')"
                + " and r.service_id = {0} and r.source = {1}");
        return new Outcome(opened, stayed, closed, unknown, null);
    }

    private void remember() {
        run("update incoming i set was = r.result from check_result r where not r.gone and " + SAME);
    }

    private void store() {
        run("""
                insert into check_result as r (service_id, source, check_id, resource, root, ordinal, result, severity,
                  reason, title, message, fix, file, line, col, snippet, controls, since, seen_at, scan_id)
                select {0}, {1}, check_id, resource, root, ordinal, result, severity, reason, title, message, fix, file,
                  line, col, snippet, controls, {3}, {3}, {2} from incoming
                on conflict (service_id, source, check_id, resource, root, ordinal) do update set
                  result = excluded.result, severity = excluded.severity, reason = excluded.reason,
                  title = excluded.title, message = excluded.message, fix = excluded.fix, file = excluded.file,
                  line = excluded.line, col = excluded.col, snippet = excluded.snippet, controls = excluded.controls,
                  since = case when r.result = excluded.result and not r.gone then r.since else excluded.since end,
                  seen_at = excluded.seen_at, scan_id = excluded.scan_id, gone = false""");
        run("insert into check_result_change (result_id, scan_id, at, was, became, reason)"
                + " select r.id, {2}, {3}, i.was, i.result, i.reason from incoming i join check_result r on " + SAME
                + " where i.was is distinct from i.result");
    }

    /// What the scan no longer saw is gone, unless it stands in a file or module that could not be read: then it is
    /// stale.
    private void retire(ScanHeader.Skipped skipped) {
        transaction.execute(
                """
                with unseen as (
                  select id, result,
                    exists (select from unnest({4}) s(path) where path = '' or file = path or starts_with(file, path || '/'))
                    or exists (select from unnest({5}) s(module)
                      where starts_with(resource, module || '.') or starts_with(resource, module || '[')) as unread
                  from check_result
                  where service_id = {0} and source = {1} and not gone and scan_id <> {2}
                ), changed as (
                  update check_result r set
                    result = case when u.unread then 'stale' else r.result end,
                    reason = case when u.unread then 'the last scan could not read its file or module' else r.reason end,
                    since = case when u.unread and u.result = 'stale' then r.since else {3} end,
                    gone = not u.unread
                  from unseen u where u.id = r.id
                )
                insert into check_result_change (result_id, scan_id, at, was, became, reason)
                select id, {2}, {3}, result, case when unread then 'stale' else 'gone' end,
                  case when unread then 'its file or module could not be read' else 'the scan no longer sees the resource' end
                from unseen where not (unread and result = 'stale')""",
                scan.serviceId(),
                scan.source(),
                scan.number(),
                timestamp(),
                texts(skipped.files()),
                texts(skipped.modules()));
    }

    private static Field<String[]> texts(List<String> texts) {
        return DSL.val(texts.toArray(String[]::new), SQLDataType.VARCHAR.array());
    }

    private int closeFindings() {
        return run("""
                update finding f set state = 'fixed', fixed_at = {3},
                  fixed_by = case when r.gone then 'the resource is gone' else 'the check passes' end
                from check_result r
                where r.id = f.result_id and f.state <> 'fixed' and (r.gone or r.result = 'pass')
                  and r.service_id = {0} and r.source = {1}""");
    }

    private int openFindings() {
        int opened = run("""
                insert into finding as f (result_id, service_id, check_id, severity, state, opened_at, words)
                select r.id, r.service_id, r.check_id, r.severity, 'open', {3},
                  to_tsvector('simple', regexp_replace(
                    concat_ws(' ', r.check_id, r.resource, r.file, r.title, r.message), '[^[:alnum:]]+', ' ', 'g'))
                from check_result r
                where r.service_id = {0} and r.source = {1} and r.scan_id = {2} and r.result = 'fail'
                order by r.severity, r.id
                on conflict (result_id) do update set
                  state = 'open', opened_at = excluded.opened_at, fixed_at = null, fixed_by = null
                where f.state = 'fixed'""");
        run("update finding f set severity = r.severity from check_result r where r.id = f.result_id"
                + " and r.severity <> f.severity and r.service_id = {0} and r.source = {1}");
        return opened;
    }

    /// In one order, so that two scans never wait for each other's words.
    private void keepWords() {
        run("""
                insert into finding_word (severity, word)
                select distinct f.severity, word
                from finding f join check_result r on r.id = f.result_id, unnest(tsvector_to_array(f.words)) word
                where r.service_id = {0} and r.source = {1} and r.scan_id = {2}
                order by 1, 2
                on conflict do nothing""");
    }

    /// How many findings of each severity this scan opened.
    Map<Severity, Integer> opened() {
        var opened = new EnumMap<Severity, Integer>(Severity.class);
        transaction
                .fetch("""
                        select f.severity, count(*) from finding f join check_result r on r.id = f.result_id
                        where r.service_id = {0} and r.source = {1} and r.scan_id = {2} and f.opened_at = {3}
                          and f.state = 'open'
                        group by f.severity""", scan.serviceId(), scan.source(), scan.number(), timestamp())
                .forEach(row ->
                        opened.put(Severity.ofRank(row.get(0, Short.class)), Math.toIntExact(row.get(1, Long.class))));
        return opened;
    }

    private void tally() {
        run("delete from check_tally where service_id = {0} and source = {1}");
        run("""
                insert into check_tally (service_id, source, check_id, severity, controls, result, results, scanned_at)
                select service_id, source, check_id, severity, max(controls), result, count(*), {3}
                from check_result where service_id = {0} and source = {1} and not gone
                group by service_id, source, check_id, severity, result""");
        run("delete from finding_tally where service_id = {0} and source = {1}");
        run("""
                insert into finding_tally (service_id, source, check_id, severity, state, findings)
                select f.service_id, r.source, f.check_id, f.severity, f.state, count(*)
                from finding f join check_result r on r.id = f.result_id
                where r.service_id = {0} and r.source = {1}
                group by f.service_id, r.source, f.check_id, f.severity, f.state""");
    }

    private int run(String sql) {
        return transaction.execute(sql, scan.serviceId(), scan.source(), scan.number(), timestamp());
    }

    private int count(String sql) {
        var value = transaction.fetchValue(sql, scan.serviceId(), scan.source());
        return value instanceof Number number ? number.intValue() : 0;
    }

    private Field<Instant> timestamp() {
        return DSL.val(now, SQLDataType.INSTANT);
    }

    /// The rows of one part turned into columns, so that one statement takes them all.
    private static final class Columns {
        private final List<List<Object>> values = new ArrayList<>();
        private static final DataType<?>[] TYPES = {
            SQLDataType.VARCHAR, SQLDataType.VARCHAR, SQLDataType.VARCHAR, SQLDataType.INTEGER, SQLDataType.VARCHAR,
            SQLDataType.SMALLINT, SQLDataType.VARCHAR, SQLDataType.VARCHAR, SQLDataType.VARCHAR, SQLDataType.VARCHAR,
            SQLDataType.VARCHAR, SQLDataType.INTEGER, SQLDataType.INTEGER, SQLDataType.VARCHAR, SQLDataType.VARCHAR
        };

        Columns() {
            for (int i = 0; i < TYPES.length; i++) {
                values.add(new ArrayList<>());
            }
        }

        void add(ResultLine line, int ordinal) {
            var row = List.<Object>of(
                    line.check(),
                    line.resource(),
                    line.root(),
                    ordinal,
                    line.result(),
                    line.severity().rank(),
                    line.words().reason(),
                    line.words().title(),
                    line.words().message(),
                    line.words().fix(),
                    line.place().file(),
                    line.place().line(),
                    line.place().column(),
                    line.snippet(),
                    String.join(
                            " ",
                            line.controls().stream().map(ControlRef::toString).toList()));
            for (int i = 0; i < TYPES.length; i++) {
                values.get(i).add(row.get(i));
            }
        }

        Object[] bind() {
            var bound = new Object[TYPES.length];
            for (int i = 0; i < TYPES.length; i++) {
                bound[i] = array(values.get(i), TYPES[i]);
            }
            return bound;
        }

        private static <T> Field<T[]> array(List<Object> column, DataType<T> type) {
            @SuppressWarnings("unchecked")
            var empty = (T[]) Array.newInstance(type.getType(), 0);
            return DSL.val(column.toArray(empty), type.array());
        }
    }
}
