package plumbline.server.identity.breakglass;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import plumbline.server.Answer;
import plumbline.server.ServerFixture;
import plumbline.server.TestApi;
import plumbline.server.TestBrowser;
import plumbline.server.identity.Account;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Role;
import plumbline.server.identity.grant.Teams;
import plumbline.server.platform.Actor;

/// Nobody locks an organisation out: the break-glass account and the last administrator stay what they are, whichever
/// way somebody tries.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ProtectedAccountsTest {
    private static final String USERS = "/scim/v2/Users";
    private static final String PEOPLE = "/api/v1/people/";

    private ServerFixture server;
    private TestApi directory;
    private Account only;
    private TestBrowser other;
    private Account breakGlass;

    /// One administrator of their own, another through a team alone, and a break-glass account.
    @BeforeAll
    void start() {
        server = ServerFixture.start();
        only = server.person(Role.ADMINISTRATOR);
        var first = server.signIn(only);
        first.open("/settings/account");
        var helper = server.person(Role.EMPLOYEE);
        var team = first.json("POST", "/api/v1/teams", "{\"name\":\"Helpers\"}").header("Location");
        first.json("POST", team + "/grants", "{\"role\":\"administrator\"}");
        first.json("PUT", team + "/members/" + helper.id(), "");
        other = server.signIn(helper);
        other.open("/settings/account");
        directory = server.token(Permission.SCIM_PROVISION);
        server.part(BreakGlass.class).link(Actor.SYSTEM, BreakGlass.DEFAULT_EMAIL);
        breakGlass = server.part(BreakGlass.class).account().orElseThrow();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private Account now(Account account) {
        return server.part(Accounts.class).find(account.id()).orElseThrow();
    }

    private void staysAsItWas(Account account) {
        var now = now(account);
        assertThat(now.active()).isTrue();
        assertThat(now.roles()).containsExactly(Role.ADMINISTRATOR);
        assertThat(now.email()).isEqualTo(account.email());
        assertThat(now.name()).isEqualTo(account.name());
    }

    private Answer put(String address, Account seen, String body) {
        return other.send(other.request(address)
                .header("Content-Type", "application/json")
                .header("X-CSRF-TOKEN", other.proof())
                .header("If-Match", "\"" + now(seen).version() + "\"")
                .PUT(BodyPublishers.ofString(body))
                .build());
    }

    private Answer patch(Account account, String operation) {
        return directory.send(
                "PATCH",
                USERS + "/" + account.id(),
                "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":[" + operation + "]}");
    }

    private static String user(String userName) {
        return "{\"schemas\":[\"urn:ietf:params:scim:schemas:core:2.0:User\"],\"userName\":\"" + userName + "\"}";
    }

    @Test
    void theDirectoryKnowsNoBreakGlassAccount() {
        var address = USERS + "/" + breakGlass.id();
        var filter = URLEncoder.encode("userName eq \"" + breakGlass.email() + "\"", StandardCharsets.UTF_8);
        var somebody = server.person(Role.EMPLOYEE);

        assertThat(directory.get(USERS + "?filter=" + filter).json().get("Resources"))
                .isEmpty();
        assertThat(directory.get(address).status()).isEqualTo(404);
        assertThat(directory.put(address, user("thief@example.com")).status()).isEqualTo(404);
        assertThat(patch(breakGlass, "{\"op\":\"replace\",\"value\":{\"active\":false}}")
                        .status())
                .isEqualTo(404);
        assertThat(directory.delete(address).status()).isEqualTo(404);
        assertThat(directory.post(USERS, user(breakGlass.email())).status()).isEqualTo(409);
        assertThat(patch(
                                somebody,
                                "{\"op\":\"replace\",\"path\":\"emails[type eq \\\"work\\\"].value\",\"value\":\""
                                        + breakGlass.email() + "\"}")
                        .status())
                .isEqualTo(409);
        staysAsItWas(breakGlass);
    }

    @Test
    void theApiKeepsBreakGlassActiveAndAdministrator() {
        var address = PEOPLE + breakGlass.id();
        var grant = now(breakGlass).grants().getFirst().id();

        for (var refused : List.of(
                put(address + "/roles", breakGlass, "{\"roles\":[\"employee\"]}"),
                put(address + "/roles", breakGlass, "{\"roles\":[\"administrator\",\"auditor\"]}"),
                put(address + "/activity", breakGlass, "{\"active\":false}"),
                put(address + "/activity", breakGlass, "{\"active\":false,\"successor\":" + only.id() + "}"),
                other.json("POST", address + "/grants", "{\"role\":\"auditor\"}"),
                other.json("DELETE", address + "/grants/" + grant, ""))) {
            assertThat(refused.status()).as(refused.text()).isEqualTo(409);
            assertThat(refused.json().get("detail").asString()).isEqualTo(Accounts.BREAK_GLASS);
        }
        staysAsItWas(breakGlass);
    }

    @Test
    void aPageSaysWhyBreakGlassStays() {
        var page = "/settings/people/" + breakGlass.id();

        var refused = other.post(
                page + "/deactivate",
                "version",
                Integer.toString(now(breakGlass).version()));

        assertThat(refused.status()).isEqualTo(303);
        assertThat(other.get(page).text()).contains("This is the break-glass account");
        staysAsItWas(breakGlass);
    }

    @Test
    void noTeamTakesAnythingFromBreakGlass() {
        var teams = server.part(Teams.class);
        var made = other.json("POST", "/api/v1/teams", "{\"name\":\"Passing\"}");
        long team = made.json().get("id").asLong();

        assertThat(other.json("POST", made.header("Location") + "/grants", "{\"role\":\"auditor\"}")
                        .status())
                .isEqualTo(422);
        teams.add(Actor.SYSTEM, team, breakGlass.id());
        other.json("POST", made.header("Location") + "/grants", "{\"role\":\"employee\"}");
        teams.remove(Actor.SYSTEM, team, breakGlass.id());
        staysAsItWas(breakGlass);
        teams.add(Actor.SYSTEM, team, breakGlass.id());
        server.transactions()
                .run(tx -> teams.dissolve(tx, Actor.SYSTEM, teams.find(tx, team).orElseThrow()));
        staysAsItWas(breakGlass);
    }

    @Test
    void theDirectoryEndsAndRenamesNoLastAdministrator() {
        var address = USERS + "/" + only.id();

        assertThat(patch(only, "{\"op\":\"replace\",\"value\":{\"active\":false}}")
                        .status())
                .isEqualTo(409);
        assertThat(directory.delete(address).status()).isEqualTo(409);
        assertThat(directory.get(address).status()).isEqualTo(200);
        assertThat(directory.put(address, user("thief@example.com")).status()).isEqualTo(403);
        assertThat(patch(only, "{\"op\":\"replace\",\"path\":\"userName\",\"value\":\"thief@example.com\"}")
                        .status())
                .isEqualTo(403);
        assertThat(patch(
                                only,
                                "{\"op\":\"replace\",\"path\":\"emails[type eq \\\"work\\\"].value\","
                                        + "\"value\":\"thief@example.com\"}")
                        .status())
                .isEqualTo(403);
        staysAsItWas(only);
    }

    /// Whoever is administrator through a team alone is none to rely on: a team is dissolved in a moment.
    @Test
    void theApiKeepsTheLastAdministrator() {
        var address = PEOPLE + only.id();
        var grant = now(only).grants().getFirst().id();

        for (var refused : List.of(
                put(address + "/roles", only, "{\"roles\":[\"employee\"]}"),
                put(address + "/activity", only, "{\"active\":false}"),
                other.json("POST", address + "/grants", "{\"role\":\"auditor\"}"),
                other.json("DELETE", address + "/grants/" + grant, ""))) {
            assertThat(refused.status()).as(refused.text()).isEqualTo(409);
            assertThat(refused.json().get("detail").asString()).isEqualTo(Accounts.LAST_ADMINISTRATOR);
        }
        staysAsItWas(only);
    }

    @Test
    void everybodyElseIsChangedAsBefore() {
        var second = server.person(Role.ADMINISTRATOR);

        assertThat(put(PEOPLE + second.id() + "/activity", second, "{\"active\":false}")
                        .status())
                .isEqualTo(200);
        assertThat(patch(second, "{\"op\":\"replace\",\"path\":\"displayName\",\"value\":\"Another Name\"}")
                        .status())
                .isEqualTo(200);
    }
}
