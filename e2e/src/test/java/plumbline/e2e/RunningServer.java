package plumbline.e2e;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/// A server with a home of its own, as an operator would start it, and the PostgreSQL that it started.
record RunningServer(Path home, String url, Program program, ProcessHandle database) {
    private static final Pattern LINK = Pattern.compile("\\S+/welcome\\?token=\\S+");

    static RunningServer start(Path home) throws IOException, InterruptedException {
        int port = freePort();
        var program = Program.start(
                "server",
                List.of("plumbline.server.Server", "up"),
                home.getParent(),
                Map.of("PLUMBLINE_HOME", home.toString(), "PLUMBLINE_PORT", Integer.toString(port)));
        try {
            program.await("Plumbline is ready");
            return new RunningServer(home, "http://localhost:" + port, program, postmaster(home));
        } catch (AssertionError | IOException | InterruptedException | RuntimeException e) {
            program.process().destroy();
            throw e;
        }
    }

    /// The way in for the first administrator, printed while there is none.
    String link() throws IOException, InterruptedException {
        program.await("/welcome?token=");
        program.await("\n");
        var found = LINK.matcher(program.text());
        if (!found.find()) {
            throw new AssertionError("no link in:\n" + program.text());
        }
        return found.group();
    }

    /// Asks it to end as an init system would, and waits.
    void terminate() throws IOException, InterruptedException {
        program.process().destroy();
        program.exitCode();
    }

    /// Takes it away as an out-of-memory killer would.
    void kill() throws IOException, InterruptedException {
        program.process().destroyForcibly();
        program.exitCode();
    }

    /// Whether its PostgreSQL still works; a zombie that nobody has collected does not.
    boolean databaseRuns() throws IOException {
        var stat = Path.of("/proc", Long.toString(database.pid()), "stat");
        try {
            return database.isAlive() && !(Files.exists(stat) && Files.readString(stat).contains(") Z "));
        } catch (IOException e) {
            if (Files.exists(stat)) {
                throw e;
            }
            return false;
        }
    }

    /// Leaves nothing running, whatever happened.
    void close() throws IOException, InterruptedException {
        program.process().destroy();
        if (!program.process().waitFor(60, TimeUnit.SECONDS)) {
            program.process().destroyForcibly();
        }
        if (databaseRuns()) {
            database.destroy();
        }
    }

    private static ProcessHandle postmaster(Path home) throws IOException {
        try (var files = Files.find(
                home.resolve("postgres"), 4, (file, _) -> file.endsWith("postmaster.pid"))) {
            var pid = Files.readAllLines(files.findFirst().orElseThrow()).getFirst();
            return ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
