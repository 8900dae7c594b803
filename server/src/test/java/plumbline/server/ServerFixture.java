package plumbline.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import plumbline.server.identity.Account;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.NewAccount;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal.Scope;
import plumbline.server.identity.Rights.NewGrant;
import plumbline.server.identity.Role;
import plumbline.server.identity.token.NewToken;
import plumbline.server.identity.token.Tokens;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Database;
import plumbline.server.platform.Settings;
import plumbline.server.platform.Transactions;
import plumbline.server.platform.job.JobDesk;
import plumbline.server.platform.job.JobRuns;
import plumbline.testkit.MutableClock;
import plumbline.testkit.TestPostgres;

/// The whole server on a random port, with a database and a data folder of its own and a clock that the test moves.
///
/// Start one per test class (`@BeforeAll`), or take [#shared] where other tests' data do no harm.
public final class ServerFixture implements AutoCloseable {
    public static final String PASSWORD = "lorry dentist umbrella moss";

    private final MutableClock clock = MutableClock.at("2026-11-23T10:00:00Z");
    private final String address;
    private final Path home;
    private final Settings settings;
    private final Map<String, Object> variables;
    private Database database;
    private ConfigurableApplicationContext context;

    private ServerFixture(String publicUrl, Map<String, Object> variables) {
        this(publicUrl, variables, newHome(), TestPostgres.empty());
    }

    private ServerFixture(String publicUrl, Map<String, Object> variables, Path home, String address) {
        this.variables = variables;
        this.home = home;
        this.address = address;
        settings = new Settings(home, 0, "127.0.0.1", publicUrl, Optional.empty());
        database = Database.at(address, address);
        context = Server.start(settings, database, clock, null, variables);
    }

    private static Path newHome() {
        try {
            return Files.createTempDirectory("plumbline-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// As [#start], on a data folder and a database that are there already.
    static ServerFixture startOn(Path home, String address) {
        return new ServerFixture("http://localhost", Map.of(), home, address);
    }

    public static ServerFixture start() {
        return new ServerFixture("http://localhost", Map.of());
    }

    /// As [#start], told that people reach it at this address.
    public static ServerFixture startAt(String publicUrl) {
        return new ServerFixture(publicUrl, Map.of());
    }

    /// As [#start], with these variables set.
    public static ServerFixture startWith(Map<String, Object> variables) {
        return new ServerFixture("http://localhost", variables);
    }

    /// One server for all tests that can share it; it ends with the process.
    public static ServerFixture shared() {
        return Shared.SERVER;
    }

    private static final class Shared {
        private static final ServerFixture SERVER = start();

        static {
            Runtime.getRuntime().addShutdownHook(new Thread(SERVER::close));
        }
    }

    /// Stops the server and starts it again on the same data.
    ///
    /// @param whileDown statements that the database runs in between
    public void restart(String... whileDown) {
        close();
        database = Database.at(address, address);
        for (var statement : whileDown) {
            new Transactions(database.dataSource()).run(tx -> tx.execute(statement));
        }
        context = Server.start(settings, database, clock, null, variables);
    }

    public MutableClock clock() {
        return clock;
    }

    public Path home() {
        return home;
    }

    /// The commands of backups on this server's data, with this passphrase in the environment, or none.
    BackupCommand command(String passphrase) {
        var database = Optional.of(new Settings.ExternalDatabase(address, address));
        var same = new Settings(home, 0, "127.0.0.1", settings.publicUrl(), database);
        return new BackupCommand(
                new Opened(), same, passphrase == null ? Map.of() : Map.of("PLUMBLINE_BACKUP_PASSPHRASE", passphrase));
    }

    /// A part of the server, for what cannot be done through its door.
    public <T> T part(Class<T> type) {
        return context.getBean(type);
    }

    /// Adds a part that only tests have, until the next restart.
    public void add(String name, Object part) {
        context.getBeanFactory().registerSingleton(name, part);
    }

    /// From now on nothing runs in the background: the test runs it.
    public void holdJobs() {
        JobRuns.hold(context);
    }

    public Transactions transactions() {
        return part(Transactions.class);
    }

    /// Lets a recurring job run now and waits until it has; its own round follows the machine's clock.
    public void run(String job) {
        JobRuns.run(part(JobDesk.class), job);
    }

    /// Where it listens, for example `http://127.0.0.1:40123`.
    public String url() {
        return "http://127.0.0.1:"
                + ((WebServerApplicationContext) context).getWebServer().getPort();
    }

    /// A browser in which nobody has signed in.
    public TestBrowser browser() {
        return new TestBrowser(url());
    }

    /// A program with no token.
    public TestApi nobody() {
        return new TestApi(url(), null);
    }

    /// A new person with this role, whose password is [#PASSWORD].
    public Account person(Role... roles) {
        return person(
                "Test " + roles[0].word(),
                Stream.of(roles).map(NewGrant::everywhere).toArray(NewGrant[]::new));
    }

    /// A new person who holds this role on these cloud services.
    public Account personOn(Set<Long> services, Role role) {
        return person("Test " + role.word(), new NewGrant(role, null, Scope.of(services), null, null));
    }

    /// A new person of this name who holds this.
    public Account person(String name, NewGrant... grants) {
        var email = "p" + UUID.randomUUID().toString().substring(0, 8) + "@example.com";
        var added = part(Accounts.class).create(Actor.SYSTEM, new NewAccount(email, name, List.of(grants)), PASSWORD);
        return ((Accounts.Added.Created) added).account();
    }

    /// The browser of a new person with these roles, signed in.
    public TestBrowser signIn(Role... roles) {
        return signIn(person(roles));
    }

    public TestBrowser signIn(Account account) {
        var browser = browser();
        browser.get("/sign-in");
        var answer = browser.post("/sign-in", "email", account.email(), "password", PASSWORD);
        if (answer.status() == 429) {
            // All tests of a shared server come from one address.
            transactions().run(tx -> tx.execute("delete from attempt"));
            answer = browser.post("/sign-in", "email", account.email(), "password", PASSWORD);
        }
        if (answer.status() != 303) {
            throw new IllegalStateException("sign-in must lead on, but answers " + answer.status());
        }
        return browser;
    }

    /// A program with a new token that may do this, everywhere.
    public TestApi token(Permission... permissions) {
        return token(null, permissions);
    }

    /// A program with a new token that may do this on one cloud service.
    public TestApi token(Long serviceId, Permission... permissions) {
        return new TestApi(url(), tokenText(serviceId, permissions));
    }

    public String tokenText(Long serviceId, Permission... permissions) {
        var tokens = part(Tokens.class);
        var owner = tokens.createServiceAccount(
                Actor.SYSTEM, "test " + UUID.randomUUID().toString().substring(0, 8), "tests", null);
        return tokens.create(
                        Actor.SYSTEM,
                        new NewToken(owner.id(), Set.of(permissions), serviceId, Duration.ofDays(30)),
                        null)
                .secret();
    }

    @Override
    public void close() {
        context.close();
        database.close();
    }
}
