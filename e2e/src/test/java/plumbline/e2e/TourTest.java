package plumbline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From the first start to a pack that an auditor verifies, with nothing but what a person and a pipeline have.
final class TourTest {
    static final String PASSWORD = "lantern orchard granite 47";

    private static final Path EXAMPLE = Program.ROOT.resolve("examples").resolve("lindenrota");
    private static final Pattern PUSH =
            Pattern.compile("PLUMBLINE_URL='([^']+)' ./plumbline (scan \\. --push --service SERVICE)");
    private static final Pattern KEY = Pattern.compile("--key '([^']+)'");

    @TempDir
    private Path folder;

    @Test
    void aWeaknessIsFoundMendedProvenAndRemembered() throws IOException, InterruptedException {
        var home = folder.resolve("home");
        var repository = repository();
        var server = RunningServer.start(home);
        try (var tour = new Tour(server.url())) {
            createAdministrator(tour, server.link("/welcome"));
            registerService(tour);
            var token = token(server);
            var line = pushLine(tour, server);

            push(server, token, line, repository);
            seeTheWeakness(tour);
            mend(repository);
            push(server, token, line, repository);
            seeItMended(tour);
            exportAndVerify(tour);

            server.terminate();
            assertThat(server.databases()).isEmpty();
            token(server);
            assertThat(server.databases()).isEmpty();
            server = RunningServer.start(home);
            tour.moveTo(server.url());
            seeItRemembered(tour);
            signInAgain(tour);

            server.kill();
            server = RunningServer.start(home);
            tour.moveTo(server.url());
            seeItRemembered(tour);
            assertThat(server.databases()).hasSize(1);
        } finally {
            server.close();
        }
    }

    private static void createAdministrator(Tour tour, String link) {
        tour.open(link)
                .fill("name", "Ada Example")
                .fill("email", "ada@example.com")
                .fill("password", PASSWORD)
                .press("Create the administrator")
                .awaitPath("/");
        tour.forgetCookies().open(link, 404);
        signIn(tour);
    }

    private static void registerService(Tour tour) {
        tour.open("/services/new")
                .fill("name", "Booking API")
                .fill("purpose", "Patients book and change appointments at hospitals.")
                .choose("dataClass", "restricted")
                .fill("environments", "production\nstaging")
                .fill("owner", "booking-team")
                .fill("upstreamProvider", "AWS")
                .press("Register the service")
                .awaitPath("/services/booking-api");
    }

    /// Made on the machine itself, whether the server runs or not.
    private String token(RunningServer server) throws IOException, InterruptedException {
        var admin = Program.server(
                folder,
                Map.of("PLUMBLINE_HOME", server.home().toString()),
                "admin",
                "create-token",
                "--service-account=pipeline",
                "--permission=scan:push",
                "--service=booking-api");
        assertThat(admin.exitCode()).as(admin.text()).isZero();
        assertThat(admin.text()).startsWith("plb_").hasLineCount(1);
        return admin.text().strip();
    }

    /// The words that the page about the API gives to the command line, for this folder and service.
    private static List<String> pushLine(Tour tour, RunningServer server) {
        var found = PUSH.matcher(tour.open("/settings/api").text());
        assertThat(found.find()).isTrue();
        assertThat(found.group(1)).isEqualTo(server.url());
        return Pattern.compile(" ")
                .splitAsStream(found.group(2))
                .map(word -> word.equals(".") || word.equals("SERVICE") ? "booking-api" : word)
                .toList();
    }

    private static void push(RunningServer server, String token, List<String> words, Path repository)
            throws IOException, InterruptedException {
        var scan = Program.commandLine(
                repository,
                Map.of("PLUMBLINE_URL", server.url(), "PLUMBLINE_TOKEN", token),
                words.toArray(String[]::new));
        assertThat(scan.exitCode()).as(scan.text()).isEqualTo(1);
        assertThat(scan.text()).contains("sent ", server.url() + "/scans/");
    }

