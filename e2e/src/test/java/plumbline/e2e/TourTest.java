package plumbline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// From the first start to a mended finding, with nothing but what a person and a pipeline have.
final class TourTest {
    private static final Path EXAMPLE = Path.of(System.getProperty("plumbline.root"), "examples", "lindenrota");
    static final String PASSWORD = "lantern orchard granite 47";

    @TempDir
    private Path folder;

    @Test
    void aWeaknessIsFoundMendedAndRemembered() throws IOException, InterruptedException {
        var home = folder.resolve("home");
        var repository = repository();
        var server = RunningServer.start(home);
        try (var tour = new Tour(server.url())) {
            createAdministrator(tour, server.link("/welcome"));
            registerService(tour);
            var token = token(server);

            push(server, token, repository);
            seeTheWeakness(tour);
            mend(repository);
            push(server, token, repository);
            seeItMended(tour);

            server.terminate();
            assertThat(server.databases()).isEmpty();
            server = RunningServer.start(home);
            signInAgain(tour, server);

            server.kill();
            server.close();
            server = RunningServer.start(home);
            tour.moveTo(server.url());
            tour.open("/findings?state=fixed");
            assertThat(tour.rows("BAK-02")).isNotEmpty();
        } finally {
            server.close();
        }
    }

    private static void createAdministrator(Tour tour, String link) {
        tour.open(link)
                .picture("01-welcome")
                .fill("name", "Ada Example")
                .fill("email", "ada@example.com")
                .fill("password", PASSWORD)
                .press("Create the administrator")
                .awaitPath("/")
                .picture("02-home");
    }

    private static void registerService(Tour tour) {
        tour.open("/services/new")
                .fill("name", "Booking API")
                .fill("purpose", "Patients book and change appointments at hospitals.")
                .choose("dataClass", "restricted")
                .fill("environments", "production\nstaging")
                .fill("owner", "booking-team")
                .fill("upstreamProvider", "AWS")
                .picture("03-new-service")
                .press("Register the service")
                .awaitPath("/services/booking-api")
                .picture("04-service");
    }

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
        return admin.text().strip();
    }

    private static void push(RunningServer server, String token, Path repository)
            throws IOException, InterruptedException {
        var scan = Program.commandLine(
                repository,
                Map.of("PLUMBLINE_URL", server.url(), "PLUMBLINE_TOKEN", token),
                "scan",
                "booking-api",
                "--push",
                "--service",
                "booking-api");
        assertThat(scan.exitCode()).as(scan.text()).isEqualTo(1);
        assertThat(scan.text()).contains("sent ", server.url() + "/scans/");
    }

    private static void seeTheWeakness(Tour tour) {
        tour.open("/findings").picture("05-findings");
        assertThat(tour.rows("BAK-02")).singleElement().asString().contains("booking-api");
        tour.open("/findings?q=attachments").picture("06-findings-searched");
        tour.open("/findings").follow("FND-").awaitPath("/findings/.+").picture("07-finding");
        tour.open("/controls?state=failing").picture("08-controls-failing");
        assertThat(tour.rows("12.3.1")).isNotEmpty();
        tour.open("/controls").picture("09-controls");
        tour.open("/scans").picture("10-scans");
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
        tour.open("/findings?state=fixed").picture("11-findings-fixed");
        assertThat(tour.rows("BAK-02")).singleElement().asString().contains("booking-api");
        tour.follow("FND-").awaitPath("/findings/.+").picture("12-finding-fixed");
        tour.open("/statement/2015").picture("13-statement");
        tour.open("/services").picture("14-services");
    }

    private static void signInAgain(Tour tour, RunningServer server) {
        tour.moveTo(server.url());
        tour.open("/findings?state=fixed");
        assertThat(tour.rows("BAK-02")).isNotEmpty();
        tour.forgetCookies().open("/sign-in").picture("15-sign-in");
        tour.fill("email", "ada@example.com")
                .fill("password", PASSWORD)
                .press("Sign in")
                .awaitPath("/")
                .open("/findings?state=fixed");
        assertThat(tour.rows("BAK-02")).isNotEmpty();
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
