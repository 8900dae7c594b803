package plumbline.server.identity.people;

import static org.assertj.core.api.Assertions.assertThat;
import static plumbline.schema.Tables.JOURNAL_ENTRY;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import plumbline.server.Answer;
import plumbline.server.ServerFixture;
import plumbline.server.TestBrowser;
import plumbline.server.identity.Principal.Scope;
import plumbline.server.identity.Rights.NewGrant;
import plumbline.server.identity.Role;
import plumbline.server.identity.grant.Teams;
import plumbline.server.platform.Actor;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PeopleApiTest {
    private static final String PEOPLE = "/api/v1/people";
    private static final String SESSIONS = "/api/v1/me/sessions";

    private ServerFixture server;
    private TestBrowser administrator;

    @BeforeAll
    void start() {
        server = ServerFixture.start();
        administrator = server.signIn(Role.ADMINISTRATOR);
        administrator.open("/settings/account");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void invitesAPersonWhoThenSetsAPassword() {
        var invited = invite("invited@example.com", null);

        assertThat(invited.status()).isEqualTo(201);
        var person = invited.json().get("person");
        assertThat(person.get("state").asString()).isEqualTo("invited");
        assertThat(invited.header("ETag")).isEqualTo("\"1\"");
        assertThat(invited.header("Location"))
                .isEqualTo(PEOPLE + "/" + person.get("id").asLong());
        assertThat(administrator.get(invited.header("Location")).json()).isEqualTo(person);
        assertThat(entries("account.created", person.get("id").asLong())).isEqualTo(1);
        var link = invited.json().get("link").asString().replaceFirst("^http://localhost", "");
        assertThat(server.browser().get(link).status()).isEqualTo(200);
    }

    @Test
    void showsTheLinkOnceHoweverOftenItIsAsked() {
        var key = UUID.randomUUID().toString();
        var first = invite("twice@example.com", key);

        var again = invite("twice@example.com", key);

        assertThat(again.status()).isEqualTo(201);
        assertThat(again.json().get("link").isNull()).isTrue();
        assertThat(again.json().get("person")).isEqualTo(first.json().get("person"));
        assertThat(again.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(invite("other@example.com", key).status()).isEqualTo(422);
        assertThat(server.transactions()
                        .reading()
                        .fetch("select body from idempotent_answer")
                        .formatCSV())
                .doesNotContain("token=");
    }

    @Test
    void saysWhatIsWrongWhere() {
        var answer = administrator.json("POST", PEOPLE, "{\"email\":\"nobody\",\"roles\":[]}");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().get("errors").findValuesAsString("pointer")).containsExactly("/email", "/name");
        var role = administrator.json(
                "POST", PEOPLE, "{\"email\":\"a@example.com\",\"name\":\"A\",\"roles\":[\"engineer\",\"king\"]}");
        assertThat(role.json().at("/errors/0/pointer").asString()).isEqualTo("/roles/1");
        invite("taken@example.com", null);
        var taken = invite("Taken@example.com", null);
        assertThat(taken.status()).isEqualTo(422);
        assertThat(taken.json().at("/errors/0/pointer").asString()).isEqualTo("/email");
    }

    @Test
    void changesRolesOfTheVersionThatWasSeen() {
        var address = invite("roles@example.com", null).header("Location") + "/roles";

        assertThat(put(address, null, "{\"roles\":[\"auditor\"]}").status()).isEqualTo(412);
        assertThat(put(address, "\"7\"", "{\"roles\":[\"auditor\"]}").status()).isEqualTo(412);
        var changed = put(address, "\"1\"", "{\"roles\":[\"auditor\"]}");

        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.header("ETag")).isEqualTo("\"2\"");
        assertThat(changed.json().get("roles").toString()).isEqualTo("[\"auditor\"]");
        assertThat(put(address, "\"1\"", "{\"roles\":[\"engineer\"]}").status()).isEqualTo(412);
        assertThat(put(address, "\"2\"", "{\"roles\":[]}").status()).isEqualTo(422);
    }

    @Test
    void replacesNoRoleThatIsLimitedOrHeldThroughATeam() {
        var soon = server.clock().instant().plus(Duration.ofDays(9));
        var sometimes = server.person("Sometimes", new NewGrant(Role.ENGINEER, null, Scope.EVERYWHERE, null, soon));
        var later = server.person("Later", new NewGrant(Role.ENGINEER, null, Scope.EVERYWHERE, soon, null));
        var somewhere = server.personOn(Set.of(7L), Role.ENGINEER);
        var member = server.person(Role.EMPLOYEE);
        var team = administrator.json("POST", "/api/v1/teams", "{\"name\":\"Roles of a team\",\"purpose\":\"\"}");
        var teams = team.header("Location");
        administrator.json("POST", teams + "/grants", "{\"role\":\"engineer\"}");
        server.part(Teams.class).add(Actor.SYSTEM, team.json().get("id").asLong(), member.id());

        for (var person : List.of(sometimes, later, somewhere, member)) {
            var address = PEOPLE + "/" + person.id();
            var before = administrator.get(address + "/grants").json();
            var version = administrator.get(address).header("ETag");

            var refused = put(address + "/roles", version, "{\"roles\":[\"engineer\"]}");

            assertThat(refused.status()).as(person.name()).isEqualTo(409);
            assertThat(refused.json().get("detail").asString()).contains("POST " + address + "/grants");
            assertThat(refused.json().get("grants").get(0).asLong())
                    .isEqualTo(before.get("items")
                            .get(before.get("items").size() - 1)
                            .get("id")
                            .asLong());
            assertThat(administrator.get(address + "/grants").json()).isEqualTo(before);
            assertThat(administrator.get(address).header("ETag")).isEqualTo(version);
        }
    }

    @Test
    void aRoleThatIsOverLimitsNothing() {
        var now = server.clock().instant();
        var over = new NewGrant(
                Role.ENGINEER, null, Scope.EVERYWHERE, now.minus(Duration.ofDays(9)), now.minus(Duration.ofDays(1)));
        var person = server.person("Was an engineer", over);

        var changed = put(PEOPLE + "/" + person.id() + "/roles", "\"1\"", "{\"roles\":[\"approver\"]}");

        assertThat(changed.json().get("roles").toString()).isEqualTo("[\"approver\"]");
    }

    @Test
    void deactivatesAPersonAndTheirSessions() {
        var engineer = server.person(Role.ENGINEER);
        var browser = server.signIn(engineer);
        var address = PEOPLE + "/" + engineer.id();

        var ended = put(address + "/activity", "\"1\"", "{\"active\":false}");

        assertThat(ended.json().get("state").asString()).isEqualTo("deactivated");
        assertThat(browser.get("/settings/account").status()).isEqualTo(303);
        assertThat(administrator.json("POST", address + "/link", "").status()).isEqualTo(409);
        assertThat(put(address + "/activity", "\"2\"", "{\"active\":true}")
                        .json()
                        .get("state")
                        .asString())
                .isEqualTo("active");
        assertThat(administrator
                        .json("POST", address + "/link", "")
                        .json()
                        .get("link")
                        .asString())
                .startsWith("http://localhost/password?token=");
    }

    @Test
    void nobodyChangesTheirOwnRoles() {
        var me = server.person(Role.ADMINISTRATOR);
        var browser = server.signIn(me);
        browser.open("/settings/account");

        var answer = browser.send(browser.request(PEOPLE + "/" + me.id() + "/roles")
                .header("Content-Type", "application/json")
                .header("X-CSRF-TOKEN", browser.proof())
                .header("If-Match", "\"1\"")
                .PUT(java.net.http.HttpRequest.BodyPublishers.ofString("{\"roles\":[\"engineer\"]}"))
                .build());

        assertThat(answer.status()).isEqualTo(409);
    }

    @Test
    void listsEverybodyOnceInPages() {
        for (int i = 0; i < 5; i++) {
            invite("page" + i + "@example.com", null);
        }
        var seen = new HashSet<Long>();
        int count = 0;
        var cursor = "";
        do {
            var page = administrator
                    .get(PEOPLE + "?limit=2" + (cursor.isEmpty() ? "" : "&cursor=" + cursor))
                    .json();
            for (var person : page.get("items")) {
                seen.add(person.get("id").asLong());
                count++;
            }
            cursor = page.get("nextCursor").isNull()
                    ? ""
                    : page.get("nextCursor").asString();
        } while (!cursor.isEmpty());

        assertThat(count).isEqualTo(seen.size()).isGreaterThan(5);
        assertThat(administrator.get(PEOPLE + "?cursor=abc").status()).isEqualTo(400);
        assertThat(administrator.get(PEOPLE + "?limit=0").status()).isEqualTo(422);
    }

    @Test
    void isForAdministratorsAlone() {
        var engineer = server.signIn(Role.ENGINEER);

        assertThat(engineer.get(PEOPLE).status()).isEqualTo(403);
        assertThat(administrator.postExactly(PEOPLE).status()).isEqualTo(403);
    }

    @Test
    void endsOwnSessionsAndNobodyElses() {
        var person = server.person(Role.AUDITOR);
        var here = server.signIn(person);
        var there = server.signIn(person);
        var stranger = server.signIn(Role.AUDITOR);
        here.open("/settings/account");
        stranger.open("/settings/account");
        var sessions = here.get(SESSIONS).json().get("items");
        assertThat(sessions).hasSize(2);
        var other = sessions.get(0).get("current").asBoolean() ? sessions.get(1) : sessions.get(0);
        var address = SESSIONS + "/" + other.get("id").asString();

        assertThat(stranger.json("DELETE", address, "").status()).isEqualTo(404);
        assertThat(there.get("/settings/account").status()).isEqualTo(200);
        assertThat(here.json("DELETE", address, "").status()).isEqualTo(204);
        assertThat(there.get("/settings/account").status()).isEqualTo(303);
        assertThat(here.json("DELETE", address, "").status()).isEqualTo(404);
        assertThat(entries("account.sessions-ended", person.id())).isEqualTo(1);
    }

    @Test
    void endsAllOtherSessions() {
        var person = server.person(Role.AUDITOR);
        var here = server.signIn(person);
        var there = server.signIn(person);
        var elsewhere = server.signIn(person);
        here.open("/settings/account");

        assertThat(here.json("DELETE", SESSIONS, "").status()).isEqualTo(204);

        assertThat(here.get("/settings/account").status()).isEqualTo(200);
        assertThat(there.get("/settings/account").status()).isEqualTo(303);
        assertThat(elsewhere.get("/settings/account").status()).isEqualTo(303);
        assertThat(here.get("/settings/account").text()).doesNotContain("End all other sessions");
        server.signIn(person);
        assertThat(here.get("/settings/account").text()).contains("End all other sessions");
        assertThat(here.post("/settings/account/sessions/end-others").status()).isEqualTo(303);
        assertThat(here.get(SESSIONS).json().get("items")).hasSize(1);
    }

    private Answer invite(String email, String key) {
        var request = administrator
                .request(PEOPLE)
                .header("Content-Type", "application/json")
                .header("X-CSRF-TOKEN", administrator.proof())
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(
                        "{\"email\":\"%s\",\"name\":\"Some Body\",\"roles\":[\"engineer\"]}".formatted(email)));
        return administrator.send((key == null ? request : request.header("Idempotency-Key", key)).build());
    }

    private Answer put(String address, String version, String body) {
        var request = administrator
                .request(address)
                .header("Content-Type", "application/json")
                .header("X-CSRF-TOKEN", administrator.proof())
                .PUT(java.net.http.HttpRequest.BodyPublishers.ofString(body));
        return administrator.send((version == null ? request : request.header("If-Match", version)).build());
    }

    private int entries(String action, long account) {
        return server.transactions()
                .reading()
                .fetchCount(
                        JOURNAL_ENTRY,
                        JOURNAL_ENTRY.ACTION.eq(action).and(JOURNAL_ENTRY.OBJECT_ID.eq("account:" + account)));
    }
}
