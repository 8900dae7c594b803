package plumbline.server.platform;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;

/// The one database: found or started, migrated, and opened as a role that cannot rewrite the journal.
public final class Database implements AutoCloseable {
    /// A statement takes a millisecond: more at once would only wait for each other within PostgreSQL.
    private static final int CONNECTIONS = 8;

    private final HikariDataSource dataSource;
    private final @Nullable EmbeddedPostgres embedded;

    private Database(HikariDataSource dataSource, @Nullable EmbeddedPostgres embedded) {
        this.dataSource = dataSource;
        this.embedded = embedded;
    }

    /// Opens the database for the server that holds `home`.
    public static Database open(Settings settings, HomeFolder home) {
        var external = settings.database();
        if (external.isPresent()) {
            return at(external.get().url(), external.get().ownerUrl());
        }
        var embedded = EmbeddedPostgres.start(home);
        try {
            migrate(EmbeddedPostgres.ownerUrl(home.root()));
            return new Database(pool(embedded.applicationUrl(), CONNECTIONS), embedded);
        } catch (RuntimeException e) {
            embedded.close();
            throw e;
        }
    }

    /// Joins the database of a server that is running on this machine, without migrating it.
    public static Database join(Settings settings) {
        var url = settings.database()
                .map(Settings.ExternalDatabase::url)
                .orElseGet(() -> EmbeddedPostgres.ownerUrl(settings.home()));
        return new Database(pool(url, 2), null);
    }

    /// Opens a PostgreSQL that somebody else runs.
    ///
    /// @param url as the application's login
    /// @param ownerUrl as the login that owns the tables, may be the same
    public static Database at(String url, String ownerUrl) {
        migrate(ownerUrl);
        return new Database(pool(url, CONNECTIONS), null);
    }

    /// A connection to the database of these settings as the login that owns the tables; a server may be running.
    public static Connection owner(Settings settings) {
        var url = settings.database()
                .map(Settings.ExternalDatabase::ownerUrl)
                .orElseGet(() -> EmbeddedPostgres.ownerUrl(settings.home()));
        return connect(url);
    }

    private static Connection connect(String ownerUrl) {
        try {
            return DriverManager.getConnection(ownerUrl);
        } catch (SQLException e) {
            throw new StartFailure("The database cannot be reached (" + firstLine(e) + ").", e);
        }
    }

    /// Makes a database from a backup: empty, with the tables of that time, filled, and then brought up to date. What
    /// was made goes again when it fails.
    ///
    /// @param migrations the versions that the backup's database had
    /// @param fill puts in the rows, by a connection as the owner
    public static Database restore(
            Settings settings, HomeFolder home, List<String> migrations, Consumer<Connection> fill) {
        var external = settings.database().orElse(null);
        var embedded = external == null ? EmbeddedPostgres.start(home) : null;
        var ownerUrl = external == null ? EmbeddedPostgres.ownerUrl(home.root()) : external.ownerUrl();
        boolean begun = false;
        try {
            requireEmpty(ownerUrl);
            begun = true;
            migrateLike(ownerUrl, migrations);
            fill.accept(connect(ownerUrl));
            migrate(ownerUrl);
            var url = embedded == null ? settings.database().orElseThrow().url() : embedded.applicationUrl();
            return new Database(pool(url, CONNECTIONS), embedded);
        } catch (RuntimeException e) {
            if (embedded != null) {
                embedded.close();
            } else if (begun) {
                flyway(ownerUrl).cleanDisabled(false).load().clean();
            }
            throw e;
        }
    }

    private static void requireEmpty(String ownerUrl) {
        try (var connection = connect(ownerUrl);
                var statement = connection.createStatement();
                var tables = statement.executeQuery(
                        "select 1 from pg_class where relnamespace = 'public'::regnamespace limit 1")) {
            if (tables.next()) {
                throw new StartFailure("The database is not empty: a backup is restored into an empty one only.");
            }
        } catch (SQLException e) {
            throw new StartFailure("The database cannot be read (" + firstLine(e) + ").", e);
        }
    }

    private static void migrateLike(String ownerUrl, List<String> migrations) {
        var flyway = flyway(ownerUrl)
                .target(MigrationVersion.fromVersion(migrations.getLast()))
                .load();
        var known = Arrays.stream(flyway.info().all())
                .map(migration -> String.valueOf(migration.getVersion()))
                .toList();
        for (var version : migrations) {
            if (!known.contains(version)) {
                throw new StartFailure("The backup was written by a newer Plumbline (it has migration " + version
                        + "): restore it with that version.");
            }
        }
        try {
            flyway.migrate();
        } catch (FlywayException e) {
            throw new StartFailure("The database's tables could not be made: " + firstLine(e), e);
        }
    }

    private static FluentConfiguration flyway(String ownerUrl) {
        return Flyway.configure().dataSource(ownerUrl, null, null).locations("classpath:db/migration");
    }

    private static void migrate(String ownerUrl) {
        try (Connection probe = DriverManager.getConnection(ownerUrl)) {
            refuseOldServer(probe);
        } catch (SQLException e) {
            throw new StartFailure(
                    "The database cannot be reached (" + firstLine(e)
                            + "): check PLUMBLINE_DB_URL, and that the database is running and lets this login in.",
                    e);
        }
        var flyway = flyway(ownerUrl).load();
        for (var applied : flyway.info().applied()) {
            if (applied.getState() == MigrationState.FUTURE_SUCCESS) {
                throw new StartFailure("The database was written by a newer Plumbline (it has migration "
                        + applied.getVersion() + "): start that version, or restore a backup.");
            }
        }
        try {
            flyway.migrate();
        } catch (FlywayException e) {
            throw new StartFailure(
                    "The database could not be brought up to date; nothing was changed by the step that" + " failed: "
                            + firstLine(e),
                    e);
        }
    }

    private static void refuseOldServer(Connection probe) throws SQLException {
        int major = probe.getMetaData().getDatabaseMajorVersion();
        if (major < 16) {
            throw new StartFailure("PostgreSQL " + major + " is too old for Plumbline: it needs 16 or newer.");
        }
    }

    private static String firstLine(Exception e) {
        return String.valueOf(e.getMessage())
                .lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElse("no reason given");
    }

    private static HikariDataSource pool(String url, int size) {
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(2);
        config.setConnectionInitSql("set role plumbline_app");
        config.setPoolName("plumbline");
        config.addDataSourceProperty("ApplicationName", "plumbline");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        return new HikariDataSource(config);
    }

    public DataSource dataSource() {
        return dataSource;
    }

    @Override
    public void close() {
        dataSource.close();
        if (embedded != null) {
            embedded.close();
        }
    }
}
