package plumbline.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import plumbline.server.estate.CloudService.DataClass;
import plumbline.server.estate.CloudService.Description;
import plumbline.server.estate.CloudService.OurRole;
import plumbline.server.estate.CloudService.ServiceModel;
import plumbline.server.estate.Services;
import plumbline.server.finding.SampleScan;
import plumbline.server.identity.Account;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Role;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Settings;
import plumbline.server.platform.StartFailure;
import plumbline.testkit.Await;
import plumbline.testkit.Seeds;
import plumbline.testkit.TestPostgres;

/// Everything comes back from a backup, and nothing from one that is not whole. The file in the resources was made by
/// the first version of the format; `-Dplumbline.golden=write` makes one of the present.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BackupTest {
    private static final String PASSPHRASE = "umbrella moss and eleven herrings";
    private static final Path EARLIER = Path.of("src/test/resources/backup/format-1.backup");
    private static final List<String> PAGES =
            List.of("/findings?format=csv", "/evidence?format=csv", "/controls?format=csv", "/services/harbour");

    @TempDir
    private static Path folder;

    private ServerFixture server;
    private Account manager;
    private Path backup;
    private String checkpoint;

    @BeforeAll
    void keepAServerThatRuns() throws IOException {
        server = ServerFixture.start();
        server.part(Services.class)
                .create(
                        Actor.SYSTEM,
                        new Description(
                                "Harbour",
                                "",
                                OurRole.PROVIDER,
                                ServiceModel.PAAS,
                                DataClass.INTERNAL,
                                List.of(),
                                "",
                                "",
                                List.of()));
        SampleScan.push("harbour", server.token(Permission.SCAN_PUSH));
        manager = server.person(Role.COMPLIANCE_MANAGER);
        checkpoint = published();
        backup = folder.resolve("plumbline.backup");
        server.command(PASSPHRASE).backup(List.of(backup.toString()));
        if ("write".equals(System.getProperty("plumbline.golden"))) {
            Files.createDirectories(EARLIER.getParent());
            Files.copy(backup, EARLIER, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /// The root of the ledger once nothing waits for it.
    private String published() {
        Await.holds("the publication", () -> {
            var waiting = server.transactions().reading().fetchValue("""
                    select (select count(*) from ledger_pending)
                         + (select count(*) from ledger_leaf) - coalesce((select max(size) from ledger_log), 0)""");
            return ((Number) waiting).longValue() == 0;
        });
        return root(server);
    }

    private static String root(ServerFixture server) {
        return String.join(
                "\n",
                server.nobody()
                        .get("/ledger/checkpoint")
                        .text()
                        .lines()
                        .limit(3)
                        .toList());
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void givesBackTheSameLedgerAndTheSamePages() {
        var home = folder.resolve("restored");
        var address = TestPostgres.empty();
        restore(backup, home, Optional.of(new Settings.ExternalDatabase(address, address)), PASSPHRASE);

        try (var restored = ServerFixture.startOn(home, address)) {
            assertThat(root(restored)).isEqualTo(checkpoint);
            var before = server.signIn(manager);
            var after = restored.signIn(manager);
            for (var page : PAGES) {
                assertThat(body(after, page)).as(page).isEqualTo(body(before, page));
            }
            var evidence =
                    after.get("/evidence?format=csv").text().lines().skip(1).findFirst();
            var id = evidence.orElseThrow().substring(0, evidence.orElseThrow().indexOf(','));
            assertThat(after.get("/evidence/" + id + "/content").bytes())
                    .isEqualTo(before.get("/evidence/" + id + "/content").bytes());
            SampleScan.pushPassing("harbour", restored.token(Permission.SCAN_PUSH));
            assertThatThrownBy(() -> restored.transactions().run(tx -> tx.execute("delete from journal_entry")))
                    .hasMessageContaining("permission denied");
        }
    }

    private static String body(TestBrowser browser, String page) {
        var answer = browser.get(page);
        assertThat(answer.status()).as(page).isEqualTo(200);
        return answer.text().replaceAll("content=\"[^\"]*\"|value=\"[^\"]*\"|Test [^<]*|p[0-9a-f]{8}@", "");
    }

    /// The promise to those who keep old backups; into an embedded database, as most have it.
    @Test
    void givesBackABackupOfTheFirstFormat() {
        var home = folder.resolve("from-earlier");

        restore(EARLIER, home, Optional.empty(), PASSPHRASE);

        assertThat(home.resolve("ledger").resolve("checkpoint")).exists();
        assertThat(home.resolve("keys").resolve("ledger.key")).exists();
        assertThat(home.resolve("blobs")).isNotEmptyDirectory();
        assertThatThrownBy(() -> restore(EARLIER, home, Optional.empty(), PASSPHRASE))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("is not empty");
    }

    @Test
    void refusesAnotherPassphraseAndLeavesNothing() {
        refuses(backup, "umbrella moss and twelve herrings", "does not open with this passphrase");
    }

    @Test
    void refusesWhatIsCutOffWhereverThatIs() throws IOException {
        var whole = Files.readAllBytes(backup);
        var random = Seeds.random("BackupTest");
        for (int length : new int[] {
            0, 10, 40, 62, 63, whole.length - 1, whole.length - 26, 63 + random.nextInt(whole.length - 64)
        }) {
            var file = Files.write(folder.resolve("cut"), Arrays.copyOf(whole, length));
            refuses(file, PASSPHRASE, length < 19 ? "is not a backup" : "is cut off");
        }
    }

    @Test
    void refusesAFlippedByteWhereverItIs() throws IOException {
        var whole = Files.readAllBytes(backup);
        var random = Seeds.random("BackupTest");
        for (int i = 0; i < 5; i++) {
            int place = 63 + random.nextInt(whole.length - 63 - 30);
            var damaged = whole.clone();
            damaged[place] ^= (byte) (1 << random.nextInt(8));
            refuses(Files.write(folder.resolve("flipped"), damaged), PASSPHRASE, "is damaged in its megabyte");
        }
    }

    @Test
    void overwritesNoFileAndTakesNoShortPassphrase() {
        refusing(() -> server.command(PASSPHRASE).backup(List.of(backup.toString())), "a backup never overwrites one");
        refusing(() -> server.command("short").backup(List.of("x")), "at least 12 characters");
        refusing(() -> server.command(null).backup(List.of("x")), "PLUMBLINE_BACKUP_PASSPHRASE");
        refusing(() -> server.command(PASSPHRASE).restore(List.of("nothing.backup")), "There is no file");
    }

    @Test
    void provesABackupWithoutRestoringIt() {
        server.command(PASSPHRASE).backup(List.of("--verify", backup.toString()));
        refusing(
                () -> server.command("another passphrase").backup(List.of("--verify", backup.toString())),
                "does not open");
    }

    private void refuses(Path file, String passphrase, String why) {
        var home = folder.resolve("refused");
        refusing(() -> restore(file, home, Optional.empty(), passphrase), why);
        assertThat(home).doesNotExist();
    }

    private static void refusing(ThrowingCallable command, String why) {
        assertThatThrownBy(command).isInstanceOf(StartFailure.class).hasMessageContaining(why);
    }

    private static void restore(Path file, Path home, Optional<Settings.ExternalDatabase> database, String passphrase) {
        var settings = new Settings(home, 0, "127.0.0.1", "http://localhost", database);
        try (var opened = new Opened()) {
            new BackupCommand(opened, settings, Map.of("PLUMBLINE_BACKUP_PASSPHRASE", passphrase))
                    .restore(List.of(file.toString()));
        }
    }
}
