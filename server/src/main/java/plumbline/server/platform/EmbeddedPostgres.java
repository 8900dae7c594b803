package plumbline.server.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A PostgreSQL of our own below the data folder: reachable from this machine alone, by password alone.
///
/// It survives the death of this process, so the next start finds either a stopped one, one that is still running
/// (then it is stopped first), or one that lost power (then PostgreSQL recovers by itself).
final class EmbeddedPostgres implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedPostgres.class);
    static final String OWNER = "plumbline_owner";
    private static final String VERSION = "18";
    private static final String UNFINISHED = "unfinished-";
    private static final String OUTPUT = "output-";
    private static final long PATIENCE_SECONDS = 120;

    private final Path binaries;
    private final Path home;
    private final Path data;
    private final Path folder;

    private EmbeddedPostgres(Path binaries, Path home) {
        this.binaries = binaries;
        this.home = home;
        this.folder = home.resolve("postgres");
        this.data = folder.resolve("data");
    }

    /// Starts the database of this data folder, making it first when there is none.
    static EmbeddedPostgres start(HomeFolder home) {
        refuseOtherVersion(home.folder("postgres").resolve("data").resolve("PG_VERSION"));
        var postgres = new EmbeddedPostgres(PostgresBinaries.unpack(home.folder("runtime")), home.root());
        try {
            postgres.begin();
        } catch (IOException e) {
            postgres.close();
            throw new StartFailure(
                    "The embedded PostgreSQL did not start (" + e.getMessage() + "): see "
                            + postgres.folder.resolve("postgres.log"),
                    e);
        }
        return postgres;
    }

    /// The address of a running one, as its owner, from what its last start left in the data folder.
    static String ownerUrl(Path home) {
        var folder = home.resolve("postgres");
        try {
            return "jdbc:postgresql://127.0.0.1:"
                    + Files.readString(folder.resolve("port")).strip() + "/postgres?user=" + OWNER + "&password="
                    + Files.readString(folder.resolve("password")).strip();
        } catch (IOException e) {
            throw new StartFailure(
                    "The running database of " + home + " cannot be found (" + e.getMessage()
                            + "): wait until Plumbline has started, or stop it, and try again.",
                    e);
        }
    }

    /// The address as the application's own login, which may append to the journal but not rewrite it. Its password is
    /// new at each start and known to this process alone.
    String applicationUrl() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        var password = HexFormat.of().formatHex(bytes);
        var owner = ownerUrl(home);
        try (var connection = DriverManager.getConnection(owner);
                var statement = connection.createStatement()) {
            statement.execute("alter role plumbline_app login password '" + password + "'");
        } catch (SQLException e) {
            throw new StartFailure("The application's login could not be prepared: " + e.getMessage(), e);
        }
        return owner.substring(0, owner.indexOf('?')) + "?user=plumbline_app&password=" + password;
    }

    private void begin() throws IOException {
        removeRemains();
        if (!Files.exists(data)) {
            create();
        }
        if (lock().isHeld()) {
            stop();
        } else {
            lock().remove();
        }
        int port = freePort();
        write(folder.resolve("port"), Integer.toString(port));
        run(List.of(
                program("pg_ctl"),
                "start",
                "-D",
                data.toString(),
                "-w",
                "-t",
                "" + PATIENCE_SECONDS,
                "-l",
                folder.resolve("postgres.log").toString(),
                "-o",
                options(port)));
    }

    private static String options(int port) {
        return String.join(
                " ",
                "-p " + port,
                "-c listen_addresses=127.0.0.1",
                "-c unix_socket_directories=''",
                "-c max_connections=60",
                "-c shared_buffers=256MB",
                "-c effective_cache_size=1GB",
                // Disks of today seek nearly for nothing: an index is worth its reads.
                "-c random_page_cost=1.1",
                "-c max_wal_size=1GB",
                "-c jit=off",
                "-c timezone=UTC",
                "-c log_timezone=UTC",
                "-c password_encryption=scram-sha-256");
    }

    /// Makes the database beside its place, then moves it there in one step: a start that was cut off leaves none.
    private void create() throws IOException {
        var password = new byte[32];
        new SecureRandom().nextBytes(password);
        var file = folder.resolve("password");
        write(file, HexFormat.of().formatHex(password));
        var unfinished = Files.createTempDirectory(folder, UNFINISHED);
        run(List.of(
                program("initdb"),
                "-D",
                unfinished.toString(),
                "-U",
                OWNER,
                "-A",
                "scram-sha-256",
                "--pwfile",
                file.toString(),
                "-E",
                "UTF8",
                "--locale=C.UTF-8",
                "--data-checksums"));
        Files.move(unfinished, data, StandardCopyOption.ATOMIC_MOVE);
    }

    private void removeRemains() throws IOException {
        try (var remains = Files.newDirectoryStream(folder, "{" + UNFINISHED + "*," + OUTPUT + "*}")) {
            for (var remain : remains) {
                PostgresBinaries.delete(remain);
            }
        }
    }

    private static void refuseOtherVersion(Path file) {
        try {
            var found = Files.exists(file) ? Files.readString(file).strip() : VERSION;
            if (!found.equals(VERSION)) {
                throw new StartFailure("The data folder holds a PostgreSQL " + found
                        + " database, this Plumbline brings " + VERSION
                        + ": use the Plumbline that wrote it, or restore a backup.");
            }
        } catch (IOException e) {
            throw new StartFailure(file + " cannot be read (" + e.getMessage() + "): whose data folder is it?", e);
        }
    }

    private PostgresLock lock() {
        return new PostgresLock(data.resolve("postmaster.pid"));
    }

    @Override
    public void close() {
        try {
            if (lock().isHeld()) {
                stop();
            }
        } catch (IOException e) {
            log.warn("PostgreSQL did not stop cleanly; it recovers by itself at the next start", e);
        }
    }

    private void stop() throws IOException {
        run(List.of(program("pg_ctl"), "stop", "-D", data.toString(), "-m", "fast", "-w", "-t", "" + PATIENCE_SECONDS));
    }

    private void run(List<String> command) throws IOException {
        var output = Files.createTempFile(folder, OUTPUT, ".txt");
        try {
            var process = new ProcessBuilder(asOrdinaryUser(command))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException(command.getFirst() + " did not end within " + PATIENCE_SECONDS + " s");
            }
            if (process.exitValue() != 0) {
                throw new IOException(Files.readString(output).strip().replace('\n', ' '));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            Files.deleteIfExists(output);
        }
    }

    /// PostgreSQL refuses to run as root; in a user namespace of its own it is nobody in particular.
    private static List<String> asOrdinaryUser(List<String> command) {
        if (!"root".equals(System.getProperty("user.name"))) {
            return command;
        }
        var wrapped = new ArrayList<>(List.of("unshare", "-U"));
        wrapped.addAll(command);
        return wrapped;
    }

    private String program(String name) {
        return binaries.resolve("bin").resolve(name).toString();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text);
    }
}
