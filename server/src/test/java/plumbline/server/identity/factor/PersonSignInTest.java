package plumbline.server.identity.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static plumbline.schema.Tables.AUTHENTICATOR_APP;
import static plumbline.schema.Tables.JOURNAL_ENTRY;
import static plumbline.schema.Tables.RECOVERY_CODE;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import plumbline.server.ServerFixture;
import plumbline.server.TestBrowser;
import plumbline.server.api.ProblemException;
import plumbline.server.identity.Account;
import plumbline.server.identity.Principal.Scope;
import plumbline.server.identity.Rights.NewGrant;
import plumbline.server.identity.Role;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PersonSignInTest {
    private ServerFixture server;
    private TestBrowser administrator;
    private Account account;
    private TestBrowser person;

    @BeforeAll
    void start() {
        server = ServerFixture.start();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeEach
    void somebodySignsIn() {
        administrator = server.signIn(Role.ADMINISTRATOR);
        administrator.open("/settings/account");
        account = server.person(Role.ENGINEER);
        person = server.signIn(account);
        var begun = person.json("POST", "/api/v1/me/factors/app", "").json();
        var app = new TestApp(server, TestApp.bytes(begun.get("secret").asString()));
        person.json("POST", "/api/v1/me/factors/app/confirmation", "{\"code\":\"" + app.code() + "\"}");
    }

    private String page() {
        return "/settings/people/" + account.id() + "/sign-in";
    }

    private String api() {
        return "/api/v1/people/" + account.id();
    }

    @Test
    void administratorsSeeWhatThereIsAndNoSecret() {
        var factors = administrator.get(api() + "/factors");
        var text = administrator.get(page()).text();

        assertThat(factors.json().get("recoveryCodesLeft").asInt()).isEqualTo(10);
        assertThat(factors.json().get("appSince").isNull()).isFalse();
        assertThat(text)
                .contains("Recovery codes left", "127.0.0.1", "password")
                .doesNotContain("Make new recovery");
        assertThat(person.get(page()).status()).isEqualTo(403);
        assertThat(person.get(api() + "/factors").status()).isEqualTo(403);
    }

    @Test
    void administratorsEndSessionsOfOthers() {
        var sessions = administrator.get(api() + "/sessions").json().get("items");
        assertThat(sessions).hasSize(1);
        assertThat(sessions.get(0).get("way").asString()).isEqualTo("password");
        var one = api() + "/sessions/" + sessions.get(0).get("id").asString();

        assertThat(person.json("DELETE", one, "").status()).isEqualTo(403);
        assertThat(administrator.json("DELETE", one, "").status()).isEqualTo(204);

        assertThat(person.get("/settings/account").status()).isEqualTo(303);
        assertThat(administrator.json("DELETE", one, "").status()).isEqualTo(404);
        assertThat(entries("account.sessions-ended")).isEqualTo(1);
    }

    @Test
    void administratorsEndAllSessionsOnThePage() {
        assertThat(administrator.get(page()).text()).contains("End all sessions");

        assertThat(administrator.post(page() + "/end-sessions").status()).isEqualTo(303);

        assertThat(person.get("/settings/account").status()).isEqualTo(303);
        assertThat(administrator.get(page()).text()).contains("Signed in nowhere");
    }

    @Test
    void aResetLeavesThePasswordAlone() {
        administrator.get(page());

        assertThat(administrator.post(page() + "/reset").status()).isEqualTo(303);

        var database = server.transactions().reading();
        assertThat(database.fetchCount(AUTHENTICATOR_APP, AUTHENTICATOR_APP.ACCOUNT_ID.eq(account.id())))
                .isZero();
        assertThat(database.fetchCount(RECOVERY_CODE, RECOVERY_CODE.ACCOUNT_ID.eq(account.id())))
                .isZero();
        assertThat(person.get("/settings/account").status()).isEqualTo(303);
        assertThat(server.signIn(account).get("/settings/account").status()).isEqualTo(200);
        assertThat(entries("account.factors-reset")).isEqualTo(1);
    }

    @Test
    void nobodyResetsTheirOwn() {
        var self = server.person(Role.ADMINISTRATOR);
        var browser = server.signIn(self);
        browser.open("/settings/account");

        assertThat(browser.json("DELETE", "/api/v1/people/" + self.id() + "/factors", "")
                        .status())
                .isEqualTo(409);
        assertThat(person.json("DELETE", api() + "/factors", "").status()).isEqualTo(403);
    }

    @Test
    void nobodyWeakensThoseWhoMayDoMore() {
        var engineer = server.person(Role.ENGINEER);
        var reset = server.part(FactorReset.class);
        var other = server.person(Role.ADMINISTRATOR);

        assertThatThrownBy(() -> reset.reset(engineer.actor(), other)).isInstanceOf(ProblemException.class);
        reset.reset(other.actor(), account);

        assertThat(entries("account.factors-reset")).isEqualTo(1);
    }

    @Test
    void nobodyLocksThoseOutWhoMayDoMore() {
        var role = administrator
                .json(
                        "POST",
                        "/api/v1/roles",
                        "{\"name\":\"Clerk\",\"permissions\":[\"account:manage\",\"account:own\"]}")
                .json()
                .get("id")
                .asLong();
        var clerk = server.signIn(server.person("Clerk", new NewGrant(null, role, Scope.EVERYWHERE, null, null)));
        var sessions = clerk.get(api() + "/sessions").json().get("items");
        var one = sessions.get(0).get("id").asString();
        var colleague = server.person(Role.EMPLOYEE);
        var theirs = server.signIn(colleague);
        assertThat(clerk.get(page()).status()).isEqualTo(200);

        assertThat(clerk.post(page() + "/end-sessions").status()).isEqualTo(403);
        assertThat(clerk.post(page() + "/end-session", "session", one).status()).isEqualTo(403);
        assertThat(clerk.json("DELETE", api() + "/sessions", "").status()).isEqualTo(403);
        assertThat(clerk.json("DELETE", api() + "/sessions/" + one, "").status())
                .isEqualTo(403);
        assertThat(clerk.json("DELETE", "/api/v1/people/" + colleague.id() + "/sessions", "")
                        .status())
                .isEqualTo(204);

        assertThat(person.get("/settings/account").status()).isEqualTo(200);
        assertThat(theirs.get("/settings/account").status()).isEqualTo(303);
        assertThat(entries("account.sessions-ended")).isZero();
    }

    private int entries(String action) {
        return server.transactions()
                .reading()
                .fetchCount(
                        JOURNAL_ENTRY,
                        JOURNAL_ENTRY.ACTION.eq(action).and(JOURNAL_ENTRY.OBJECT_ID.eq("account:" + account.id())));
    }
}
