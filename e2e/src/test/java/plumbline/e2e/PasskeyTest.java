package plumbline.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Passkeys in a real browser, with the authenticator that Chromium brings for such tests.
final class PasskeyTest {
    @TempDir
    private Path folder;

    @Test
    void aPasskeySignsInWithoutPasswordOrAddress() throws IOException, InterruptedException {
        var server = RunningServer.start(folder.resolve("home"));
        try (var tour = new Tour(server.url())) {
            tour.open(server.link("/welcome"))
                    .fill("name", "Ada Example")
                    .fill("email", "ada@example.com")
                    .fill("password", TourTest.PASSWORD)
                    .press("Create the administrator")
                    .awaitPath("/");
            var devices = tour.devices();
            var device = plugIn(devices, true);

            tour.open("/settings/sign-in").fill("name", "My laptop").press("Add a passkey");
            tour.awaitText("My laptop").picture("passkeys");
            assertThat(credentials(devices, device)).isEqualTo(1);
            tour.forgetCookies()
                    .open("/sign-in")
                    .press("Sign in with a passkey")
                    .awaitPath("/$");
            tour.open("/settings/account");
            assertThat(tour.text()).contains("ada@example.com", "passkey");

            tour.open("/settings/sign-in").fill("name", "Again").press("Add a passkey");
            tour.awaitText("This device has a passkey of yours already.");
            tour.open("/settings/sign-in").follow("My laptop").press("Remove the passkey");
            tour.awaitText("no longer signs in");
            tour.forgetCookies().open("/sign-in").press("Sign in with a passkey");
            tour.awaitText("This passkey does not sign in here.");

            unplug(devices, device);
            plugIn(devices, false);
            tour.open("/sign-in").press("Sign in with a passkey");
            tour.awaitText("No passkey was given.");
        } finally {
            server.close();
        }
    }

    /// A device that keeps keys, and whose user shows a finger or does not.
    private static String plugIn(CDPSession devices, boolean verifies) {
        var options = new JsonObject();
        options.addProperty("protocol", "ctap2");
        options.addProperty("transport", "internal");
        options.addProperty("hasResidentKey", true);
        options.addProperty("hasUserVerification", true);
        options.addProperty("isUserVerified", verifies);
        options.addProperty("automaticPresenceSimulation", true);
        var body = new JsonObject();
        body.add("options", options);
        return devices.send("WebAuthn.addVirtualAuthenticator", body)
                .get("authenticatorId")
                .getAsString();
    }

    private static void unplug(CDPSession devices, String device) {
        devices.send("WebAuthn.removeVirtualAuthenticator", named(device));
    }

    private static int credentials(CDPSession devices, String device) {
        return devices.send("WebAuthn.getCredentials", named(device))
                .getAsJsonArray("credentials")
                .size();
    }

    private static JsonObject named(String device) {
        var body = new JsonObject();
        body.addProperty("authenticatorId", device);
        return body;
    }
}
