package plumbline.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import plumbline.server.ServerFixture;
import plumbline.server.TestBrowser;
import plumbline.server.identity.breakglass.BreakGlass;
import plumbline.server.platform.Actor;

/// Who is slowed down and who is not, by the addresses that a trusted proxy tells.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SignInLimitsTest {
    private ServerFixture server;
    private TestBrowser browser;

    @BeforeAll
    void start() {
        server = ServerFixture.startWith(Map.of("PLUMBLINE_TRUSTED_PROXIES", "127.0.0.1"));
        browser = server.browser();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void allAddressesOfOneIpv6NetworkAreOneClient() {
        for (int i = 0; i < 30; i++) {
            assertThat(attempt("nobody" + i + "@example.com", "guess", "2001:db8:1:2::" + i))
                    .isEqualTo(422);
        }

        assertThat(attempt("nobody@example.com", "guess", "2001:db8:1:2:ffff::1"))
                .isEqualTo(429);
        assertThat(attempt("nobody@example.com", "guess", "2001:db8:1:3::1")).isEqualTo(422);
    }

    @Test
    void tokensAreGuessedByOneIpv6NetworkAsByOneClient() {
        for (int i = 0; i < 30; i++) {
            assertThat(guess("2001:db8:5:6::" + i)).isEqualTo(401);
        }

        assertThat(guess("2001:db8:5:6:7::")).isEqualTo(429);
    }

    @Test
    void failuresFromElsewhereLockNobodyOut() {
        var account = server.person(Role.ENGINEER);
        for (int i = 0; i < 11; i++) {
            attempt(account.email(), "guess number " + i, "198.51.100.1");
        }

        assertThat(attempt(account.email(), ServerFixture.PASSWORD, "198.51.100.1"))
                .isEqualTo(429);
        assertThat(attempt(account.email(), ServerFixture.PASSWORD, "203.0.113.1"))
                .isEqualTo(303);
    }

    @Test
    void norDoTheyLockTheBreakGlassAccountOut() {
        var link = (BreakGlass.Linked.Done) server.part(BreakGlass.class).link(Actor.SYSTEM, BreakGlass.DEFAULT_EMAIL);
        var path = link.link().substring("http://localhost".length());
        var owner = server.browser();
        owner.get(path);
        owner.post("/password", "token", path.substring(path.indexOf('=') + 1), "password", ServerFixture.PASSWORD);
        for (int i = 0; i < 11; i++) {
            attempt(link.email(), "guess number " + i, "198.51.100.2");
        }

        assertThat(attempt(link.email(), ServerFixture.PASSWORD, "203.0.113.2")).isEqualTo(303);
    }

    @Test
    void aHundredFailuresInARowFromEverywhereAreTheMost() {
        var account = server.person(Role.ENGINEER);
        for (int i = 0; i < 100; i++) {
            assertThat(attempt(account.email(), "guess number " + i, "192.0.2." + i / 5))
                    .isEqualTo(422);
        }

        assertThat(attempt(account.email(), "guess", "192.0.2.200")).isEqualTo(429);
    }

    private int attempt(String email, String password, String from) {
        var form = "email=" + encoded(email) + "&password=" + encoded(password) + "&_csrf=" + encoded(browser.proof());
        var status = browser.send(browser.request("/sign-in")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("X-Forwarded-For", from)
                        .POST(BodyPublishers.ofString(form))
                        .build())
                .status();
        if (status == 303) {
            browser = server.browser();
        }
        return status;
    }

    private int guess(String from) {
        var api = server.nobody();
        return api.send(api.request("/api/v1/me")
                        .header("Authorization", "Bearer plb_wrong")
                        .header("X-Forwarded-For", from)
                        .build())
                .status();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
