package plumbline.server.identity.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import plumbline.server.Answer;
import plumbline.server.ServerFixture;
import plumbline.server.TestBrowser;
import plumbline.server.identity.Principal.Scope;
import plumbline.server.identity.Rights.NewGrant;
import plumbline.server.identity.Role;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ConnectionTest {
    private static final Pattern WAY = Pattern.compile("href=\"([^\"]+/authorize[^\"]+)\"");

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
    void forgetAttempts() {
        here.server.clock().advance(Duration.ofMinutes(11));
    }

    /// Asks to connect and goes to the provider; answers the way back.
    private static String begin(TestBrowser browser) {
        browser.get(ConnectionPages.OWN);
        var page = browser.post(ConnectionPages.OWN);
        var link = WAY.matcher(page.text());
        assertThat(link.find()).as(page.text()).isTrue();
        var back = browser.get(link.group(1).replace("&amp;", "&"));
        return TestProvider.local(back.location().orElseThrow());
    }

    static Answer connect(TestBrowser browser) {
        return browser.get(begin(browser));
    }

    @Test
    void anAdministratorConnectsTheirAccountAndThenSignsInEitherWay() {
        var boss = here.server.person(Role.ADMINISTRATOR);
        here.provider.signs("boss", boss.email());
        assertThat(here.signIn().status()).isEqualTo(403);
        var browser = here.server.signIn(boss);

        assertThat(connect(browser).location()).hasValue(ConnectionPages.OWN);

        assertThat(browser.get(ConnectionPages.OWN).text()).contains("is connected with Test Login");
        var other = here.server.browser();
        assertThat(here.signIn(other).status()).isEqualTo(303);
        assertThat(other.get("/settings/account").text()).contains(boss.email());
        assertThat(here.account(boss.email()).roles()).contains(Role.ADMINISTRATOR);
    }

    @Test
    void connectsNobodyWhoTookOverTheBrowserMeanwhile() {
        var one = here.server.person(Role.ENGINEER);
        here.provider.signs("meanwhile", "meanwhile@example.com");
        var browser = here.server.signIn(one);
        var way = begin(browser);
        browser.get("/settings/account");
        browser.post("/sign-out");
        var other = here.server.person(Role.ENGINEER);
        browser.get("/sign-in");
        browser.post("/sign-in", "email", other.email(), "password", ServerFixture.PASSWORD);

        var answer = browser.get(way);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(browser.get(ConnectionPages.OWN).text()).contains("is not connected");
    }

    @Test
    void connectsNobodyWithSomebodyElsesPersonNorASecondOne() {
        here.provider.signs("taken", "taken@example.com");
        here.signIn();
        var browser = here.server.signIn(Role.ENGINEER);

        assertThat(connect(browser).status()).isEqualTo(409);

        here.provider.signs("own", "own@example.com");
        assertThat(connect(browser).status()).isEqualTo(303);
        here.provider.signs("second", "second@example.com");
        assertThat(connect(browser).status()).isEqualTo(409);
    }

    @Test
    void aFormOfAnotherSiteConnectsNothing() {
        var browser = here.server.signIn(Role.ENGINEER);

        assertThat(browser.postExactly(ConnectionPages.OWN).status()).isEqualTo(403);
        assertThat(browser.get(ConnectionPages.OWN + "?connect").text()).doesNotContain("/authorize");
    }

    @Test
    void disconnectsWhoHasAnotherWayIn() {
        var account = here.server.person(Role.ENGINEER);
        here.provider.signs("leaving", "leaving@example.com");
        var browser = here.server.signIn(account);
        connect(browser);
        browser.get(ConnectionPages.OWN);

        browser.post(ConnectionPages.OWN + "/disconnect");

        assertThat(browser.get(ConnectionPages.OWN).text()).contains("is not connected");
        assertThat(browser.get("/api/v1/me/single-sign-on").status()).isEqualTo(404);
        here.provider.signs("only", "only@example.com");
        var only = here.server.browser();
        here.signIn(only);
        assertThat(only.get(ConnectionPages.OWN).text()).contains("your only way in");
        only.post(ConnectionPages.OWN + "/disconnect");
        assertThat(only.get("/api/v1/me/single-sign-on").json().get("provider").asString())
                .isEqualTo(here.provider.issuer());
        assertThat(only.json("DELETE", "/api/v1/me/single-sign-on", "").status())
                .isEqualTo(409);
    }

    @Test
    void administratorsSeeAndEndConnections() {
        here.provider.signs("seen", "seen@example.com");
        here.signIn();
        var id = here.account("seen@example.com").id();
        var browser = here.server.signIn(here.administrator);

        var page = browser.get(ConnectionPages.ALL + "?q=seen@");
        assertThat(page.text().replace("<wbr>", ""))
                .contains("Ada seen", "builders", here.provider.issuer(), "/scim/v2");
        assertThat(browser.get("/api/v1/single-sign-on?q=seen@").json().get("items"))
                .hasSize(1);
        var ended = browser.post(ConnectionPages.ALL + "/disconnect", "account", Long.toString(id));

        assertThat(ended.status()).isEqualTo(303);
        assertThat(browser.get("/api/v1/single-sign-on?q=seen@").json().get("items"))
                .isEmpty();
        assertThat(browser.json("DELETE", "/api/v1/single-sign-on/" + id, "").status())
                .isEqualTo(404);
        assertThat(here.journal("account.disconnected")).contains("account:" + id);
    }

    @Test
    void nobodyDisconnectsThoseWhoMayDoMore() {
        var boss = here.server.person(Role.ADMINISTRATOR);
        here.provider.signs("mighty", boss.email());
        var theirs = here.server.signIn(boss);
        connect(theirs);
        theirs.open("/settings/account");
        var role = theirs.json(
                        "POST",
                        "/api/v1/roles",
                        "{\"name\":\"Clerk\",\"permissions\":[\"account:manage\",\"account:own\"]}")
                .json()
                .get("id")
                .asLong();
        var clerk =
                here.server.signIn(here.server.person("Clerk", new NewGrant(null, role, Scope.EVERYWHERE, null, null)));
        assertThat(clerk.get(ConnectionPages.ALL).status()).isEqualTo(200);

        assertThat(clerk.post(ConnectionPages.ALL + "/disconnect", "account", Long.toString(boss.id()))
                        .status())
                .isEqualTo(403);
        assertThat(clerk.json("DELETE", "/api/v1/single-sign-on/" + boss.id(), "")
                        .status())
                .isEqualTo(403);

        assertThat(theirs.get(ConnectionPages.OWN).text()).contains("is connected with Test Login");
    }

    @Test
    void aBrowserLeftOpenConnectsNobody() {
        var browser = here.server.signIn(Role.ENGINEER);
        browser.get(ConnectionPages.OWN);
        here.server.clock().advance(Duration.ofMinutes(16));

        var answer = browser.post(ConnectionPages.OWN);

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.text()).doesNotContain("/authorize");
    }

    @Test
    void theBreakGlassAccountIsConnectedWithNobody() {
        var account = here.server.person(Role.ADMINISTRATOR);
        here.server
                .transactions()
                .run(tx -> tx.execute(
                        "insert into break_glass (account_id, created_at) values (?, now())"
                                + " on conflict (only_one) do update set account_id = excluded.account_id",
                        account.id()));
        here.provider.signs("glass", account.email());

        assertThat(here.signIn().status()).isEqualTo(403);
        var answer = connect(here.server.signIn(account));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text()).contains("break-glass account is for the day");
    }
}
