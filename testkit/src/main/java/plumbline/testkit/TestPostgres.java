package plumbline.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/// One real PostgreSQL for a whole test run; each test class takes a database of its own from it.
///
/// The first database is migrated by whoever opens it; [#copyOf] then makes more of the same in a moment.
public final class TestPostgres {
    private static final AtomicInteger databases = new AtomicInteger();
    private static final EmbeddedPostgres postgres = start();

    private TestPostgres() {}

    /// The address of a new, empty database, as its owner.
    public static String empty() {
        return create("");
    }

    /// The address of a new database with everything that the given one holds. Nobody may be connected to the original.
    public static String copyOf(String url) {
        return create(" template " + name(url));
    }

    private static String create(String options) {
        var name = "test_" + databases.incrementAndGet();
        try (var connection = DriverManager.getConnection(url("postgres"));
                var statement = connection.createStatement()) {
            statement.execute("create database " + name + options);
        } catch (SQLException e) {
            throw new IllegalStateException("the test database could not be made", e);
        }
        return url(name);
    }

    private static String url(String database) {
        return postgres.getJdbcUrl("postgres", database);
    }

    private static String name(String url) {
        var withoutQuery = url.contains("?") ? url.substring(0, url.indexOf('?')) : url;
        return withoutQuery.substring(withoutQuery.lastIndexOf('/') + 1);
    }

    private static EmbeddedPostgres start() {
        try {
            var started = EmbeddedPostgres.builder()
                    .setServerConfig("fsync", "off")
                    .setServerConfig("synchronous_commit", "off")
                    .setServerConfig("full_page_writes", "off")
                    .setServerConfig("max_connections", "200")
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(started)));
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(EmbeddedPostgres postgres) {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
