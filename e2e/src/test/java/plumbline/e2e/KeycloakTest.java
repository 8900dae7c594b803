package plumbline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// Signing in at a real identity provider with a real browser. Runs when
/// `-Dplumbline.keycloak=FOLDER` names an unpacked distribution of Keycloak.
@EnabledIfSystemProperty(named = "plumbline.keycloak", matches = ".+")
final class KeycloakTest {
    @TempDir
    private Path folder;

    @Test
    void peopleOfTheProviderComeInAsTheirGroupsSayAndGoOutAgain() throws IOException, InterruptedException {
        int port = RunningServer.freePort();
        var url = "http://localhost:" + port;
        var distribution = Path.of(System.getProperty("plumbline.keycloak"));
        try (var keycloak = Keycloak.start(distribution, folder, url)) {
            var server = RunningServer.start(folder.resolve("home"), port, keycloak.variables());
            try (var tour = new Tour(url)) {
                nobodyIsTheFirst(tour);
                createAdministrator(tour, server.link("/welcome"));
                signIn(tour.forgetCookies(), "berta").awaitPath("/.*");
                assertThat(tour.open("/settings/account").text()).contains("Berta Builder", "engineer");
                goOut(tour);
                signIn(tour.forgetCookies(), "imke").awaitPath("/.*");
                assertThat(tour.open("/settings/account").text())
                        .contains("Imke Ingroup")
                        .doesNotContain("engineer", "administrator");
                signIn(tour.forgetCookies(), "boris").awaitPath("/.*");
                assertThat(tour.open("/settings/account").text()).contains("Boris Boss", "administrator");
                signIn(tour.forgetCookies(), "ursula").awaitText("no e-mail address of yours that it has verified");
            } finally {
                server.close();
            }
        }
    }

    private static void nobodyIsTheFirst(Tour tour) {
        signIn(tour, "boris").awaitText("no administrator yet");
    }

    private static void createAdministrator(Tour tour, String link) {
        tour.forgetCookies()
                .open(link)
                .fill("name", "Ada Example")
                .fill("email", "ada@example.com")
                .fill("password", TourTest.PASSWORD)
                .press("Create the administrator")
                .awaitPath("/");
    }

    private static Tour signIn(Tour tour, String person) {
        return tour.open("/sign-in")
                .picture("sign-in-keycloak")
                .follow("Sign in with Keycloak")
                .signInElsewhere(person, "a password of " + person);
    }

    /// Out here, out there, and asked for the password when coming back.
    private static void goOut(Tour tour) {
        tour.signOut().awaitText("You are signed out").picture("signed-out-keycloak");
        tour.follow("Sign out of Keycloak too").awaitPath("/sign-in.*");
        tour.follow("Sign in with Keycloak")
                .signInElsewhere("berta", "a password of berta")
                .awaitPath("/.*");
    }
}
