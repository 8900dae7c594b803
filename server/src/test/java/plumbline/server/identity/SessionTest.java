package plumbline.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import plumbline.server.ServerFixture;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SessionTest {
    private static final String MINE = "/settings/account";

    private ServerFixture server;

    @BeforeAll
    void start() {
        server = ServerFixture.start();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void ownSessionIdIsNewAfterSigningIn() {
        var account = server.person(Role.ENGINEER);
        var victim = server.signIn(account);
        var planted = victim.cookie("plumbline").orElseThrow().getValue();
        victim.get("/sign-in");
        victim.forgetProof();
        victim.get(MINE);

        victim.post("/sign-in", "email", account.email(), "password", ServerFixture.PASSWORD);

        var fresh = victim.cookie("plumbline").orElseThrow().getValue();
        assertThat(fresh).isNotEqualTo(planted);
        var attacker = server.browser();
        attacker.setCookie("plumbline", planted);
        assertThat(attacker.get(MINE).status()).isEqualTo(303);
    }

    @Test
    void anInventedSessionIdIsNotAdopted() {
        var account = server.person(Role.ENGINEER);
        var browser = server.browser();
        var invented = java.util.Base64.getEncoder()
                .encodeToString(
                        "11111111-2222-3333-4444-555555555555".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        browser.setCookie("plumbline", invented);
        browser.get("/sign-in");

        var answer = browser.post("/sign-in", "email", account.email(), "password", ServerFixture.PASSWORD);

        assertThat(answer.header("Set-Cookie")).startsWith("plumbline=").doesNotContain(invented);
        var attacker = server.browser();
        attacker.setCookie("plumbline", invented);
        assertThat(attacker.get(MINE).status()).isEqualTo(303);
    }

    @Test
    void lookingAtTheSignInPageCostsNoSession() {
        var browser = server.browser();

        browser.get("/sign-in");

        assertThat(browser.cookie("plumbline")).isEmpty();
    }

    @Test
    void endsAfterTwelveHoursInAnyCase() {
        var browser = server.signIn(Role.ENGINEER);
        server.clock().advance(Duration.ofHours(11));
        assertThat(browser.get(MINE).status()).isEqualTo(200);

        server.clock().advance(Duration.ofHours(1));

        assertThat(browser.get(MINE).status()).isEqualTo(303);
    }

    @Test
    void endsAfterTwoIdleHours() {
        var account = server.person(Role.ENGINEER);
        var browser = server.signIn(account);
        server.transactions()
                .reading()
                .execute(
                        "update spring_session set last_access_time = last_access_time - 7200001 where account_id = ?",
                        account.id());

        assertThat(browser.get(MINE).status()).isEqualTo(303);
        assertThat(Sessions.IDLE).isEqualTo(Duration.ofHours(2));
    }

    @Test
    void endsBySigningOut() {
        var browser = server.signIn(Role.ENGINEER);
        browser.get(MINE);
        var id = browser.cookie("plumbline").orElseThrow().getValue();

        assertThat(browser.post("/sign-out").status()).isEqualTo(303);

        var thief = server.browser();
        thief.setCookie("plumbline", id);
        assertThat(thief.get(MINE).status()).isEqualTo(303);
    }

    @Test
    void aFormWithoutProofIsRefused() {
        var browser = server.signIn(Role.ENGINEER);
        browser.get(MINE);

        var answer = browser.postExactly("/sign-out");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(browser.get(MINE).status()).isEqualTo(200);
    }

    @Test
    void theProofOfAnotherSessionIsRefused() {
        var other = server.signIn(Role.ENGINEER);
        var page = other.get(MINE).text();
        var proof = page.replaceAll("(?s).*<meta name=\"csrf\" content=\"([^\"]*)\".*", "$1");
        var browser = server.signIn(Role.ENGINEER);
        browser.get(MINE);

        assertThat(browser.postExactly("/sign-out", "_csrf", proof).status()).isEqualTo(403);
    }

    @Test
    void theApiAsksASessionForItsProof() {
        var browser = server.signIn(Role.ADMINISTRATOR);
        browser.get(MINE);

        var answer = browser.send(browser.request("/api/v1/services")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{}"))
                .build());

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.json().get("type").asString()).isEqualTo("/problems/forbidden");
    }

    @Test
    void aPageNeverSendsSomebodyElsewhere() {
        var account = server.person(Role.ENGINEER);
        for (var next : new String[] {
            "https://evil.example/", "//evil.example/", "/\\evil.example", "/\t/evil.example", "javascript:alert(1)", ""
        }) {
            var browser = server.browser();
            browser.get("/sign-in");

            var answer = browser.post(
                    "/sign-in", "email", account.email(), "password", ServerFixture.PASSWORD, "next", next);

            assertThat(answer.location()).as(next).contains("/");
        }
    }

    @Test
    void leadsBackToWhereSomebodyWanted() {
        var browser = server.browser();
        var account = server.person(Role.ENGINEER);

        var asked = browser.get("/settings/service-accounts?a=b&c=d");
        assertThat(asked.location()).contains("/sign-in?next=%2Fsettings%2Fservice-accounts%3Fa%3Db%26c%3Dd");
        browser.get(asked.location().get());
        var answer = browser.post(
                "/sign-in",
                "email",
                account.email(),
                "password",
                ServerFixture.PASSWORD,
                "next",
                "/settings/service-accounts?a=b&c=d");

        assertThat(answer.location()).contains("/settings/service-accounts?a=b&c=d");
    }

    @Test
    void theCookieIsOutOfReachForScriptsAndOtherSites() {
        var browser = server.browser();
        browser.get("/sign-in");
        var account = server.person(Role.ENGINEER);

        var answer = browser.post("/sign-in", "email", account.email(), "password", ServerFixture.PASSWORD);

        assertThat(answer.response().headers().allValues("Set-Cookie"))
                .anySatisfy(cookie -> assertThat(cookie)
                        .startsWith("plumbline=")
                        .contains("HttpOnly")
                        .contains("SameSite=Lax")
                        .contains("Path=/"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Content-Security-Policy      | default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'
            Referrer-Policy              | same-origin
            Cross-Origin-Opener-Policy   | same-origin
            Cross-Origin-Resource-Policy | same-origin
            X-Content-Type-Options       | nosniff
            X-Frame-Options              | DENY
            Permissions-Policy           | camera=(), geolocation=(), microphone=(), payment=(), usb=()
            Cache-Control                | no-cache, no-store, max-age=0, must-revalidate
            """)
    void headersBindTheBrowser(String header, String value) {
        assertThat(server.browser().get("/sign-in").header(header)).isEqualTo(value);
        assertThat(server.nobody().get("/api/v1/me").header(header)).isNotEmpty();
    }

    @Test
    void signsInByHttpsAloneWhereThatIsTheAddress() {
        try (var safe = ServerFixture.startAt("https://plumbline.example")) {
            var answer = safe.browser().get("/sign-in");

            assertThat(answer.header("Strict-Transport-Security")).isEqualTo("max-age=31536000");
            assertThat(answer.header("Set-Cookie"))
                    .startsWith("__Host-plumbline-form=")
                    .contains("Secure")
                    .contains("HttpOnly")
                    .contains("SameSite=Strict");
            assertThat(sessionCookie(safe))
                    .startsWith("__Host-plumbline=")
                    .contains("Path=/")
                    .contains("Secure")
                    .contains("HttpOnly")
                    .doesNotContain("Domain");
        }
        assertThat(server.browser().get("/sign-in").header("Strict-Transport-Security"))
                .isEmpty();
    }

    /// The cookie of a session that begins now; the test's browser keeps no secure cookie of a plain address.
    private static String sessionCookie(ServerFixture server) {
        var browser = server.browser();
        var page = browser.get("/sign-in");
        var answer = browser.send(browser.request("/sign-in")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Cookie", page.header("Set-Cookie").replaceAll(";.*", ""))
                .header("X-CSRF-TOKEN", browser.proof())
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(
                        "email=" + server.person(Role.ENGINEER).email() + "&password="
                                + ServerFixture.PASSWORD.replace(' ', '+')))
                .build());
        return answer.response().headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith("__Host-plumbline="))
                .findFirst()
                .orElseThrow();
    }
}
