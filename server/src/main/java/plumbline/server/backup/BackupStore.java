package plumbline.server.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// All SQL of backups: whole tables out and in. The connection is of the login that owns the tables.
final class BackupStore implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    /// Made by the program itself, or, as sessions, not to be brought back: a session that was ended would live again.
    private static final String LEFT_OUT = "('flyway_schema_history', 'spring_session', 'spring_session_attributes')";

    /// As much memory as an index is sorted in.
    private static final String SORTING = "256MB";

    private final Connection connection;
    private @Nullable CopyIn copying;
    private List<String[]> references = List.of();
    private List<String[]> indexes = List.of();

    private BackupStore(Connection connection) {
        this.connection = connection;
    }

    /// Everything that is read through it is of one moment, the one of the first statement.
    static BackupStore snapshot(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setReadOnly(true);
        return new BackupStore(connection);
    }

    /// Everything that is written through it is kept together, by [#keep].
    static BackupStore filling(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        return new BackupStore(connection);
    }

    List<String> migrations() throws SQLException {
        return column("select version from flyway_schema_history where success and version is not null"
                + " order by installed_rank");
    }

    List<About.Table> tables() throws SQLException {
        var columns = new LinkedHashMap<String, List<String>>();
        for (var row : rows("""
                select c.relname, a.attname
                from pg_class c
                join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attgenerated = ''
                  and c.relname not in %s
                order by c.relname, a.attnum""".formatted(LEFT_OUT))) {
            columns.computeIfAbsent(row[0], _ -> new ArrayList<>()).add(row[1]);
        }
        return columns.entrySet().stream()
                .map(entry -> new About.Table(entry.getKey(), List.copyOf(entry.getValue())))
                .toList();
    }

    void copyOut(About.Table table, OutputStream out) throws SQLException, IOException {
        connection.unwrap(PGConnection.class).getCopyAPI().copyOut("copy " + name(table) + " to stdout", out);
    }

    /// How far each sequence has counted. A sequence never goes back, so it may be read after the tables.
    Map<String, Long> sequences() throws SQLException {
        var counted = new LinkedHashMap<String, Long>();
        for (var row : rows("select sequencename, last_value from pg_sequences where schemaname = 'public'"
                + " and last_value is not null order by 1")) {
            counted.put(row[0], Long.valueOf(row[1]));
        }
        return counted;
    }

    /// Empties these tables and lifts, until [#keep], what would refuse rows in any order but that of their making, and
    /// the indexes that no constraint needs: sorting all rows once costs a fraction of placing each.
    void prepare(List<About.Table> tables) throws SQLException {
        references = rows("""
                select conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid)
                from pg_constraint
                where contype = 'f' and connamespace = 'public'::regnamespace and conparentid = 0""");
        for (var reference : references) {
            execute("alter table " + reference[0] + " drop constraint " + reference[1]);
        }
        for (var table : tables) {
            execute("alter table " + quoted(table.name()) + " disable trigger user");
        }
        indexes = rows("""
                select i.schemaname || '.' || quote_ident(i.indexname), i.indexdef
                from pg_indexes i
                where i.schemaname = 'public' and i.tablename in (%s)
                  and not exists (
                    select 1 from pg_constraint c
                    where c.conindid = (i.schemaname || '.' || quote_ident(i.indexname))::regclass)
                order by i.tablename, i.indexname""".formatted(
                        tables.stream().map(table -> literal(table.name())).collect(Collectors.joining(", "))));
        for (var index : indexes) {
            execute("drop index " + index[0]);
        }
        execute("truncate " + tables.stream().map(table -> quoted(table.name())).collect(Collectors.joining(", ")));
    }

    /// Begins a table; [#rows] then adds to it.
    void begin(About.Table table) throws SQLException {
        endTable();
        copying = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy " + name(table) + " from stdin");
    }

    void rows(InputStream content) throws SQLException, IOException {
        if (copying == null) {
            throw new IllegalStateException("a table must have been begun");
        }
        var buffer = new byte[BUFFER];
        for (int read = content.read(buffer); read >= 0; read = content.read(buffer)) {
            copying.writeToCopy(buffer, 0, read);
        }
    }

    void endTable() throws SQLException {
        if (copying != null) {
            copying.endCopy();
            copying = null;
        }
    }

    void count(String sequence, long value) throws SQLException {
        try (var statement = connection.prepareStatement("select setval(quote_ident(?)::regclass, ?)")) {
            statement.setString(1, sequence);
            statement.setLong(2, value);
            statement.execute();
        }
    }

    /// Puts back what [#prepare] lifted and keeps all of it.
    void keep(List<About.Table> tables) throws SQLException {
        endTable();
        execute("set local maintenance_work_mem = '" + SORTING + "'");
        for (var index : indexes) {
            execute(index[1]);
        }
        for (var reference : references) {
            execute("alter table " + reference[0] + " add constraint " + reference[1] + " " + reference[2]);
        }
        for (var table : tables) {
            execute("alter table " + quoted(table.name()) + " enable trigger user");
        }
        connection.commit();
        connection.setAutoCommit(true);
        execute("analyze");
    }

    private static String name(About.Table table) {
        return quoted(table.name()) + " ("
                + table.columns().stream().map(BackupStore::quoted).collect(Collectors.joining(", ")) + ")";
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    private static String quoted(String name) {
        return "\"" + name.replace("\"", "\"\"") + "\"";
    }

    private void execute(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> column(String sql) throws SQLException {
        return rows(sql).stream().map(row -> row[0]).toList();
    }

    private List<String[]> rows(String sql) throws SQLException {
        try (var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            int width = result.getMetaData().getColumnCount();
            var rows = new ArrayList<String[]>();
            while (result.next()) {
                var row = new String[width];
                for (int i = 0; i < width; i++) {
                    row[i] = result.getString(i + 1);
                }
                rows.add(row);
            }
            return rows;
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
