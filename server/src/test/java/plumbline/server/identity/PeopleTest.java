package plumbline.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static plumbline.schema.Tables.JOURNAL_ENTRY;

import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import plumbline.server.ServerFixture;
import plumbline.server.platform.Actor;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PeopleTest {
    private ServerFixture server;
    private Accounts accounts;

    @BeforeAll
    void start() {
        server = ServerFixture.start();
        accounts = server.part(Accounts.class);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void anInvitationWorksOnceAndForThreeDays() {
        var admin = server.signIn(Role.ADMINISTRATOR);
        var email = email();
        var shown = admin.post("/settings/people", "name", "Ida Berg", "email", email, "roles", "auditor");
        var path = link(shown.text());

        var invited = server.browser();
        assertThat(invited.get(path).text()).contains(email);
        var secret = path.substring(path.indexOf('=') + 1);
        assertThat(invited.post("/password", "token", secret, "password", "short")
                        .status())
                .isEqualTo(422);
        assertThat(invited.post("/password", "token", secret, "password", ServerFixture.PASSWORD)
                        .status())
                .isEqualTo(303);
        assertThat(invited.get("/settings/account").status()).isEqualTo(200);
        assertThat(server.browser().get(path).status()).isEqualTo(404);

        var late = link(admin.post("/settings/people", "name", "Late", "email", email(), "roles", "auditor")
                .text());
        server.clock().advance(Duration.ofDays(3));
        assertThat(server.browser().get(late).status()).isEqualTo(404);
    }

    @Test
    void aFormDecidesNothingThatItDoesNotAskFor() {
        var admin = server.signIn(Role.ADMINISTRATOR);
        var email = email();

        admin.post(
                "/settings/people",
                "name",
                "Eve",
                "email",
                email,
                "roles",
                "auditor",
                "id",
                "1",
                "version",
                "99",
                "hasPassword",
                "true",
                "passwordHash",
                "x",
                "roles",
                "emperor");

        var account = accounts.find(email).orElseThrow();
        assertThat(account.roles()).containsExactly(Role.AUDITOR);
        assertThat(account.hasPassword()).isFalse();
        assertThat(account.version()).isEqualTo(1);
    }

    @Test
    void nobodyRaisesTheirOwnRoles() {
        var admin = server.person(Role.ADMINISTRATOR);
        server.person(Role.ADMINISTRATOR);
        var browser = server.signIn(admin);

        browser.post("/settings/people/" + admin.id() + "/grants", "role", "auditor");
        assertThat(accounts.find(admin.id()).orElseThrow().roles()).containsExactly(Role.ADMINISTRATOR);

        var engineer = server.person(Role.ENGINEER);
        var other = server.signIn(engineer);
        var answer = other.post("/settings/people/" + engineer.id() + "/grants", "role", "administrator");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(accounts.find(engineer.id()).orElseThrow().roles()).containsExactly(Role.ENGINEER);
    }

    @Test
    void aRightTakenAwayIsGoneWithTheNextRequest() {
        var engineer = server.person(Role.ENGINEER);
        var browser = server.signIn(engineer);
        assertThat(browser.get("/settings/service-accounts").status()).isEqualTo(200);

        accounts.changeRoles(Actor.SYSTEM, engineer, Set.of(Role.AUDITOR));

        assertThat(browser.get("/settings/service-accounts").status()).isEqualTo(403);
    }

    @Test
    void theLastAdministratorStays() {
        try (var lonely = ServerFixture.start()) {
            var only = lonely.person(Role.ADMINISTRATOR);
            var people = lonely.part(Accounts.class);

            assertThat(people.deactivate(Actor.SYSTEM, only)).isInstanceOf(Accounts.Changed.LastAdministrator.class);
            assertThat(people.changeRoles(Actor.SYSTEM, only, Set.of(Role.AUDITOR)))
                    .isInstanceOf(Accounts.Changed.LastAdministrator.class);
            people.invite(Actor.SYSTEM, new NewAccount("later@example.com", "Later", Set.of(Role.ADMINISTRATOR)));
            assertThat(people.deactivate(Actor.SYSTEM, only))
                    .as("an invited administrator cannot act yet")
                    .isInstanceOf(Accounts.Changed.LastAdministrator.class);

            lonely.person(Role.ADMINISTRATOR);
            assertThat(people.deactivate(Actor.SYSTEM, only)).isInstanceOf(Accounts.Changed.Done.class);
        }
    }

    @Test
    void aDecisionOnAnOldStateChangesNothing() {
        var seen = server.person(Role.ENGINEER);
        accounts.changeRoles(Actor.SYSTEM, seen, Set.of(Role.AUDITOR));

        assertThat(accounts.changeRoles(Actor.SYSTEM, seen, Set.of(Role.ADMINISTRATOR)))
                .isInstanceOf(Accounts.Changed.Stale.class);
        assertThat(accounts.find(seen.id()).orElseThrow().roles()).containsExactly(Role.AUDITOR);
    }

    @Test
    void namesAreTextAndNothingElse() {
        var admin = server.signIn(Role.ADMINISTRATOR);
        var nasty = "<img src=x onerror=alert(1)>\"'&";
        admin.post("/settings/people", "name", nasty, "email", email(), "roles", "auditor");

        var page = admin.get("/settings/people").text();

        assertThat(page).doesNotContain("<img src=x").contains("&lt;img src=x");
        assertThat(admin.post("/settings/people", "name", "a\u0007b", "email", email(), "roles", "auditor")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void aNewPasswordEndsAllOtherSessions() {
        var account = server.person(Role.ENGINEER);
        var here = server.signIn(account);
        var elsewhere = server.signIn(account);
        here.get("/settings/account");

        assertThat(here.post(
                                "/settings/account/password",
                                "present",
                                "wrong wrong wrong",
                                "password",
                                "another long one here")
                        .status())
                .isEqualTo(422);
        assertThat(here.post(
                                "/settings/account/password",
                                "present",
                                ServerFixture.PASSWORD,
                                "password",
                                "another long one here")
                        .status())
                .isEqualTo(303);

        assertThat(here.get("/settings/account").status()).isEqualTo(200);
        assertThat(elsewhere.get("/settings/account").status()).isEqualTo(303);
    }

    @Test
    void endsOneOfMySessionsAndNobodyElses() {
        var account = server.person(Role.ENGINEER);
        var here = server.signIn(account);
        var elsewhere = server.signIn(account);
        var stranger = server.signIn(Role.ENGINEER);
        var page = here.get("/settings/account").text();
        var reference =
                Pattern.compile("name=\"session\" value=\"([0-9a-f]{16})\"").matcher(page);
        assertThat(reference.find()).isTrue();

        stranger.post("/settings/account/sessions/end", "session", reference.group(1));
        assertThat(elsewhere.get("/settings/account").status()).isEqualTo(200);
        here.post("/settings/account/sessions/end", "session", reference.group(1));

        assertThat(elsewhere.get("/settings/account").status()).isEqualTo(303);
        assertThat(here.get("/settings/account").status()).isEqualTo(200);
    }

    @Test
    void everyStepIsInTheJournal() {
        assertThat(server.transactions()
                        .reading()
                        .selectDistinct(JOURNAL_ENTRY.ACTION)
                        .from(JOURNAL_ENTRY)
                        .fetch(JOURNAL_ENTRY.ACTION))
                .contains("account.created", "account.signed-in");
    }

    private static String link(String page) {
        var found =
                Pattern.compile("http://localhost(/password\\?token=[\\w-]+)").matcher(page);
        assertThat(found.find()).as(page).isTrue();
        return found.group(1);
    }

    private static String email() {
        return "q" + UUID.randomUUID().toString().substring(0, 8) + "@example.com";
    }
}
