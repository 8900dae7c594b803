package plumbline.bench.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import plumbline.ledger.pack.Salt;
import plumbline.ledger.pack.SaltedDigest;

/// Writes by SQL what would take hours to bring about one by one: a journal of years, and the
/// evidence of nightly scans. The rows have the shape that the server gives them, their triggers
/// run, and each commitment opens.
final class Rows implements AutoCloseable {
    private static final int BATCH = 50_000;

    private final Connection connection;

    Rows(Path home) throws SQLException, IOException {
        this.connection = connect(home);
    }

    /// To the database of a running server, as the login that owns the tables.
    static Connection connect(Path home) throws SQLException, IOException {
        Path folder = home.resolve("postgres");
        String port = Files.readString(folder.resolve("port")).strip();
        String password = Files.readString(folder.resolve("password")).strip();
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres", "plumbline_owner", password);
    }

    /// Entries of 200 people and 20 programs over two years, the words of each as the server would write them.
    void journal(long entries) throws SQLException {
        try (var insert = connection.prepareStatement("""
                insert into journal_entry (at, actor_kind, actor_id, actor_name, action, object_kind, object_id,
                  service_id, request_id, content, salt)
                select at, actor_kind, actor_id, actor_name, action, object_kind, object_id, service_id, request_id,
                  convert_to(format(
                    '{"action":"%s","actor":{"id":"%s","kind":"%s","name":"%s"},"at":"%s","details":%s,'
                      '"request":"%s","subject":{"id":"%s","kind":"%s","service":%s}}',
                    action, actor_id, actor_kind, actor_name, to_char(at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
                    details, request_id, object_id, object_kind, service_id), 'UTF8'),
                  sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8'))
                from (
                  select now() - interval '2 years' + n * (interval '2 years' / ?) as at,
                    case when n % 10 < 4 then 'person' else 'service account' end as actor_kind,
                    case when n % 10 < 4 then 'account:' || 1 + n / 10 % 200 else 'token:' || 1 + n / 10 % 20 end as actor_id,
                    case when n % 10 < 4 then 'Person ' || 1 + n / 10 % 200 else 'Pipeline ' || 1 + n / 10 % 20 end as actor_name,
                    (array['account.signed-in', 'service.changed', 'account.signed-in', 'applicability.decided',
                      'scan.completed', 'evidence.recorded', 'scan.completed', 'evidence.recorded',
                      'scan.completed', 'evidence.recorded'])[1 + n % 10] as action,
                    (array['account', 'service', 'account', 'control', 'scan', 'evidence', 'scan', 'evidence', 'scan',
                      'evidence'])[1 + n % 10] as object_kind,
                    (array[(1 + n / 10 % 200)::text, s.key, (1 + n / 10 % 200)::text, '2015/12.' || 1 + n / 10 % 7 || '.1',
                      'SCN-' || n, 'EV-' || n, 'SCN-' || n, 'EV-' || n, 'SCN-' || n, 'EV-' || n])[1 + n % 10]
                      as object_id,
                    s.id as service_id, left(md5(n::text), 16) as request_id,
                    format('{"closed":%s,"opened":%s,"results":10000,"source":"infra/%s","stayed":%s,"unknown":%s}',
                      n % 7, n % 5, n % 4, n % 900, n % 40) as details
                  from generate_series(?::bigint, ?::bigint) as n
                  join (select id, key, row_number() over (order by id) as place, count(*) over () as services
                        from cloud_service) s on s.place = 1 + n / 7 % s.services
                ) as entry
                order by at""")) {
            for (long from = 1; from <= entries; from += BATCH) {
                insert.setLong(1, entries);
                insert.setLong(2, from);
                insert.setLong(3, Math.min(entries, from + BATCH - 1));
                insert.executeUpdate();
            }
        }
    }

    /// Records of nightly scans that all found the same, each with a salt of its own.
    ///
    /// @param like number of the record whose content they share
    void evidence(long records, long like, byte[] content) throws SQLException {
        SecureRandom random = new SecureRandom();
        connection.setAutoCommit(false);
        try (var insert = connection.prepareStatement("""
                insert into evidence (kind, title, source_kind, source_ref, service_id, valid_from, valid_to, recorded_at,
                  actor_kind, actor_id, actor_name, media_type, length, sha256, salt, committed_sha256)
                select kind, title, source_kind, source_ref, s.id, night, night, night, 'service account', actor_id,
                  actor_name, media_type, length, sha256, ?, ?
                from evidence, (select now() - ? * interval '1 minute' as night) as nights,
                  (select id from cloud_service order by id offset ? % (select count(*) from cloud_service) limit 1) s
                where evidence.id = ?""")) {
            for (long record = 0; record < records; record++) {
                Salt salt = Salt.random(random);
                SaltedDigest digest = salt.digest(content);
                insert.setBytes(1, salt.bytes());
                insert.setString(2, digest.sha256());
                insert.setLong(3, records - record);
                insert.setLong(4, record);
                insert.setLong(5, like);
                insert.addBatch();
                if (record % 1_000 == 999) {
                    insert.executeBatch();
                }
            }
            insert.executeBatch();
        }
        run("insert into evidence_control select e.id, c.edition, c.control_id from evidence e, evidence_control c"
                + " where c.evidence_id = " + like + " and not exists"
                + " (select 1 from evidence_control known where known.evidence_id = e.id)");
        run("delete from evidence_coverage");
        run("insert into evidence_coverage select edition, control_id, coalesce(service_id, 0), count(*), max(valid_to)"
                + " from evidence_control join evidence on id = evidence_id group by 1, 2, 3");
        connection.commit();
        connection.setAutoCommit(true);
    }

    /// Waits until the ledger has published whatever waits for it.
    void drained() throws SQLException, InterruptedException {
        while (count("select count(*) from (select 1 from ledger_pending limit 1) waiting") > 0) {
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }

    /// What the planner knows, as autovacuum would tell it within a minute.
    void settle() throws SQLException {
        run("vacuum analyze");
        run("checkpoint");
    }

    long count(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /// The numbers of about a thousand rows from all over a table.
    List<Long> numbers(String table) throws SQLException {
        List<Long> numbers = new ArrayList<>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("select id from " + table
                        + " where id % greatest(1, (select max(id) / 1000 from " + table + ")) = 0")) {
            while (rows.next()) {
                numbers.add(rows.getLong(1));
            }
        }
        return numbers;
    }

    private void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
