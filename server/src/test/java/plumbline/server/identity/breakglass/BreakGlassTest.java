package plumbline.server.identity.breakglass;

import static org.assertj.core.api.Assertions.assertThat;
import static plumbline.schema.Tables.ACCOUNT;
import static plumbline.schema.Tables.BREAK_GLASS;
import static plumbline.schema.Tables.JOURNAL_ENTRY;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import plumbline.server.ServerFixture;
import plumbline.server.TestBrowser;
import plumbline.server.identity.Role;
import plumbline.server.identity.breakglass.BreakGlass.Linked;
import plumbline.server.platform.Actor;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BreakGlassTest {
    private static final String PAGE = "/settings/break-glass";
    private static final String API = "/api/v1/break-glass";

    private ServerFixture server;
    private BreakGlass breakGlass;

    @BeforeAll
    void start() {
        server = ServerFixture.start();
        breakGlass = server.part(BreakGlass.class);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    /// Sets the password by a new link, which signs in.
    private TestBrowser breakIn() {
        var link = ((Linked.Done) breakGlass.link(Actor.SYSTEM, BreakGlass.DEFAULT_EMAIL)).link();
        var path = link.substring("http://localhost".length());
        var browser = server.browser();
        browser.get(path);
        var answer = browser.post(
                "/password", "token", path.substring(path.indexOf('=') + 1), "password", "hammer beside the red box");
        assertThat(answer.location()).contains("/");
        return browser;
    }

    @Test
    void thereIsNeverMoreThanOne() {
        var first = breakGlass.link(Actor.SYSTEM, BreakGlass.DEFAULT_EMAIL);
        var second = breakGlass.link(Actor.SYSTEM, "another@example.com");

        assertThat(((Linked.Done) second).email()).isEqualTo(((Linked.Done) first).email());
        assertThat(server.transactions().reading().fetchCount(BREAK_GLASS)).isEqualTo(1);
        assertThat(server.transactions().reading().fetchCount(ACCOUNT, ACCOUNT.EMAIL.eq("another@example.com")))
                .isZero();
    }

    @Test
    void everyUseIsJournalledAndTold() {
        var administrator = server.signIn(Role.ADMINISTRATOR);
        int before = entries("account.break-glass-used");

        var browser = breakIn();

        assertThat(entries("account.break-glass-used")).isEqualTo(before + 1);
        assertThat(browser.get("/settings/people").text()).contains("You use the break-glass account");
        assertThat(browser.get("/").text()).contains("You use the break-glass account");
        assertThat(administrator.get("/controls").text()).contains("The break-glass account signed in on 20");
        assertThat(server.signIn(Role.ENGINEER).get("/controls").text()).doesNotContain("break-glass");
        assertThat(administrator.get(API).json().get("unseen").asBoolean()).isTrue();
    }

    @Test
    void anotherAdministratorHasToLookIntoIt() {
        var browser = breakIn();
        var use =
                browser.get(API + "/uses").json().get("items").get(0).get("id").asString();
        assertThat(browser.get(PAGE).text()).contains("not seen", "127.0.0.1");

        assertThat(browser.json("POST", API + "/uses/" + use + "/seen", "").status())
                .isEqualTo(409);
        browser.post(PAGE + "/seen", "use", use);
        assertThat(browser.get(API).json().get("unseen").asBoolean()).isTrue();
        var administrator = server.signIn(Role.ADMINISTRATOR);
        administrator.get(PAGE);
        assertThat(administrator.post(PAGE + "/seen", "use", use).status()).isEqualTo(303);

        assertThat(administrator.get("/controls").text()).doesNotContain("The break-glass account signed in");
        assertThat(administrator.get(API).json().get("unseen").asBoolean()).isFalse();
        assertThat(administrator.get(PAGE).text()).doesNotContain("I have looked into it");
        assertThat(entries("account.break-glass-seen")).isPositive();
    }

    @Test
    void otherSignInsAreNoUses() {
        breakGlass.link(Actor.SYSTEM, BreakGlass.DEFAULT_EMAIL);
        int before = entries("account.break-glass-used");

        server.signIn(Role.ADMINISTRATOR);

        assertThat(entries("account.break-glass-used")).isEqualTo(before);
        assertThat(breakGlass.is(server.person(Role.ADMINISTRATOR).id())).isFalse();
        assertThat(breakGlass.is(breakGlass.account().orElseThrow().id())).isTrue();
    }

    private int entries(String action) {
        return server.transactions().reading().fetchCount(JOURNAL_ENTRY, JOURNAL_ENTRY.ACTION.eq(action));
    }
}
