package plumbline.server.identity.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static plumbline.schema.Tables.JOURNAL_ENTRY;
import static plumbline.schema.Tables.TOKEN;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import plumbline.server.ServerFixture;
import plumbline.server.TestBrowser;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Rights;
import plumbline.server.identity.Role;
import plumbline.server.platform.Actor;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenTest {
    private static final Pattern SECRET = Pattern.compile("plb_[0-9A-Za-z]{49}");

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
    void hasAFormThatScannersRecogniseAndAChecksum() {
        var secret = TokenText.fresh();

        assertThat(secret.text()).matches(SECRET);
        assertThat(TokenText.parse(secret.text())).isPresent();
        for (int i = 4; i < secret.text().length(); i++) {
            var wrong = new StringBuilder(secret.text());
            wrong.setCharAt(i, wrong.charAt(i) == 'x' ? 'y' : 'x');
            assertThat(TokenText.parse(wrong.toString())).isEmpty();
        }
        assertThat(secret).hasToString("plb_…" + secret.hint());
    }

    @Test
    void isKeptAsAHashAlone() {
        var secret = server.tokenText(null, Permission.SCAN_PUSH);

        var dump = server.transactions().reading().selectFrom(TOKEN).fetch().formatCSV()
                + server.transactions()
                        .reading()
                        .fetch("select convert_from(content, 'UTF8') from journal_entry")
                        .formatCSV();

        assertThat(dump).doesNotContain(secret.substring(4, 40));
    }

    @Test
    void doesWhatItWasGivenAndTellsWhoItIs() {
        var api = server.token(Permission.SERVICE_READ);

        var me = api.get("/api/v1/me").json();

        assertThat(me.get("kind").asString()).isEqualTo("service account");
        assertThat(me.get("permissions").get(0).asString()).isEqualTo("service:read");
        assertThat(api.get("/api/v1/services").status()).isEqualTo(200);
        assertThat(api.get("/api/v1/findings").status()).isEqualTo(403);
    }

    @Test
    void leavesNoSessionBehind() {
        var answer = server.token(Permission.SERVICE_READ).get("/api/v1/services");

        assertThat(answer.response().headers().allValues("Set-Cookie")).isEmpty();
    }

    @Test
    void endsWhenItExpires() {
        var tokens = server.part(Tokens.class);
        var owner = tokens.createServiceAccount(Actor.SYSTEM, "short", "", null);
        var secret = tokens.create(
                        Actor.SYSTEM,
                        new NewToken(owner.id(), Set.of(Permission.SERVICE_READ), null, Duration.ofDays(1)),
                        null)
                .secret();
        assertThat(call(secret)).isEqualTo(200);

        server.clock().advance(Duration.ofDays(1));

        assertThat(call(secret)).isEqualTo(401);
    }

    @Test
    void endsWhenItIsRevoked() {
        var browser = server.signIn(Role.ENGINEER);
        var page = account(browser, "revoked one");
        var secret = make(browser, page, "service:read");
        assertThat(call(secret)).isEqualTo(200);

        var shown = browser.get(page).text();
        assertThat(shown).doesNotContain(secret).contains("plb_…" + secret.substring(secret.length() - 4));
        var form = Pattern.compile("action=\"(" + page + "/tokens/[0-9]+/revoke)\"")
                .matcher(shown);
        assertThat(form.find()).isTrue();
        assertThat(browser.post(form.group(1)).status()).isEqualTo(303);

        assertThat(call(secret)).isEqualTo(401);
    }

    @Test
    void endsWithWhoeverMadeIt() {
        var engineer = server.person(Role.ENGINEER);
        var browser = server.signIn(engineer);
        var secret = make(browser, account(browser, "leaver's"), "service:read");
        assertThat(call(secret)).isEqualTo(200);

        server.part(Accounts.class).deactivate(Actor.SYSTEM, engineer);

        assertThat(call(secret)).isEqualTo(401);
        assertThat(browser.get("/settings/account").status()).isEqualTo(303);
        var account = engineer.email();
        var again = server.browser();
        again.get("/sign-in");
        assertThat(again.post("/sign-in", "email", account, "password", ServerFixture.PASSWORD)
                        .status())
                .isEqualTo(422);
    }

    @Test
    void endsWhenItsMakerLosesWhatItMayDo() {
        var engineer = server.person(Role.ENGINEER);
        var browser = server.signIn(engineer);
        var accounts = server.part(Accounts.class);
        var reads = make(browser, account(browser, "mover's reader"), "service:read");
        var writes = make(browser, account(browser, "mover's writer"), "evidence:write");

        accounts.changeRoles(Actor.SYSTEM, accounts.find(engineer.id()).orElseThrow(), Set.of(Role.AUDITOR));

        assertThat(call(reads)).isEqualTo(200);
        assertThat(call(writes)).isEqualTo(401);
    }

    @Test
    void isNotMadeWithRightsThatWereTakenAwayMeanwhile() {
        var engineer = server.person(Role.ENGINEER);
        var accounts = server.part(Accounts.class);
        var desk = server.part(TokenDesk.class);
        var owner = server.part(Tokens.class).createServiceAccount(Actor.SYSTEM, "late", "", engineer.id());
        var asked = new Principal(
                Actor.Kind.PERSON,
                engineer.id(),
                engineer.name(),
                List.of(new Principal.Held("engineer", Principal.Scope.EVERYWHERE)),
                Rights.of(Role.ENGINEER.permissions(), Principal.Scope.EVERYWHERE));
        var wanted = new TokenDesk.Wanted(Set.of(Permission.SCAN_PUSH), "", Duration.ofDays(1));

        accounts.changeRoles(Actor.SYSTEM, accounts.find(engineer.id()).orElseThrow(), Set.of(Role.AUDITOR));

        assertThatThrownBy(() -> desk.createToken(asked, owner, wanted)).hasMessageContaining("meanwhile");
        assertThat(desk.tokens(owner)).isEmpty();
    }

    @Test
    void getsNothingThatItsMakerLacks() {
        var browser = server.signIn(Role.ENGINEER);
        var page = account(browser, "ambitious");

        for (var permission : new String[] {"service:write", "journal:read", "account:manage", "account:own", "all"}) {
            var answer = browser.post(page + "/tokens", "permissions", permission, "days", "30", "serviceKey", "");
            assertThat(answer.status()).as(permission).isEqualTo(422);
            assertThat(answer.text()).doesNotContainPattern(SECRET);
        }
    }

    @Test
    void cannotMakeTokensOrPeople() {
        for (var permission :
                new Permission[] {Permission.TOKEN_MANAGE, Permission.ACCOUNT_MANAGE, Permission.ACCOUNT_OWN}) {
            assertThatThrownBy(() -> new NewToken(1, Set.of(permission), null, Duration.ofDays(1)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void worksWhileSomebodyElseIsSlowedDownForGuessing() {
        try (var other = ServerFixture.start()) {
            var good = other.tokenText(null, Permission.SERVICE_READ);
            for (int i = 0; i < 30; i++) {
                assertThat(status(other, TokenText.fresh().text())).isEqualTo(401);
            }

            assertThat(status(other, TokenText.fresh().text())).isEqualTo(429);
            assertThat(status(other, good)).isEqualTo(200);
            other.clock().advance(Duration.ofSeconds(61));
            assertThat(status(other, TokenText.fresh().text())).isEqualTo(401);
        }
    }

    @Test
    void entersTheJournalOnItsFirstUse() {
        var api = server.token(Permission.SERVICE_READ);
        int before = firstUses();

        api.get("/api/v1/services");
        api.get("/api/v1/services");

        assertThat(firstUses()).isEqualTo(before + 1);
    }

    private int firstUses() {
        return server.transactions().reading().fetchCount(JOURNAL_ENTRY, JOURNAL_ENTRY.ACTION.eq("token.first-used"));
    }

    private static String account(TestBrowser browser, String name) {
        return browser.post("/settings/service-accounts", "name", name.replace('\'', ' '), "purpose", "tests")
                .location()
                .orElseThrow();
    }

    private static String make(TestBrowser browser, String page, String permission) {
        var made = browser.post(page + "/tokens", "permissions", permission, "days", "30", "serviceKey", "");
        var secret = SECRET.matcher(made.text());
        assertThat(secret.find()).as(made.text()).isTrue();
        assertThat(made.text()).contains("curl");
        return secret.group();
    }

    private int call(String secret) {
        return status(server, secret);
    }

    private static int status(ServerFixture server, String secret) {
        var api = server.nobody();
        return api.send(api.request("/api/v1/services")
                        .header("Authorization", "Bearer " + secret)
                        .build())
                .status();
    }
}
