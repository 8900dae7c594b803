package plumbline.server.identity.token;

import static org.assertj.core.api.Assertions.assertThat;

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
import plumbline.server.identity.Principal.Scope;
import plumbline.server.identity.Rights.NewGrant;
import plumbline.server.identity.Role;
import plumbline.server.platform.Actor;

/// What somebody tries who may make tokens and wants a program to do more than they may.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenAttackTest {
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
    void speaksForTheDirectoryOnlyByWhoeverMayDoEverything() {
        var steward = server.person(
                "Steward", grant(role("scim:provision", "token:manage", "account:manage", "account:own")));
        var browser = server.signIn(steward);
        var page = account(browser, "directory of a steward");
        var api = page.replace("/settings", "/api/v1") + "/tokens";

        assertThat(browser.get(page).text()).contains("Make the token").doesNotContain("value=\"scim:provision\"");
        assertThat(browser.post(page + "/tokens", "permissions", "scim:provision", "days", "30", "serviceKey", "")
                        .status())
                .isEqualTo(422);
        assertThat(browser.json("POST", api, "{\"permissions\":[\"scim:provision\"],\"days\":30}")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void speaksForTheDirectoryNoLongerThanItsMakerMayDoEverything() {
        var part = role("scim:provision", "token:manage", "account:own");
        var until = server.clock().instant().plus(Duration.ofDays(1));
        var guest = server.person(
                "Guest", new NewGrant(Role.ADMINISTRATOR, null, Scope.EVERYWHERE, null, until), grant(part));
        var demoted = server.person(Role.ADMINISTRATOR);
        var browser = server.signIn(guest);
        var byGuest = make(browser, account(browser, "directory of a guest"), "scim:provision");
        browser = server.signIn(demoted);
        var byDemoted = make(browser, account(browser, "directory of a leaver"), "scim:provision");
        assertThat(List.of(provisions(byGuest), provisions(byDemoted))).containsOnly(200);

        var accounts = server.part(Accounts.class);
        accounts.changeGrants(Actor.SYSTEM, accounts.find(demoted.id()).orElseThrow(), List.of(grant(part)));
        server.clock().advance(Duration.ofDays(1));

        assertThat(provisions(byGuest)).isEqualTo(403);
        assertThat(provisions(byDemoted)).isEqualTo(401);
        assertThat(call(byDemoted)).isEqualTo(401);
    }

    private static NewGrant grant(long role) {
        return new NewGrant(null, role, Scope.EVERYWHERE, null, null);
    }

    private long role(String... permissions) {
        var administrator = server.signIn(Role.ADMINISTRATOR);
        administrator.open("/settings/account");
        var body = "{\"name\":\"R%s\",\"permissions\":[\"%s\"]}"
                .formatted(System.nanoTime(), String.join("\",\"", permissions));
        return administrator
                .json("POST", "/api/v1/roles", body)
                .json()
                .get("id")
                .asLong();
    }

    @Test
    void belongsToWhoeverAnswersForItsAccount() {
        var owner = server.signIn(Role.ENGINEER);
        var page = account(owner, "guarded");
        var api = page.replace("/settings", "/api/v1") + "/tokens";
        var secret = make(owner, page, "service:read");
        long id = owner.get(api).json().at("/items/0/id").asLong();
        var stranger = server.person(Role.ENGINEER);
        var other = server.signIn(stranger);

        assertThat(other.get(page).text()).doesNotContain("Make the token", "/revoke");
        assertThat(other.post(page + "/tokens", "permissions", "service:read", "days", "30", "serviceKey", "")
                        .status())
                .isEqualTo(403);
        assertThat(other.json("POST", api, "{\"permissions\":[\"service:read\"],\"days\":30}")
                        .status())
                .isEqualTo(403);
        assertThat(other.post(page + "/tokens/" + id + "/revoke").status()).isEqualTo(403);
        assertThat(other.json("DELETE", api + "/" + id, "").status()).isEqualTo(403);
        assertThat(call(secret)).isEqualTo(200);

        // Whoever made one before the account was somebody else's still knows where it leaked.
        var tokens = server.part(Tokens.class);
        var wanted = new NewToken(
                Long.parseLong(page.substring(page.lastIndexOf('/') + 1)),
                Set.of(Permission.SERVICE_READ),
                null,
                Duration.ofDays(1));
        var own = tokens.create(stranger.actor(), wanted, stranger.id());
        assertThat(other.get(page).text()).contains("/tokens/" + own.token().id() + "/revoke");
        assertThat(other.json("DELETE", api + "/" + own.token().id(), "").status())
                .isEqualTo(204);
        var administrator = server.signIn(Role.ADMINISTRATOR);
        make(administrator, page, "service:read");
        assertThat(administrator.json("DELETE", api + "/" + id, "").status()).isEqualTo(204);
        assertThat(call(secret)).isEqualTo(401);
    }

    private static String account(TestBrowser browser, String name) {
        return browser.post("/settings/service-accounts", "name", name, "purpose", "tests")
                .location()
                .orElseThrow();
    }

    private static String make(TestBrowser browser, String page, String permission) {
        var made = browser.post(page + "/tokens", "permissions", permission, "days", "30", "serviceKey", "");
        var secret = SECRET.matcher(made.text());
        assertThat(secret.find()).as(made.text()).isTrue();
        return secret.group();
    }

    private int call(String secret) {
        return status(secret, "/api/v1/services");
    }

    private int provisions(String secret) {
        return status(secret, "/scim/v2/Users");
    }

    private int status(String secret, String path) {
        var api = server.nobody();
        return api.send(api.request(path)
                        .header("Authorization", "Bearer " + secret)
                        .build())
                .status();
    }
}
