package plumbline.server.identity.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import plumbline.server.ServerFixture;
import plumbline.server.platform.outgoing.Outgoing;

/// What a hostile provider, a hostile page and a hostile network can try between the two redirects.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OidcProtocolTest {
    private OidcFixture here;

    @BeforeAll
    void start() {
        here = new OidcFixture("builders=engineer");
    }

    @AfterAll
    void stop() {
        here.close();
    }

    @BeforeEach
    void behave() {
        here.provider.signature = TestProvider.Signature.RS256;
        here.provider.tampering = _ -> {};
        here.provider.redeemed.clear();
        here.provider.signs("mallory", "mallory@example.com");
        here.server.clock().advance(Duration.ofMinutes(11));
    }

    @Test
    void refusesTokensThatDoNotHold() {
        Map<String, Consumer<JWTClaimsSet.Builder>> tamperings = Map.ofEntries(
                Map.entry("another nonce", claims -> claims.claim("nonce", "another")),
                Map.entry("no nonce", claims -> claims.claim("nonce", null)),
                Map.entry("another issuer", claims -> claims.issuer("https://login.example.com")),
                Map.entry("no issuer", claims -> claims.issuer(null)),
                Map.entry("another audience", claims -> claims.audience("another-client")),
                Map.entry("no audience", claims -> claims.audience((String) null)),
                Map.entry(
                        "several audiences and nobody authorised",
                        claims -> claims.audience(List.of(TestProvider.CLIENT, "another-client"))),
                Map.entry(
                        "authorised for another",
                        claims -> claims.audience(List.of(TestProvider.CLIENT, "another-client"))
                                .claim("azp", "another-client")),
                Map.entry(
                        "expired",
                        claims -> claims.claim("iat", here.provider.in(-600)).claim("exp", here.provider.in(-120))),
                Map.entry("no expiry", claims -> claims.claim("exp", null)),
                Map.entry(
                        "issued tomorrow",
                        claims -> claims.claim("iat", here.provider.in(86_400)).claim("exp", here.provider.in(90_000))),
                Map.entry("no subject", claims -> claims.subject(null)));
        tamperings.forEach((what, tampering) -> {
            here.provider.tampering = tampering;

            refused(what);
        });
    }

    @Test
    void refusesSignaturesThatAnybodyCouldMake() {
        for (var signature : List.of(
                TestProvider.Signature.NONE,
                TestProvider.Signature.SHARED_SECRET,
                TestProvider.Signature.PUBLIC_KEY_AS_SECRET,
                TestProvider.Signature.ANOTHER_KEY)) {
            here.provider.signature = signature;

            refused(signature.name());
        }
    }

    private void refused(String what) {
        var browser = here.server.browser();

        var answer = here.signIn(browser);

        assertThat(answer.status()).as(what).isEqualTo(403);
        assertThat(answer.text()).as(what).contains("could not be verified");
        assertThat(here.knows("mallory@example.com")).as(what).isFalse();
        assertThat(browser.get("/settings/account").status()).as(what).isEqualTo(303);
    }

    @Test
    void sendsPkceStateAndNonceAndNothingThatTellsThem() {
        var browser = here.server.browser();

        var away = browser.get("/sign-in/oidc").location().orElseThrow();

        assertThat(away)
                .startsWith(here.provider.issuer() + "/authorize?")
                .contains("response_type=code", "code_challenge_method=S256", "state=", "nonce=");
        var secret = browser.cookie("plumbline-oidc").orElseThrow();
        assertThat(secret.isHttpOnly()).isTrue();
        assertThat(secret.getMaxAge()).isEqualTo(600);
        var handshake = new OidcHandshake(secret.getValue());
        assertThat(away)
                .contains("code_challenge=" + OidcHandshake.digest(handshake.verifier()))
                .doesNotContain(secret.getValue(), handshake.verifier(), handshake.nonce());
    }

    @Test
    void redeemsACodeOnceWithTheVerifier() {
        here.provider.signs("pkce", "pkce@example.com");

        here.signIn();

        assertThat(here.provider.redeemed).hasSize(1);
        assertThat(here.provider.redeemed.getFirst())
                .containsEntry("grant_type", "authorization_code")
                .containsKey("code_verifier")
                .doesNotContainKey("client_secret");
    }

    @Test
    void takesTheProvidersAnswerOnce() {
        here.provider.signs("replay", "replay@example.com");
        var browser = here.server.browser();
        var way = here.way(browser);
        var cookie = browser.cookie("plumbline-oidc").orElseThrow().getValue();
        assertThat(browser.get(way).status()).isEqualTo(303);
        var thief = here.server.browser();
        thief.setCookie("plumbline-oidc", cookie);

        var again = thief.get(way);

        assertThat(again.status()).isEqualTo(400);
        assertThat(here.provider.redeemed).hasSize(1);
    }

    @Test
    void takesTheAnswerFromTheBrowserThatBeganOnly() {
        here.provider.signs("victim", "victim@example.com");
        var mallory = here.server.browser();
        var way = here.way(mallory);
        var victim = here.server.browser();

        assertThat(victim.get(way).status()).isEqualTo(400);
        here.way(victim);
        assertThat(victim.get(way).status()).as("with an attempt of its own").isEqualTo(400);
        assertThat(here.provider.redeemed).isEmpty();
        assertThat(here.knows("victim@example.com")).isFalse();
    }

    @Test
    void refusesAnotherStateAndNoState() {
        var browser = here.server.browser();
        var way = here.way(browser);

        assertThat(browser.get(way.replaceAll("state=[^&]*", "state=another")).status())
                .isEqualTo(400);
        var second = here.server.browser();
        assertThat(second.get(here.way(second).replaceAll("&state=[^&]*", "")).status())
                .isEqualTo(400);
        assertThat(here.provider.redeemed).isEmpty();
    }

    @Test
    void refusesACodeThatAnotherBrowserGot() {
        here.provider.signs("injected", "injected@example.com");
        var mallory = here.server.browser();
        var stolen = here.way(mallory).replaceAll(".*code=([^&]*).*", "$1");
        var browser = here.server.browser();
        var own = here.way(browser);

        var answer = browser.get(own.replaceAll("code=[^&]*", "code=" + stolen));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(here.knows("injected@example.com")).isFalse();
    }

    @Test
    void anAttemptEndsAfterTenMinutes() {
        var browser = here.server.browser();
        var way = here.way(browser);
        here.server.clock().advance(Duration.ofMinutes(10));

        assertThat(browser.get(way).status()).isEqualTo(400);
    }

    @Test
    void refusesTheAnswerOfAnotherIssuer() {
        var browser = here.server.browser();

        var answer = browser.get(here.way(browser) + "&iss=https%3A%2F%2Flogin.example.com");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(here.provider.redeemed).isEmpty();
    }

    @Test
    void saysWhyTheProviderDidNotAndNothingThatIsNotAWord() {
        var browser = here.server.browser();
        var refused = browser.get(here.way(browser).replaceAll("code=[^&]*", "error=access_denied"));
        var again = here.server.browser();
        var hostile = again.get(here.way(again).replaceAll("code=[^&]*", "error=%3Cscript%3Ealert"));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text()).contains("access denied");
        assertThat(hostile.text()).doesNotContain("alert");
    }

    @Test
    void leadsNowhereElseAfterwards() {
        here.provider.signs("next", "next@example.com");
        for (var next : List.of("https://login.example.com", "//login.example.com", "/\\login.example.com")) {
            var browser = here.server.browser();
            var away = browser.get(
                    "/sign-in/oidc?next=" + java.net.URLEncoder.encode(next, java.nio.charset.StandardCharsets.UTF_8));
            var back = browser.get(away.location().orElseThrow());

            var answer = browser.get(TestProvider.local(back.location().orElseThrow()));

            assertThat(answer.location()).as(next).hasValue("/");
        }
    }

    @Test
    void throwsAwayTheSessionThatABrowserHadBefore() {
        here.provider.signs("fixation", "fixation@example.com");
        var browser = here.server.signIn(here.administrator);
        var before = browser.cookie("plumbline").orElseThrow().getValue();

        here.signIn(browser);

        assertThat(browser.cookie("plumbline").orElseThrow().getValue()).isNotEqualTo(before);
        assertThat(browser.get("/settings/account").text()).contains("fixation@example.com");
    }

    @Test
    void slowsDownWhoBeginsWithoutEnd() {
        var browser = here.server.browser();
        for (int i = 0; i < 60; i++) {
            assertThat(browser.get("/sign-in/oidc").status()).isEqualTo(303);
        }

        assertThat(browser.get("/sign-in/oidc").status()).isEqualTo(429);
    }

    @Test
    void offersToSignOutThereToo() {
        here.provider.signs("out", "out@example.com");
        var browser = here.server.browser();
        here.signIn(browser);
        browser.get("/settings/account");

        var answer = browser.post("/sign-out");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text())
                .contains(here.provider.issuer() + "/logout?client_id=plumbline", "id_token_hint=", "Test Login")
                .contains("post_logout_redirect_uri=http%3A%2F%2Flocalhost%2Fsign-in");
        assertThat(browser.get("/settings/account").status()).isEqualTo(303);
        var local = here.server.signIn(here.administrator);
        assertThat(local.post("/sign-out").location()).hasValue("/sign-in");
    }

    @Test
    void startsWithoutTheProviderAndSaysSoWhenItIsNeeded() {
        var gone = new TestProvider();
        gone.close();
        try (var server = ServerFixture.startWith(gone.variables(""))) {
            var page = server.browser().get("/sign-in");
            var answer = server.browser().get("/sign-in/oidc");

            assertThat(page.text()).contains("Sign in with Test Login");
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.text()).contains("Test Login cannot be reached at the moment");
        }
    }

    @Test
    void usesNoMetadataThatCannotBeRight() {
        Map<String, Consumer<Map<String, Object>>> tamperings = Map.of(
                "another issuer", metadata -> metadata.put("issuer", "https://login.example.com"),
                "tokens in the clear", metadata -> metadata.put("token_endpoint", "http://login.example.com/token"),
                "keys in the clear", metadata -> metadata.put("jwks_uri", "http://login.example.com/keys"),
                "no keys", metadata -> metadata.remove("jwks_uri"),
                "script", metadata -> metadata.put("authorization_endpoint", "javascript:alert(1)"),
                "endless", metadata -> metadata.put("padding", "x".repeat(2 << 20)));
        tamperings.forEach((what, tampering) -> {
            try (var provider = new TestProvider()) {
                provider.metadataTampering = tampering;
                var settings = OidcSettings.from(
                                name -> (String) provider.variables("").get(name))
                        .orElseThrow();
                var asked = new OidcProvider(
                        settings,
                        "http://localhost/back",
                        new OidcCalls(here.server.part(Outgoing.class)),
                        provider.clock);

                assertThat(asked.registration()).as(what).isEmpty();
            }
        });
    }

    @Test
    void withoutAProviderThereIsNoButtonAndNoWay() {
        var plain = ServerFixture.shared();

        assertThat(plain.browser().get("/sign-in").text()).doesNotContain("/sign-in/oidc");
        assertThat(plain.browser().get("/sign-in/oidc").status()).isEqualTo(404);
        assertThat(plain.browser().get("/sign-in/oidc/back?code=a&state=b").status())
                .isEqualTo(404);
    }
}
