package plumbline.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static plumbline.schema.Tables.JOURNAL_ENTRY;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import plumbline.server.Answer;
import plumbline.server.ServerFixture;
import plumbline.server.identity.password.Passwords;

class SignInTest {
    private final ServerFixture server = ServerFixture.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void givesTheSameAnswerToEverybodyWhoMayNotComeIn() {
        var known = server.person(Role.ENGINEER);
        var gone = server.person(Role.ENGINEER);
        var accounts = server.part(Accounts.class);
        accounts.deactivate(plumbline.server.platform.Actor.SYSTEM, gone);

        var wrong = attempt(known.email(), "not the password").text().replace(known.email(), "");
        var unknown = attempt("x@example.com", ServerFixture.PASSWORD).text().replace("x@example.com", "");
        var deactivated = attempt(gone.email(), ServerFixture.PASSWORD).text().replace(gone.email(), "");

        assertThat(plain(unknown)).isEqualTo(plain(wrong)).contains("do not belong together");
        assertThat(plain(deactivated)).isEqualTo(plain(wrong));
    }

    @Test
    void doesTheSameWorkForAnUnknownAddress() {
        var passwords = new Passwords();
        var hash = passwords.hash("lorry dentist umbrella moss");

        assertThat(hash).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(passwords.matches("lorry dentist umbrella moss", hash)).isTrue();
        assertThat(passwords.matches("nobody has this password", null)).isFalse();
    }

    @Test
    void slowsDownWhoTriesOneAccount() {
        var account = server.person(Role.ENGINEER);
        for (int i = 0; i < 10; i++) {
            assertThat(attempt(account.email(), "guess number " + i).status()).isEqualTo(422);
        }

        var answer = attempt(account.email(), ServerFixture.PASSWORD);

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).isEqualTo("600");
        server.clock().advance(Duration.ofMinutes(10));
        assertThat(attempt(account.email(), ServerFixture.PASSWORD).status()).isEqualTo(303);
    }

    @Test
    void slowsDownWhoTriesManyAccountsFromOneAddress() {
        for (int i = 0; i < 30; i++) {
            assertThat(attempt("nobody" + i + "@example.com", "guess").status()).isEqualTo(422);
        }

        assertThat(attempt("nobody@example.com", "guess").status()).isEqualTo(429);
    }

    @Test
    void writesNothingThatWasTypedIntoTheJournal() {
        attempt("my secret typed here@example.com", "and here");

        var entries = server.transactions()
                .reading()
                .fetch(
                        "select convert_from(content, 'UTF8') from journal_entry where action = 'account.sign-in-failed'")
                .formatCSV();

        assertThat(entries).contains("127.0.0.1").doesNotContain("secret", "and here");
        assertThat(server.transactions()
                        .reading()
                        .fetchCount(JOURNAL_ENTRY, JOURNAL_ENTRY.ACTION.eq("account.sign-in-failed")))
                .isEqualTo(1);
    }

    @Test
    void theFirstAdministratorComesInByTheLinkOnce() {
        var accounts = server.part(Accounts.class);
        var first = accounts.firstAdministratorLink().orElseThrow();
        var link = accounts.firstAdministratorLink().orElseThrow();
        assertThat(server.browser().get(path(first)).status())
                .as("a new link replaces the earlier one")
                .isEqualTo(404);
        var browser = server.browser();
        assertThat(browser.get(path(link)).status()).isEqualTo(200);
        var secret = link.substring(link.indexOf('=') + 1);

        var refused = browser.post(
                "/welcome", "token", secret, "name", "", "email", "ada", "password", "password12345678", "roles", "x");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("not an e-mail address").contains("first that somebody would try");
        var made = browser.post(
                "/welcome",
                "token",
                secret,
                "name",
                "Ada",
                "email",
                "ada@example.com",
                "password",
                ServerFixture.PASSWORD);

        assertThat(made.status()).isEqualTo(303);
        assertThat(browser.get("/settings/people").status()).isEqualTo(200);
        assertThat(accounts.firstAdministratorLink()).isEmpty();
        var second = server.browser();
        second.get("/sign-in");
        assertThat(second.post(
                                "/welcome",
                                "token",
                                secret,
                                "name",
                                "Eve",
                                "email",
                                "eve@example.com",
                                "password",
                                ServerFixture.PASSWORD)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void theFirstLinkEndsAfterADay() {
        var link = server.part(Accounts.class).firstAdministratorLink().orElseThrow();

        server.clock().advance(Duration.ofHours(24));

        assertThat(server.browser().get(path(link)).status()).isEqualTo(404);
    }

    private static String path(String link) {
        return link.substring("http://localhost".length());
    }

    private Answer attempt(String email, String password) {
        var browser = server.browser();
        browser.get("/sign-in");
        return browser.post("/sign-in", "email", email, "password", password);
    }

    private static String plain(String page) {
        return page.replaceAll("(content|value)=\"[^\"]{40,}\"", "");
    }
}
