package plumbline.server.platform;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// What the operator may set, from the environment; `docs/configuration.md` lists every name.
///
/// @param home where data live: database, evidence, ledger, keys
/// @param shared where evidence, ledger and keys live; [#home], unless several processes share a folder
/// @param port TCP port of the pages and the API
/// @param bind address to listen on
/// @param publicUrl how people reach this server, without a trailing slash
/// @param database the operator's own PostgreSQL, or none for the embedded one
public record Settings(
        Path home, Path shared, int port, String bind, String publicUrl, Optional<ExternalDatabase> database) {

    /// One process with all of its data in one folder.
    public Settings(Path home, int port, String bind, String publicUrl, Optional<ExternalDatabase> database) {
        this(home, home, port, bind, publicUrl, database);
    }

    /// A PostgreSQL that the operator runs.
    ///
    /// @param url `jdbc:postgresql://host:port/name`, as the application's login
    /// @param ownerUrl the same database as the login that owns the tables; only migrations use it
    public record ExternalDatabase(String url, String ownerUrl) {}

    /// Reads `PLUMBLINE_*`.
    ///
    /// @throws StartFailure naming the variable that cannot be used
    public static Settings from(Map<String, String> environment) {
        var home = environment.containsKey("PLUMBLINE_HOME")
                ? Path.of(environment.get("PLUMBLINE_HOME"))
                : Path.of(System.getProperty("user.home"), ".plumbline");
        int port = port(environment.getOrDefault("PLUMBLINE_PORT", "8017"));
        var bind = environment.getOrDefault("PLUMBLINE_BIND", "127.0.0.1");
        var publicUrl = environment.getOrDefault("PLUMBLINE_PUBLIC_URL", "http://localhost:" + port);
        var database = database(environment);
        var shared = environment.get("PLUMBLINE_SHARED");
        if (shared != null && database.isEmpty()) {
            throw new StartFailure("PLUMBLINE_SHARED is for several processes on one PostgreSQL:"
                    + " set PLUMBLINE_DB_URL as well, or leave it out.");
        }
        return new Settings(
                home.toAbsolutePath().normalize(),
                (shared == null ? home : Path.of(shared)).toAbsolutePath().normalize(),
                port,
                bind,
                withoutSlash(publicUrl),
                database);
    }

    /// As [#from], for a command beside a server: where neither address nor port is said, people reach it where that
    /// server said.
    public static Settings beside(Map<String, String> environment) {
        var settings = from(environment);
        boolean said = environment.containsKey("PLUMBLINE_PUBLIC_URL") || environment.containsKey("PLUMBLINE_PORT");
        return said
                ? settings
                : HomeFolder.notedAddress(settings.home())
                        .map(settings::reachedAt)
                        .orElse(settings);
    }

    private Settings reachedAt(String address) {
        return new Settings(home, shared, port, bind, withoutSlash(address), database);
    }

    private static Optional<ExternalDatabase> database(Map<String, String> environment) {
        var url = environment.get("PLUMBLINE_DB_URL");
        if (url == null || url.isBlank()) {
            return Optional.empty();
        }
        return Optional.of(
                new ExternalDatabase(jdbc(url), jdbc(environment.getOrDefault("PLUMBLINE_DB_OWNER_URL", url))));
    }

    private static String jdbc(String url) {
        var jdbc = url.startsWith("jdbc:") ? url : "jdbc:" + url.replaceFirst("^postgres://", "postgresql://");
        if (!jdbc.startsWith("jdbc:postgresql://")) {
            throw new StartFailure(
                    "PLUMBLINE_DB_URL must look like jdbc:postgresql://host:5432/name?user=…&password=…");
        }
        return jdbc;
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text.strip());
            if (port > 0 && port < 65_536) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // said below, in the same words as a number out of range
        }
        throw new StartFailure("PLUMBLINE_PORT must be a number from 1 to 65535, but is \"" + text + "\".");
    }

    private static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }
}
