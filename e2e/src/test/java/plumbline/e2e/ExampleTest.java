package plumbline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a newcomer sees after `up --example`.
final class ExampleTest {
    private static final String NOTICE = "Example: Lindenrota B.V. is invented.";

    @TempDir
    private Path folder;

    @Test
    void showsAnInventedCompanyAndSaysSoUntilItIsLeft() throws IOException, InterruptedException {
        var home = folder.resolve("home");
        var server = RunningServer.start(home, "--example");
        try (var tour = new Tour(server.url())) {
            tour.open("/sign-in");
            assertThat(tour.text()).contains(NOTICE);
            tour.open(server.link("/password"))
                    .fill("password", TourTest.PASSWORD)
                    .press("Set the password and sign in")
                    .awaitPath("/");
            look(tour);
            takePictures(tour);
            long scans = scans(tour);

            server.terminate();
            server = RunningServer.start(home, "--example");
            tour.moveTo(server.url());
            server.program().await("with the password that you set");
            server.program().await("removes the example");

            assertThat(scans(tour)).isEqualTo(scans + 3);
            look(tour);

            server.terminate();
            server = RunningServer.start(home);
            tour.moveTo(server.url());
            tour.open("/sign-in");
            assertThat(tour.text()).doesNotContain("Lindenrota");
            assertThat(server.link("/welcome")).startsWith(server.url());
        } finally {
            server.close();
        }
    }

    /// Every result has a history: some weaknesses came, some went, some cannot be judged.
    private static void look(Tour tour) {
        tour.open("/");
        assertThat(tour.text()).contains(NOTICE);
        tour.open("/services");
        assertThat(tour.rows("")).hasSize(3);
        tour.open("/findings");
        assertThat(tour.rows("BAK-02")).isNotEmpty();
        assertThat(tour.rows("SEG-01")).isNotEmpty();
        tour.open("/findings?state=fixed");
        assertThat(tour.rows("CRY-03")).isNotEmpty();
        tour.open("/controls?state=failing");
        assertThat(tour.rows("12.3.1")).isNotEmpty();
        tour.open("/controls?state=met");
        assertThat(tour.rows("8.2.2")).isNotEmpty();
        tour.open("/decisions");
        assertThat(tour.rows("Statement of applicability 2015")).hasSize(1);
        tour.open("/statement/2015");
        assertThat(tour.text()).contains("No data leave on physical media");
        tour.open("/settings/people");
        assertThat(tour.rows("lindenrota.example")).hasSize(5);
        tour.open("/no-such-page", 404);
        assertThat(tour.text()).contains(NOTICE);
    }

    private static long scans(Tour tour) {
        tour.open("/scans");
        return tour.rows("SCN-").size();
    }

    private static void takePictures(Tour tour) {
        tour.open("/").picture("home").phone().picture("home-phone").desktop();
    }
}
