package plumbline.server.identity.passkey;

import static org.assertj.core.api.Assertions.assertThat;
import static plumbline.schema.Tables.ACCOUNT;
import static plumbline.schema.Tables.JOURNAL_ENTRY;
import static plumbline.schema.Tables.PASSKEY;

import java.time.Duration;
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
import plumbline.server.identity.passkey.TestDevice.Quirks;
import plumbline.server.platform.Actor;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PasskeyTest {
    private static final String API = "/api/v1/me/passkeys";
    private static final String SIGN_IN = "/api/v1/sign-in/passkey";

    private ServerFixture server;
    private Account account;
    private TestBrowser browser;
    private TestDevice device;

    @BeforeAll
    void start() {
        server = ServerFixture.start();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeEach
    void somebodyAddsAPasskey() {
        server.clock().advance(Duration.ofMinutes(20));
        account = server.person(Role.ENGINEER);
        browser = server.signIn(account);
        device = new TestDevice();
        assertThat(add(browser, device, Quirks.NONE).status()).isEqualTo(201);
    }

    private Answer add(TestBrowser by, TestDevice device, Quirks quirks) {
        var options = by.json("POST", API + "/challenge", "").json();
        return by.json("POST", API, device.register(options, "My telephone", quirks));
    }

    private String challenge(TestBrowser visitor) {
        return visitor.json("POST", SIGN_IN + "/challenge", "")
                .json()
                .get("challenge")
                .asString();
    }

    private Answer signIn(TestBrowser visitor, Quirks quirks) {
        return visitor.json("POST", SIGN_IN, device.sign(challenge(visitor), quirks));
    }

    private TestBrowser visitor() {
        var visitor = server.browser();
        visitor.get("/sign-in");
        return visitor;
    }

    @Test
    void signsInWithoutAnAddress() {
        var visitor = visitor();

        var answer = signIn(visitor, Quirks.NONE);

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().get("next").asString()).isEqualTo("/settings/account");
        assertThat(visitor.get("/settings/account").text()).contains(account.email(), "passkey");
        assertThat(signIn(visitor(), Quirks.NONE).status()).isEqualTo(200);
        assertThat(browser.get(API).json().get("items").get(0).get("usedAt").isNull())
                .isFalse();
        assertThat(entries("account.signed-in")).isEqualTo(3);
    }

    @Test
    void aPasskeyCountsAsBothFactors() {
        server.transactions()
                .reading()
                .execute(
                        "insert into authenticator_app (account_id, secret, created_at, confirmed_at)"
                                + " values (?, 'x', now(), now())",
                        account.id());
        var visitor = visitor();

        assertThat(signIn(visitor, Quirks.NONE).status()).isEqualTo(200);
        assertThat(visitor.get("/settings/account").status()).isEqualTo(200);
    }

    @Test
    void anAnswerIsNotTakenTwice() {
        var visitor = visitor();
        var body = device.sign(challenge(visitor), Quirks.NONE);
        assertThat(visitor.json("POST", SIGN_IN, body).status()).isEqualTo(200);

        assertThat(visitor().json("POST", SIGN_IN, body).status()).isEqualTo(422);
    }

    @Test
    void aRefusedAnswerUsesItsChallengeUp() {
        var visitor = visitor();
        var challenge = challenge(visitor);

        refused(visitor.json("POST", SIGN_IN, device.sign(challenge, Quirks.NONE.withoutVerifying())));

        refused(visitor.json("POST", SIGN_IN, device.sign(challenge, Quirks.NONE)));
    }

    @Test
    void aChallengeLastsFiveMinutesAndIsOurs() {
        var visitor = visitor();
        var late = device.sign(challenge(visitor), Quirks.NONE);
        server.clock().advance(Duration.ofMinutes(5));

        refused(visitor.json("POST", SIGN_IN, late));
        refused(visitor.json("POST", SIGN_IN, device.sign(TestDevice.text(new byte[32]), Quirks.NONE)));
    }

    @Test
    void theChallengeOfANewKeyDoesNotSignIn() {
        var options = browser.json("POST", API + "/challenge", "").json();

        refused(visitor()
                .json("POST", SIGN_IN, device.sign(options.get("challenge").asString(), Quirks.NONE)));
    }

    @Test
    void otherSitesAndFramesCannotAsk() {
        for (var quirks : new Quirks[] {
            Quirks.NONE.at("https://evil.example"),
            Quirks.NONE.at("http://localhost:9999"),
            Quirks.NONE.at("https://localhost"),
            Quirks.NONE.forSite("evil.example"),
            Quirks.NONE.inAFrameElsewhere(),
        }) {
            refused(signIn(visitor(), quirks));
            assertThat(add(browser, new TestDevice(), quirks).status())
                    .as(quirks.toString())
                    .isEqualTo(422);
        }
    }

    @Test
    void asksTheDeviceToVerifyItsUser() {
        refused(signIn(visitor(), Quirks.NONE.withoutVerifying()));
        assertThat(add(browser, new TestDevice(), Quirks.NONE.withoutVerifying())
                        .status())
                .isEqualTo(422);
    }

    @Test
    void aCopiedDeviceIsRefused() {
        assertThat(signIn(visitor(), Quirks.NONE.counting(5)).status()).isEqualTo(200);

        refused(signIn(visitor(), Quirks.NONE.counting(0)));
        refused(signIn(visitor(), Quirks.NONE.counting(-2)));
    }

    @Test
    void anotherKeyDoesNotPassForAKnownOne() {
        var stranger = new TestDevice();
        var visitor = visitor();

        refused(visitor.json(
                "POST", SIGN_IN, stranger.sign(challenge(visitor), Quirks.NONE, device.id(), device.userHandle())));
        refused(visitor.json(
                "POST", SIGN_IN, stranger.sign(challenge(visitor), Quirks.NONE, stranger.id(), device.userHandle())));
        refused(visitor.json(
                "POST", SIGN_IN, device.sign(challenge(visitor), Quirks.NONE, device.id(), TestDevice.otherHandle())));
        assertThat(visitor.get("/settings/account").status()).isEqualTo(303);
    }

    @Test
    void aChallengeOfSomebodyElseAddsNothing() {
        var other = server.signIn(Role.ENGINEER);
        other.open("/settings/account");
        var options = browser.json("POST", API + "/challenge", "").json();

        assertThat(other.json("POST", API, new TestDevice().register(options, "Stolen", Quirks.NONE))
                        .status())
                .isEqualTo(422);
        assertThat(other.get(API).json().get("items")).isEmpty();
    }

    @Test
    void aKnownCredentialIsNotTakenOver() {
        var other = server.signIn(Role.ENGINEER);
        other.open("/settings/account");

        assertThat(add(other, device, Quirks.NONE).status()).isEqualTo(422);
        assertThat(add(browser, device, Quirks.NONE).status()).isEqualTo(422);
    }

    @Test
    void nobodyIsSignedInByADeactivatedAccount() {
        var accounts = server.part(Accounts.class);
        accounts.deactivate(Actor.SYSTEM, accounts.find(account.id()).orElseThrow());

        refused(signIn(visitor(), Quirks.NONE));
    }

    @Test
    void unreadableAnswersAreRefusedPolitely() {
        var visitor = visitor();
        for (var body : new String[] {
            "{}",
            "{\"credentialId\":\"AA\",\"userHandle\":\"AA\",\"authenticatorData\":\"AA\",\"clientData\":\"AA\","
                    + "\"signature\":\"AA\"}",
            device.sign(challenge(visitor), Quirks.NONE)
                    .replaceFirst("\"signature\": \"[^\"]*\"", "\"signature\": \"AA\""),
            device.sign(challenge(visitor), Quirks.NONE)
                    .replaceFirst("\"authenticatorData\": \"[^\"]*\"", "\"authenticatorData\": \"AAAA\""),
            "{\"credentialId\":\"***\"}",
        }) {
            assertThat(visitor.json("POST", SIGN_IN, body).status()).as(body).isEqualTo(422);
        }
        assertThat(browser.json("POST", API, "{\"attestationObject\":\"AAAA\",\"clientData\":\"e30\"}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void aFormOfAnotherSiteSignsNobodyIn() {
        var visitor = visitor();
        var body = device.sign(challenge(visitor), Quirks.NONE);

        var answer = visitor.send(visitor.request(SIGN_IN)
                .header("Content-Type", "application/json")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(body))
                .build());

        assertThat(answer.status()).isIn(401, 403);
    }

    @Test
    void isNamedAndRemoved() {
        var id = browser.get(API).json().get("items").get(0).get("id").asLong();
        var page = "/settings/sign-in/passkeys/" + id;
        assertThat(browser.get("/settings/sign-in").text()).contains("My telephone");
        assertThat(browser.get(page).text()).contains("Remove the passkey");
        var other = server.signIn(Role.ENGINEER);
        other.open("/settings/account");

        assertThat(other.get(page).status()).isEqualTo(404);
        assertThat(other.json("DELETE", API + "/" + id, "").status()).isEqualTo(404);
        assertThat(other.json("PUT", API + "/" + id, "{\"name\":\"x\"}").status())
                .isEqualTo(404);
        assertThat(browser.post(page, "name", "Old telephone").status()).isEqualTo(303);
        assertThat(browser.get(API + "/" + id).json().get("name").asString()).isEqualTo("Old telephone");
        assertThat(browser.post(page + "/remove").status()).isEqualTo(303);

        refused(signIn(visitor(), Quirks.NONE));
        assertThat(entries("account.passkey-removed")).isEqualTo(1);
    }

    @Test
    void theLastWayInIsNotRemoved() {
        server.transactions()
                .reading()
                .update(ACCOUNT)
                .set(ACCOUNT.PASSWORD_HASH, (String) null)
                .where(ACCOUNT.ID.eq(account.id()))
                .execute();
        var id = browser.get(API).json().get("items").get(0).get("id").asLong();

        assertThat(browser.json("DELETE", API + "/" + id, "").status()).isEqualTo(409);
        add(browser, new TestDevice(), Quirks.NONE);

        assertThat(browser.json("DELETE", API + "/" + id, "").status()).isEqualTo(204);
    }

    @Test
    void anOldSessionAddsAndRemovesNothing() {
        var id = browser.get(API).json().get("items").get(0).get("id").asLong();
        server.clock().advance(Duration.ofMinutes(15));

        assertThat(browser.json("POST", API + "/challenge", "").status()).isEqualTo(409);
        assertThat(browser.json("DELETE", API + "/" + id, "").status()).isEqualTo(409);
        browser.post("/settings/sign-in/passkeys/" + id + "/remove");
        assertThat(server.transactions().reading().fetchCount(PASSKEY, PASSKEY.ID.eq(id)))
                .isEqualTo(1);
    }

    @Test
    void isForANameOverTlsOrThisMachine() {
        assertThat(PasskeySite.of("https://plumbline.example:8443"))
                .isEqualTo(new PasskeySite("plumbline.example", "https://plumbline.example:8443", true));
        assertThat(PasskeySite.of("http://localhost:8017"))
                .isEqualTo(new PasskeySite("localhost", "http://localhost:8017", true));
        assertThat(PasskeySite.of("http://plumbline.example").usable()).isFalse();
        assertThat(PasskeySite.of("https://10.0.0.7").usable()).isFalse();
        assertThat(PasskeySite.of("https://[::1]").usable()).isFalse();
    }

    private void refused(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(422);
        assertThat(answer.text()).contains("does not sign in here");
        assertThat(answer.header("Set-Cookie")).doesNotContain("plumbline=");
    }

    private int entries(String action) {
        return server.transactions()
                .reading()
                .fetchCount(
                        JOURNAL_ENTRY,
                        JOURNAL_ENTRY.ACTION.eq(action).and(JOURNAL_ENTRY.OBJECT_ID.eq("account:" + account.id())));
    }
}
