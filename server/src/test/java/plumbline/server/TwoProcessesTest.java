package plumbline.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import plumbline.ledger.LogKeys;
import plumbline.ledger.check.LogCheck;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.IdentityModule;
import plumbline.server.identity.NewAccount;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Role;
import plumbline.server.identity.token.NewToken;
import plumbline.server.identity.token.Tokens;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Database;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Settings;
import plumbline.server.platform.Transactions;
import plumbline.testkit.Await;
import plumbline.testkit.TestPostgres;

/// Two server processes on one PostgreSQL and one shared folder; one is killed under load and started again.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TwoProcessesTest {
    private static final int WRITERS = 4;
    private static final int WRITES = 40;
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @TempDir
    private static Path folder;

    private final String address = TestPostgres.empty();
    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Process> started = new ArrayList<>();
    private Database database;
    private Transactions transactions;
    private String token;

    @BeforeAll
    void makeAPersonAndAToken() {
        database = Database.at(address, address);
        transactions = new Transactions(database.dataSource());
        var clock = InstantSource.system();
        var tokens = new Tokens(transactions, new Journal(clock));
        var settings = new Settings(folder, 0, "127.0.0.1", "http://localhost", Optional.empty());
        var person = new NewAccount("ada@example.com", "Ada", Set.of(Role.ADMINISTRATOR));
        Accounts accounts = IdentityModule.accounts(database, settings, clock, List.of(tokens));
        accounts.create(Actor.SYSTEM, person, ServerFixture.PASSWORD);
        var owner = tokens.createServiceAccount(Actor.SYSTEM, "load", "tests", null);
        token = tokens.create(
                        Actor.SYSTEM,
                        new NewToken(owner.id(), Set.of(Permission.SERVICE_WRITE), null, Duration.ofDays(1)),
                        null)
                .secret();
    }

    @AfterAll
    void stop() throws InterruptedException {
        for (var process : started) {
            process.destroyForcibly().waitFor();
        }
        database.close();
    }

    /// One process as an operator starts it.
    private record Server(String url, Process process, Path log) {}

    private Server start(String home) throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        var log = folder.resolve(home + started.size() + ".log");
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx256m",
                        "-cp",
                        classPath(),
                        "plumbline.server.Server",
                        "up")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("PLUMBLINE_"));
        builder.environment().put("PLUMBLINE_HOME", folder.resolve(home).toString());
        builder.environment().put("PLUMBLINE_SHARED", folder.resolve("shared").toString());
        builder.environment().put("PLUMBLINE_DB_URL", address);
        builder.environment().put("PLUMBLINE_PUBLIC_URL", "http://localhost:8017");
        builder.environment().put("PLUMBLINE_PORT", Integer.toString(port));
        var process = builder.start();
        started.add(process);
        return new Server("http://127.0.0.1:" + port, process, log);
    }

    /// What this test runs on, whoever started it.
    private static String classPath() {
        return TwoProcessesTest.class.getClassLoader() instanceof URLClassLoader loader
                ? Arrays.stream(loader.getURLs()).map(URL::getPath).collect(Collectors.joining(":"))
                : System.getProperty("java.class.path");
    }

    private void awaitReady(Server server) {
        Await.holds("the start", PATIENCE, () -> {
            try {
                return get(server.url() + "/health/ready") == 200;
            } catch (IOException notYet) {
                if (!server.process().isAlive()) {
                    throw new AssertionError("it ended: " + text(server.log()));
                }
                return false;
            }
        });
    }

    private static String text(Path log) {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private int get(String url) throws IOException, InterruptedException {
        return client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.discarding())
                .statusCode();
    }

    @Test
    void losesAndDoublesNothingWhenOneIsKilledUnderLoad() throws Exception {
        var one = start("one");
        var two = start("two");
        awaitReady(one);
        awaitReady(two);
        signInOnOneAndGoOnWithTheOther(one, two);

        var acknowledged = ConcurrentHashMap.<String>newKeySet();
        var killed = new AtomicInteger();
        try (var writers = Executors.newFixedThreadPool(WRITERS)) {
            var written = new ArrayList<Future<?>>();
            for (int writer = 0; writer < WRITERS; writer++) {
                int number = writer;
                written.add(writers.submit(() -> {
                    for (int i = 0; i < WRITES; i++) {
                        var name = "Load " + number + " " + i;
                        write(name, i % 2 == 0 ? one : two, two);
                        acknowledged.add(name);
                        if (acknowledged.size() > WRITERS * WRITES / 3 && killed.getAndIncrement() == 0) {
                            one.process().destroyForcibly();
                        }
                    }
                    return null;
                }));
            }
            for (var writer : written) {
                writer.get();
            }
        }
        assertThat(acknowledged).hasSize(WRITERS * WRITES);
        one.process().waitFor();
        var again = start("one");
        awaitReady(again);
        write("After the restart", again, again);

        assertThat(number("select count(*) from cloud_service")).isEqualTo(WRITERS * WRITES + 1L);
        assertThat(number("select count(distinct name) from cloud_service")).isEqualTo(WRITERS * WRITES + 1L);
        assertThat(number("select count(*) from journal_entry where action = 'service.created'"))
                .isEqualTo(WRITERS * WRITES + 1L);
        theLedgerHasEachEntryOnce();
        everyJobRanOnceAtATime();
    }

    /// As a client that is told to repeat what was not answered: with the same key, at whichever process lives.
    private void write(String name, Server first, Server otherwise) throws IOException, InterruptedException {
        var body = """
                {"name": "%s", "ourRole": "provider", "model": "paas", "dataClass": "internal"}""".formatted(name);
        for (var server : List.of(first, otherwise)) {
            var request = HttpRequest.newBuilder(URI.create(server.url() + "/api/v1/services"))
                    .header("Authorization", "Bearer " + token)
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", name.replace(" ", "-"))
                    .POST(BodyPublishers.ofString(body))
                    .build();
            try {
                var answer = client.send(request, BodyHandlers.ofString());
                assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
                return;
            } catch (IOException killed) {
                assertThat(server).isNotEqualTo(otherwise);
            }
        }
    }

    private void signInOnOneAndGoOnWithTheOther(Server one, Server two) {
        var browser = new TestBrowser(one.url());
        browser.get("/sign-in");
        assertThat(browser.post("/sign-in", "email", "ada@example.com", "password", ServerFixture.PASSWORD)
                        .status())
                .isEqualTo(303);
        assertThat(browser.get(two.url() + "/settings/account").status()).isEqualTo(200);
        assertThat(browser.get(one.url() + "/settings/jobs").text()).contains("standing-sweep");
    }

    private void theLedgerHasEachEntryOnce() throws Exception {
        Await.holds(
                "the publication",
                PATIENCE,
                () -> number("select count(*) from ledger_pending") == 0
                        && number("select coalesce(max(size), 0) from ledger_log")
                                == number("select count(*) from ledger_leaf"));
        long entries = number("select (select count(*) from journal_entry) + (select count(*) from evidence)");
        var shared = folder.resolve("shared");
        var keys = LogKeys.parse(Files.readString(shared.resolve("keys").resolve("ledger.key")));

        var report = LogCheck.run(shared.resolve("ledger"), keys.verifiers());

        assertThat(report.checkpoint().size()).isEqualTo(number("select count(*) from ledger_leaf"));
        assertThat(number("select count(*) from (select distinct kind, item_id from ledger_leaf) one"))
                .isEqualTo(report.checkpoint().size())
                .isEqualTo(entries);
    }

    /// Of each job no two runs overlap, and none that was due once was done twice.
    private void everyJobRanOnceAtATime() {
        assertThat(number("select count(*) from job_run where job = 'standing-sweep' and state = 'done'"))
                .isPositive();
        assertThat(number("""
                        select count(*) from job_run a join job_run b
                          on a.job = b.job and a.id < b.id and not a.once and not b.once
                         and (a.due_at = b.due_at and a.state = 'done' and b.state = 'done'
                              or a.state = 'done' and b.started_at < a.ended_at)""")).isZero();
    }

    private long number(String sql) {
        return ((Number) transactions.reading().fetchValue(sql)).longValue();
    }
}
