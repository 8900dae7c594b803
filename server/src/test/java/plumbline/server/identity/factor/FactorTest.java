package plumbline.server.identity.factor;

import static org.assertj.core.api.Assertions.assertThat;
import static plumbline.schema.Tables.AUTHENTICATOR_APP;
import static plumbline.schema.Tables.JOURNAL_ENTRY;
import static plumbline.schema.Tables.RECOVERY_CODE;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import plumbline.server.Answer;
import plumbline.server.ServerFixture;
import plumbline.server.TestBrowser;
import plumbline.server.identity.Account;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Role;
import plumbline.server.platform.Actor;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FactorTest {
    private static final String PAGE = "/settings/sign-in";
    private static final String API = "/api/v1/me/factors";

    private ServerFixture server;
    private Account account;
    private TestBrowser browser;
    private TestApp app;

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
        server.clock().advance(Duration.ofMinutes(20));
        account = server.person(Role.ENGINEER);
        browser = server.signIn(account);
    }

    private List<String> turnOn() {
        var begun = browser.json("POST", API + "/app", "").json();
        app = new TestApp(server, TestApp.bytes(begun.get("secret").asString()));
        var codes = browser.json("POST", API + "/app/confirmation", "{\"code\":\"%s\"}".formatted(app.code()));
        assertThat(codes.status()).as(codes.text()).isEqualTo(200);
        return codes.json()
                .get("codes")
                .valueStream()
                .map(node -> node.asString())
                .toList();
    }

    private TestBrowser halfway() {
        var other = server.browser();
        other.get("/sign-in");
        var answer = other.post("/sign-in", "email", account.email(), "password", ServerFixture.PASSWORD);
        assertThat(answer.location()).contains("/sign-in/code");
        return other;
    }

    private Answer give(TestBrowser halfway, String code) {
        halfway.get("/sign-in/code");
        return halfway.post("/sign-in/code", "code", code, "next", "/settings/account");
    }

    @Test
    void setsUpAnAppOnItsPages() {
        assertThat(browser.get(PAGE).text()).contains("Set up an app");
        assertThat(browser.post(PAGE + "/app").location()).contains(PAGE + "/app");
        var page = browser.get(PAGE + "/app").text();
        var secret = page.replaceAll("(?s).*<code>([A-Z2-7 ]+)</code>.*", "$1");
        app = new TestApp(server, TestApp.bytes(secret));
        assertThat(page).contains("<svg class=\"qr\"").doesNotContain("style=");
        assertThat(app.secret()).hasSize(Totp.SECRET_BYTES);

        var wrong = browser.post(PAGE + "/app/confirm", "code", "000000");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text()).contains("not the code of this minute", secret);
        var on = browser.post(PAGE + "/app/confirm", "code", app.code());

        assertThat(on.status()).isEqualTo(200);
        assertThat(on.text()).containsPattern("([A-Z2-7]{4}-){3}[A-Z2-7]{4}");
        assertThat(browser.get(PAGE).text()).contains("10 recovery codes are", "Turn the app off");
        assertThat(browser.get(PAGE + "/app").location()).contains(PAGE);
        assertThat(entries("account.app-turned-on")).isEqualTo(1);
    }

    @Test
    void thePasswordAloneOpensNothing() {
        turnOn();
        var halfway = halfway();

        for (var path : List.of("/", "/settings/account", PAGE, "/controls")) {
            assertThat(halfway.get(path).location()).as(path).get().asString().startsWith("/sign-in");
        }
        assertThat(halfway.get("/api/v1/me").status()).isEqualTo(401);
        assertThat(halfway.json("POST", API + "/app", "").status()).isEqualTo(401);
        assertThat(entries("account.signed-in")).isEqualTo(1);
    }

    @Test
    void aCodeSignsInOnceAndLeadsOn() {
        turnOn();
        var first = halfway();
        var code = app.nextCode();

        var planted = first.cookie("plumbline").orElseThrow().getValue();
        assertThat(give(first, code).location()).contains("/settings/account");
        assertThat(first.cookie("plumbline").orElseThrow().getValue()).isNotEqualTo(planted);
        assertThat(first.get("/settings/account").text()).contains("password and code");
        var second = give(halfway(), code);

        assertThat(second.status()).isEqualTo(422);
        assertThat(second.text()).contains("This code is not right.");
        assertThat(give(halfway(), app.nextCode()).status()).isEqualTo(303);
    }

    @Test
    void theCodeThatTurnedTheAppOnDoesNotSignIn() {
        turnOn();

        assertThat(give(halfway(), app.code()).status()).isEqualTo(422);
    }

    @Test
    void aRecoveryCodeSignsInOnceInWhateverGroups() {
        var codes = turnOn();
        var typed = codes.get(3).replace("-", " ").toLowerCase(java.util.Locale.ROOT);
        var first = halfway();

        assertThat(codes).hasSize(10).doesNotHaveDuplicates();
        assertThat(give(first, typed).status()).isEqualTo(303);
        assertThat(give(halfway(), codes.get(3)).status()).isEqualTo(422);
        assertThat(first.get(API).json().get("recoveryCodesLeft").asInt()).isEqualTo(9);
        assertThat(first.get("/settings/account").text()).contains("password and recovery code");
    }

    @Test
    void newRecoveryCodesEndTheEarlierOnes() {
        var old = turnOn();

        var fresh = browser.json("POST", API + "/recovery-codes", "").json().get("codes");

        assertThat(give(halfway(), old.get(0)).status()).isEqualTo(422);
        assertThat(give(halfway(), fresh.get(0).asString()).status()).isEqualTo(303);
    }

    @Test
    void othersCodesAreWorthNothing() {
        var codes = turnOn();
        var first = app;
        account = server.person(Role.ENGINEER);
        browser = server.signIn(account);
        turnOn();

        assertThat(give(halfway(), codes.get(0)).status()).isEqualTo(422);
        assertThat(give(halfway(), first.nextCode()).status()).isEqualTo(422);
    }

    @Test
    void slowsDownWhoGuessesCodes() {
        turnOn();
        for (int i = 0; i < 5; i++) {
            assertThat(give(halfway(), "00000" + i).status()).isEqualTo(422);
        }

        var answer = give(halfway(), app.nextCode());

        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("Retry-After")).isNotEmpty();
        assertThat(entries("account.code-refused")).isEqualTo(5);
        server.clock().advance(Duration.ofMinutes(15));
        assertThat(give(halfway(), app.code()).status()).isEqualTo(303);
    }

    @Test
    void aHundredWrongCodesInARowEndTheApp() {
        var codes = turnOn();
        server.transactions()
                .reading()
                .update(AUTHENTICATOR_APP)
                .set(AUTHENTICATOR_APP.FAILURES, 99)
                .where(AUTHENTICATOR_APP.ACCOUNT_ID.eq(account.id()))
                .execute();
        assertThat(give(halfway(), "000000").status()).isEqualTo(422);

        assertThat(give(halfway(), app.nextCode()).text()).contains("Too many wrong codes");
        assertThat(give(halfway(), codes.get(0)).status()).isEqualTo(303);
    }

    @Test
    void halfASignInLastsFiveMinutes() {
        turnOn();
        var halfway = halfway();
        server.clock().advance(Duration.ofMinutes(5));

        assertThat(halfway.post("/sign-in/code", "code", app.code()).location()).contains("/sign-in");
        assertThat(halfway.get("/settings/account").status()).isEqualTo(303);
    }

    @Test
    void aNewPasswordEndsSignInsThatAreHalfway() {
        turnOn();
        var thief = halfway();
        browser.open("/settings/account");
        browser.post(
                "/settings/account/password",
                "present",
                ServerFixture.PASSWORD,
                "password",
                "another umbrella in the moss");

        assertThat(give(thief, app.nextCode()).location()).contains("/sign-in");
    }

    @Test
    void aLinkForANewPasswordDoesNotReplaceTheCode() {
        turnOn();
        var link = server.part(Accounts.class).resetLink(Actor.SYSTEM, account);
        var path = link.substring("http://localhost".length());
        var other = server.browser();
        other.get(path);

        var answer = other.post(
                "/password",
                "token",
                path.substring(path.indexOf('=') + 1),
                "password",
                "another umbrella in the moss");

        assertThat(answer.location()).contains("/sign-in/code");
        assertThat(other.get("/settings/account").location()).get().asString().startsWith("/sign-in");
        assertThat(give(other, app.nextCode()).status()).isEqualTo(303);
    }

    @Test
    void turningOffAsksForPasswordAndCode() {
        turnOn();

        assertThat(off("wrong", app.nextCode()).status()).isEqualTo(422);
        assertThat(off(ServerFixture.PASSWORD, "000000").status()).isEqualTo(422);
        assertThat(off(ServerFixture.PASSWORD, app.code()).status()).isEqualTo(204);

        assertThat(server.signIn(account).get("/settings/account").status()).isEqualTo(200);
        assertThat(server.transactions().reading().fetchCount(RECOVERY_CODE, RECOVERY_CODE.ACCOUNT_ID.eq(account.id())))
                .isZero();
        assertThat(entries("account.app-turned-off")).isEqualTo(1);
    }

    private Answer off(String password, String code) {
        return browser.json(
                "POST", API + "/app/removal", "{\"password\":\"%s\",\"code\":\"%s\"}".formatted(password, code));
    }

    @Test
    void anOldSessionChangesNothing() {
        server.clock().advance(Duration.ofMinutes(15));

        assertThat(browser.json("POST", API + "/app", "").status()).isEqualTo(409);
        assertThat(browser.json("POST", API + "/recovery-codes", "").status()).isEqualTo(409);
        assertThat(browser.post(PAGE + "/app").location()).contains(PAGE);
        assertThat(browser.get(PAGE).text()).contains("Sign out and in again");
        assertThat(server.transactions()
                        .reading()
                        .fetchCount(AUTHENTICATOR_APP, AUTHENTICATOR_APP.ACCOUNT_ID.eq(account.id())))
                .isZero();
    }

    @Test
    void aNewPasswordMakesAnOldSessionNoYounger() {
        server.clock().advance(Duration.ofMinutes(20));
        browser.open("/settings/account");
        var form = new String[] {"present", ServerFixture.PASSWORD, "password", "another umbrella in the moss"};
        assertThat(browser.post("/settings/account/password", form).status()).isEqualTo(303);

        assertThat(browser.json("POST", API + "/recovery-codes", "").status()).isEqualTo(409);
        server.clock().advance(Duration.ofHours(12).minusMinutes(20));
        assertThat(browser.get("/settings/account").status()).isEqualTo(303);
    }

    @Test
    void aSecondAppDoesNotReplaceTheFirstUnasked() {
        turnOn();

        assertThat(browser.json("POST", API + "/app", "").status()).isEqualTo(409);
        assertThat(give(halfway(), app.nextCode()).status()).isEqualTo(303);
    }

    @Test
    void theDatabaseAloneDoesNotTellTheSecret() throws IOException {
        var codes = turnOn();
        var kept = server.transactions()
                .reading()
                .fetch("select secret from authenticator_app where account_id = ?", account.id())
                .getFirst()
                .get(0, byte[].class);
        var journal = server.transactions()
                .reading()
                .fetch("select convert_from(content, 'UTF8') from journal_entry")
                .formatCSV();

        assertThat(new String(kept, StandardCharsets.ISO_8859_1))
                .doesNotContain(new String(app.secret(), StandardCharsets.ISO_8859_1));
        assertThat(journal).doesNotContain(codes).doesNotContain(Base32.encode(app.secret()));
        var file = server.home().resolve("keys").resolve("factors.key");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
    }

    @Test
    void aSecretMovedToAnotherAccountIsNotRead() {
        turnOn();
        var thief = server.person(Role.ENGINEER);
        server.transactions()
                .reading()
                .execute(
                        "insert into authenticator_app (account_id, secret, created_at, confirmed_at)"
                                + " select ?, secret, created_at, confirmed_at from authenticator_app where account_id = ?",
                        thief.id(),
                        account.id());
        account = thief;

        assertThat(give(halfway(), app.nextCode()).status()).isEqualTo(422);
    }

    private int entries(String action) {
        return server.transactions()
                .reading()
                .fetchCount(
                        JOURNAL_ENTRY,
                        JOURNAL_ENTRY.ACTION.eq(action).and(JOURNAL_ENTRY.OBJECT_ID.eq("account:" + account.id())));
    }
}