    private static void seeTheWeakness(Tour tour) {
        tour.open("/findings");
        assertThat(tour.rows("BAK-02")).singleElement().asString().contains("booking-api");
        tour.open("/findings?q=attachments").follow("FND-").awaitPath("/findings/FND-\\d+");
        assertThat(tour.text()).contains("open", "closes when a re-scan sees it mended");
        tour.picture("finding").phone().picture("finding-phone").desktop();
        tour.open("/controls?state=failing");
        assertThat(tour.rows("12.3.1")).isNotEmpty();
        tour.open("/controls/2015/12.3.1").dark().picture("control-dark").light();
    }

    private static void mend(Path repository) throws IOException {
        var variables = repository.resolve("booking-api").resolve("terraform.tfvars");
        var before = Files.readString(variables);
        var after = before.replace("keep_attachment_versions = false", "keep_attachment_versions = true");
        assertThat(after).isNotEqualTo(before);
        Files.writeString(variables, after);
    }

    private static void seeItMended(Tour tour) {
        tour.open("/findings");
        assertThat(tour.rows("BAK-02")).isEmpty();
        seeItRemembered(tour);
        tour.follow("FND-").awaitPath("/findings/FND-\\d+").picture("finding-fixed");
        assertThat(tour.text()).contains("fixed", "SCN-0001", "SCN-0002");
    }

    private void exportAndVerify(Tour tour) throws IOException, InterruptedException {
        var pack = folder.resolve("pack.zip");
        tour.open("/packs/new")
                .press("Export")
                .awaitPath("/packs/PACK-\\d+")
                .awaitText("Verify it yourself")
                .picture("pack")
                .download("Download", pack);
        var key = KEY.matcher(tour.text());
        assertThat(key.find()).isTrue();

        var verified = verify(pack, "--key", key.group(1));
        assertThat(verified.exitCode()).as(verified.text()).isZero();
        var keyless = verify(pack);
        assertThat(keyless.exitCode()).as(keyless.text()).isEqualTo(3);
        long length = Files.size(pack);
        for (long place : List.of(length / 7, length / 2, length - 30)) {
            var changed = verify(flipped(pack, Math.toIntExact(place)), "--key", key.group(1));
            assertThat(changed.exitCode())
                    .as("byte %d: %s", place, changed.text())
                    .isEqualTo(1);
        }
    }

    private Program verify(Path pack, String... trust) throws IOException {
        var words = new ArrayList<>(List.of("verify", pack.toString()));
        words.addAll(List.of(trust));
        return Program.commandLine(folder, Map.of(), words.toArray(String[]::new));
    }

    private Path flipped(Path pack, int place) throws IOException {
        var bytes = Files.readAllBytes(pack);
        bytes[place] ^= 1;
        return Files.write(folder.resolve("flipped-" + place + ".zip"), bytes);
    }

    private static void seeItRemembered(Tour tour) {
        tour.open("/findings?state=fixed");
        assertThat(tour.rows("BAK-02")).singleElement().asString().contains("booking-api");
    }

    private static void signInAgain(Tour tour) {
        tour.forgetCookies();
        signIn(tour);
        seeItRemembered(tour);
    }

    private static void signIn(Tour tour) {
        tour.open("/sign-in")
                .fill("email", "ada@example.com")
                .fill("password", PASSWORD)
                .press("Sign in")
                .awaitPath("/");
    }

    /// A repository of its own with the example's service and the modules beside it.
    private Path repository() throws IOException {
        var repository = Files.createDirectories(folder.resolve("infrastructure"));
        Files.createDirectory(repository.resolve(".git"));
        for (var part : List.of("booking-api", "modules")) {
            try (var files = Files.walk(EXAMPLE.resolve(part))) {
                for (var file : files.toList()) {
                    Files.copy(file, repository.resolve(EXAMPLE.relativize(file).toString()));
                }
            }
        }
        return repository;
    }
}
