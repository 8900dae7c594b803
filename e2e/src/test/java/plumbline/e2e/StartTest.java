package plumbline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What keeps the server from starting is one line that says what to do, and a start that is cut off leaves nothing.
final class StartTest {
    @TempDir
    private Path folder;

    private Path home;

    @BeforeEach
    void chooseHome() {
        home = folder.resolve("home");
    }

    /// A moment of a start, by what can be seen from outside.
    private enum Moment {
        HOME_IS_TAKEN,
        DATABASE_IS_MADE,
        DATABASE_STARTS,
        DATABASE_IS_READY,
        PORT_ANSWERS;

        boolean hasCome(RunningServer server) throws IOException {
            var postgres = server.home().resolve("postgres");
            var lock = postgres.resolve("data").resolve("postmaster.pid");
            return switch (this) {
                case HOME_IS_TAKEN -> Files.exists(server.home().resolve("lock"));
                case DATABASE_IS_MADE -> exists(postgres, "unfinished-*");
                case DATABASE_STARTS -> Files.exists(lock);
                case DATABASE_IS_READY ->
                    Files.exists(lock) && Files.readString(lock).contains("ready");
                case PORT_ANSWERS -> server.answers();
            };
        }

        private static boolean exists(Path folder, String glob) throws IOException {
            if (!Files.isDirectory(folder)) {
                return false;
            }
            try (var found = Files.newDirectoryStream(folder, glob)) {
                return found.iterator().hasNext();
            }
        }
    }

    @Test
    void endsCleanlyWhenToldToAtAnyMomentOfItsStart() throws IOException, InterruptedException {
        for (var moment : Moment.values()) {
            var server = RunningServer.launch(moment == Moment.HOME_IS_TAKEN ? folder.resolve("other") : home);
            try {
                server.program().await("come to " + moment, () -> moment.hasCome(server));
                assertThat(server.terminate())
                        .as("%s: %s", moment, server.program().text())
                        .isEqualTo(143);
                assertThat(server.databases()).as(moment.name()).isEmpty();
            } finally {
                server.close();
            }
        }
        var server = RunningServer.start(home);
        server.terminate();
        assertThat(server.databases()).isEmpty();
    }

    @Test
    void takesNobodyElsesProcessForTheDatabaseThatItLeft() throws IOException, InterruptedException {
        var server = RunningServer.start(home);
        server.terminate();
        Files.writeString(
                home.resolve("postgres").resolve("data").resolve("postmaster.pid"),
                ProcessHandle.current().pid() + "\n" + home.resolve("postgres").resolve("data") + "\n");

        var next = RunningServer.start(home);

        next.terminate();
        assertThat(next.databases()).isEmpty();
    }

    @Test
    void printsLinksThatLeadToTheServerWhereverItListens() throws IOException, InterruptedException {
        var server = RunningServer.start(home);
        try {
            var environment = Map.of("PLUMBLINE_HOME", home.toString());
            var created = Program.server(
                    folder, environment, "admin", "create-user", "ada@example.com", "--role", "administrator");
            assertThat(created.exitCode()).as(created.text()).isZero();
            var reset = Program.server(folder, environment, "admin", "reset-link", "ada@example.com");
            assertThat(reset.exitCode()).as(reset.text()).isZero();

            assertThat(List.of(created.text(), reset.text()))
                    .allSatisfy(link -> assertThat(link).startsWith(server.url() + "/password?token="));
        } finally {
            server.close();
        }
    }

    @Test
    void explainsItsCommandsWithoutStartingAnything() throws IOException, InterruptedException {
        for (var words : List.of(new String[] {"up", "--help"}, new String[] {"admin", "create-token", "--help"})) {
            var program = Program.server(folder, Map.of("PLUMBLINE_HOME", home.toString()), words);
            assertThat(program.exitCode()).isZero();
            assertThat(program.text()).contains("Examples");
        }
        assertThat(home).doesNotExist();
    }

    @Test
    void refusesATakenPort() throws IOException, InterruptedException {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var port = Integer.toString(other.getLocalPort());
            assertThat(refusal(Map.of("PLUMBLINE_PORT", port)))
                    .isEqualTo("plumbline: Port " + port + " is taken: stop what uses it, or set PLUMBLINE_PORT.");
        }
    }

    @Test
    void refusesADataFolderInUse() throws IOException, InterruptedException {
        Files.createDirectory(home);
        try (var lock = FileChannel.open(home.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var held = lock.lock()) {
            assertThat(held.isValid()).isTrue();
            assertThat(refusal(Map.of()))
                    .isEqualTo("plumbline: The data folder " + home + " is in use by another Plumbline: stop that one,"
                            + " or set PLUMBLINE_HOME to another folder.");
        }
    }

    @Test
    void refusesADataFolderOfANewerVersion() throws IOException, InterruptedException {
        var data = Files.createDirectories(home.resolve("postgres").resolve("data"));
        Files.writeString(data.resolve("PG_VERSION"), "19\n");

        assertThat(refusal(Map.of()))
                .contains("holds a PostgreSQL 19 database, this Plumbline brings 18")
                .endsWith("use the Plumbline that wrote it, or restore a backup.");
    }

    @Test
    void refusesADatabaseThatCannotBeReached() throws IOException, InterruptedException {
        var url = "jdbc:postgresql://127.0.0.1:" + RunningServer.freePort() + "/plumbline?user=ada&password=lantern";

        assertThat(refusal(Map.of("PLUMBLINE_DB_URL", url)))
                .startsWith("plumbline: The database cannot be reached (")
                .contains("check PLUMBLINE_DB_URL")
                .doesNotContain("lantern");
    }

    @Test
    void refusesSettingsThatCannotBeMeant() throws IOException, InterruptedException {
        assertThat(refusal(Map.of("PLUMBLINE_PORT", "eighty")))
                .isEqualTo("plumbline: PLUMBLINE_PORT must be a number from 1 to 65535, but is \"eighty\".");
        assertThat(refusal(Map.of("PLUMBLINE_BIND", "no.such.host.invalid")))
                .startsWith("plumbline: PLUMBLINE_BIND must be an address of this machine");
    }

    /// The one line of a start that is refused.
    private String refusal(Map<String, String> settings) throws IOException, InterruptedException {
        var environment = new HashMap<>(settings);
        environment.put("PLUMBLINE_HOME", home.toString());
        environment.putIfAbsent("PLUMBLINE_PORT", Integer.toString(RunningServer.freePort()));
        var program = Program.server(folder, environment, "up");
        try {
            assertThat(program.exitCode()).as(program.text()).isEqualTo(2);
            assertThat(program.text().lines()).hasSize(1);
            return program.text().strip();
        } finally {
            program.process().destroy();
        }
    }
}
