package plumbline.server.inbox.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import plumbline.server.Answer;
import plumbline.server.ServerFixture;
import plumbline.server.TestBrowser;
import plumbline.server.identity.Account;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Role;
import plumbline.server.identity.factor.FactorReset;
import plumbline.server.inbox.About;
import plumbline.server.inbox.NewTask;
import plumbline.server.inbox.Owner;
import plumbline.server.inbox.Tasks;
import plumbline.server.platform.Actor;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CalendarTest {
    private static final Pattern ADDRESS = Pattern.compile("http://localhost(/calendar.ics\\?token=[\\w-]{43})");

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
    void showsDeadlinesAndRoutinesToWhoeverHasTheAddress() {
        var person = server.person(Role.ENGINEER);
        open(Owner.person(person.id()), "Mine alone");
        open(Owner.role(Role.ENGINEER), "For every engineer");
        open(Owner.role(Role.AUDITOR), "For others");
        var made = server.token(Permission.TASK_MANAGE)
                .post(
                        "/api/v1/routines",
                        "{\"title\":\"Look\",\"owner\":\"role:engineer\",\"every\":\"quarter\","
                                + "\"startsOn\":\"2026-11-30\",\"days\":5}");
        assertThat(made.status()).isEqualTo(201);

        var calendar = read(address(server.signIn(person)));

        assertThat(calendar.status()).isEqualTo(200);
        assertThat(calendar.header("Content-Type")).isEqualTo("text/calendar;charset=UTF-8");
        assertThat(calendar.header("Cache-Control")).contains("no-store");
        assertThat(calendar.text())
                .contains("SUMMARY:Due: Mine alone", "SUMMARY:Due: For every engineer")
                .doesNotContain("For others")
                .contains("SUMMARY:Comes round: Look")
                .contains("DTSTART;VALUE=DATE:20261130", "DTSTART;VALUE=DATE:20270228", "DTSTART;VALUE=DATE:20270830");
    }

    @Test
    void theAddressIsShownOnceAndKeptAsAHash() {
        var person = server.person(Role.AUDITOR);
        var browser = server.signIn(person);
        var address = address(browser);
        var secret = address.substring(address.indexOf('=') + 1);

        assertThat(browser.get("/settings/inbox").text()).doesNotContain(secret).contains("not read yet");
        read(address);
        assertThat(browser.get("/settings/inbox").text()).contains("last read");
        var kept = server.transactions()
                .reading()
                .fetch(
                        "select convert_from(content, 'UTF8') from journal_entry where object_id = ?",
                        "account:" + person.id())
                .formatCSV();
        assertThat(kept).contains("calendar-link.created").doesNotContain(secret);
        assertThat(server.transactions()
                        .reading()
                        .fetch("select account_id, encode(hash, 'escape') from calendar_link")
                        .formatCSV())
                .doesNotContain(secret);
    }

    @Test
    void anAddressEndsWithANewOneByItsOwnerAndWithTheAccount() {
        var person = server.person(Role.AUDITOR);
        var browser = server.signIn(person);
        var first = address(browser);
        var second = address(browser);
        assertThat(read(first).status()).isEqualTo(404);
        assertThat(read(second).status()).isEqualTo(200);

        browser.post("/settings/inbox/calendar/end");
        assertThat(read(second).status()).isEqualTo(404);

        var third = address(browser);
        server.part(Accounts.class).deactivate(Actor.SYSTEM, fresh(person));
        assertThat(read(third).status()).isEqualTo(404);
    }

    /// Whoever was in once may have made the address.
    @Test
    void theAddressEndsWithWhateverEndsAllSessions() {
        var person = server.person(Role.ENGINEER);
        var browser = server.signIn(person);
        browser.open("/settings/account");
        var beforePassword = address(browser);
        browser.post(
                "/settings/account/password",
                "present",
                ServerFixture.PASSWORD,
                "password",
                "another umbrella in the moss");
        assertThat(read(beforePassword).status()).isEqualTo(404);

        var beforeReset = address(browser);
        assertThat(read(beforeReset).status()).isEqualTo(200);
        server.part(FactorReset.class).reset(Actor.SYSTEM, fresh(person));
        assertThat(read(beforeReset).status()).isEqualTo(404);

        var other = server.person(Role.ENGINEER);
        var beforeEnd = address(server.signIn(other));
        var administrator = server.signIn(Role.ADMINISTRATOR);
        administrator.post("/settings/people/" + other.id() + "/sign-in/end-sessions");
        assertThat(read(beforeEnd).status()).isEqualTo(404);
        assertThat(administrator
                        .get("/journal?object=account:account:" + other.id())
                        .text())
                .contains("calendar-link.revoked");
    }

    @Test
    void theApiMakesAnAddressOnceHoweverOftenItIsAsked() {
        var browser = server.signIn(Role.ENGINEER);
        browser.open("/settings/account");
        assertThat(browser.get("/api/v1/me/calendar").status()).isEqualTo(404);

        var made = browser.json("POST", "/api/v1/me/calendar", "");

        assertThat(made.status()).isEqualTo(201);
        assertThat(read(made.json().get("address").asString().replace("http://localhost", ""))
                        .status())
                .isEqualTo(200);
        assertThat(browser.get("/api/v1/me/calendar").json().get("address").isNull())
                .isTrue();
        assertThat(browser.json("DELETE", "/api/v1/me/calendar", "").status()).isEqualTo(204);
        assertThat(browser.json("DELETE", "/api/v1/me/calendar", "").status()).isEqualTo(404);
    }

    @Test
    void guessingIsSlow() {
        var guess = "/calendar.ics?token=" + "A".repeat(43);
        int status = 404;
        for (int i = 0; i < 200 && status == 404; i++) {
            status = read(guess).status();
        }

        assertThat(status).isEqualTo(429);
        server.clock().advance(Duration.ofMinutes(11));
        assertThat(read(guess).status()).isEqualTo(404);
    }

    private static String address(TestBrowser browser) {
        var page = browser.post("/settings/inbox/calendar").text().replace("&amp;", "&");
        var found = ADDRESS.matcher(page);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private Answer read(String address) {
        return server.nobody().get(address);
    }

    private Account fresh(Account person) {
        return server.part(Accounts.class).find(person.id()).orElseThrow();
    }

    private void open(Owner owner, String title) {
        server.transactions()
                .run(tx -> server.part(Tasks.class)
                        .open(
                                tx,
                                Actor.SYSTEM,
                                NewTask.of(
                                        "test.kind",
                                        new About("test", title, "/"),
                                        owner,
                                        title,
                                        LocalDate.parse("2026-12-01"))));
    }
}
