package plumbline.server.identity.grant;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import plumbline.server.Answer;
import plumbline.server.ServerFixture;
import plumbline.server.TestBrowser;
import plumbline.server.api.ProblemException;
import plumbline.server.estate.CloudService;
import plumbline.server.estate.CloudService.DataClass;
import plumbline.server.estate.CloudService.Description;
import plumbline.server.estate.CloudService.OurRole;
import plumbline.server.estate.CloudService.ServiceModel;
import plumbline.server.estate.Services;
import plumbline.server.identity.Account;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal.Scope;
import plumbline.server.identity.Rights.NewGrant;
import plumbline.server.identity.Role;
import plumbline.server.platform.Actor;

/// Roles given and taken, by people, teams and roles of one's own.
class GrantTest {
    private static ServerFixture server;
    private static TestBrowser admin;
    private static CloudService service;

    @BeforeAll
    static void start() {
        server = ServerFixture.start();
        admin = server.signIn(Role.ADMINISTRATOR);
        var description = new Description(
                "Ledger", "", OurRole.BOTH, ServiceModel.SAAS, DataClass.INTERNAL, List.of(), "", "", List.of());
        service = server.part(Services.class).create(Actor.SYSTEM, description);
        admin.open("/settings/account");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aRoleIsGivenOnAServiceUntilADayAndTakenAgain() {
        var person = server.person(Role.EMPLOYEE);
        var browser = server.signIn(person);
        var page = "/settings/people/" + person.id();

        var given = admin.post(
                page + "/grants", "role", "engineer", "services", service.key(), "from", "", "until", "2027-01-31");

        assertThat(given.status()).isEqualTo(303);
        assertThat(admin.get(page).text()).contains("engineer").contains(service.key());
        assertThat(browser.get("/services/" + service.key()).status()).isEqualTo(200);
        assertThat(browser.get("/journal").status()).isEqualTo(403);
        var grant = grants(person).get(1);
        assertThat(admin.post(page + "/grants/" + grant + "/take").status()).isEqualTo(303);
        assertThat(browser.get("/services/" + service.key()).status()).isEqualTo(403);
    }

    @Test
    void aFormThatCannotBeKeepsWhatWasTyped() {
        var page = "/settings/people/" + server.person(Role.EMPLOYEE).id();

        var past = admin.post(page + "/grants", "role", "approver", "from", "", "until", "2020-01-31");
        var none = admin.post(page + "/grants", "role", "emperor", "from", "", "until", "soon");
        var audit = admin.post(page + "/grants", "role", "auditor", "from", "", "until", "2029-01-31");
        var half = admin.post(page + "/grants", "role", "administrator", "services", service.key());

        assertThat(List.of(past.status(), none.status(), audit.status(), half.status()))
                .containsOnly(422);
        assertThat(past.text()).contains("value=\"2020-01-31\"").contains("must lie in the future");
        assertThat(audit.text()).contains("at most 366 days");
    }

    @Test
    void whoManagesPeopleGivesAndTakesOnlyWhatTheyHave() {
        var desk = role("Desk " + UUID.randomUUID(), "account:manage", "service:read", "account:own");
        var clerk = server.person("Clerk", new NewGrant(null, desk, Scope.EVERYWHERE, null, null));
        var browser = server.signIn(clerk);
        browser.open("/settings/account");
        var employee = server.person(Role.EMPLOYEE);
        var boss = server.person(Role.ADMINISTRATOR);
        var page = "/settings/people/" + employee.id();

        assertThat(browser.post(page + "/grants", "role", "administrator").status())
                .isEqualTo(422);
        assertThat(grants(employee)).hasSize(1);
        assertThat(browser.post("/settings/people/" + boss.id() + "/link").status())
                .isEqualTo(403);
        browser.post("/settings/people/" + boss.id() + "/deactivate", "version", "1");
        assertThat(server.part(Accounts.class).find(boss.id()).orElseThrow().active())
                .isTrue();
        assertThat(browser.json("POST", "/api/v1/roles", "{\"name\":\"More\",\"permissions\":[\"journal:read\"]}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aTeamGivesItsPeopleWhatItHolds() {
        var person = server.person(Role.EMPLOYEE);
        var browser = server.signIn(person);
        var name = "Team " + UUID.randomUUID();
        var team = admin.post("/settings/teams", "name", name, "purpose", "", "lead", "")
                .location()
                .orElseThrow();

        admin.post(team + "/grants", "role", "approver");
        assertThat(browser.get("/services").status()).isEqualTo(403);
        admin.post(team + "/members", "email", person.email());
        assertThat(browser.get("/services").status()).isEqualTo(200);
        assertThat(browser.get("/settings/account/rights").text()).contains("through the team " + name);
        assertThat(admin.get(team).text()).contains(person.email());
        admin.post(team + "/members/" + person.id() + "/remove");
        assertThat(browser.get("/services").status()).isEqualTo(403);
    }

    @Test
    void noTeamIsAnAuditor() {
        var team = admin.post("/settings/teams", "name", "Audit " + UUID.randomUUID(), "purpose", "", "lead", "")
                .location()
                .orElseThrow();

        assertThat(admin.post(team + "/grants", "role", "auditor").status()).isEqualTo(422);
    }

    @Test
    void aRoleOfOursChangesForEverybodyAtOnce() {
        long id = role("Readers " + UUID.randomUUID(), "service:read");
        var person = server.person("Reader", new NewGrant(null, id, Scope.EVERYWHERE, null, null));
        var browser = server.signIn(person);
        assertThat(browser.get("/services").status()).isEqualTo(200);

        var role = admin.get("/api/v1/roles/" + id);
        var body = "{\"name\":\"" + role.json().get("name").asString() + "\",\"permissions\":[\"finding:read\"]}";
        var changed = seen("PUT", id, role.header("ETag"), body);

        assertThat(changed.status()).isEqualTo(200);
        assertThat(browser.get("/services").status()).isEqualTo(403);
        assertThat(browser.get("/findings").status()).isEqualTo(200);
        assertThat(seen("DELETE", id, role.header("ETag"), "").status()).isEqualTo(412);
        assertThat(seen("DELETE", id, changed.header("ETag"), "").status()).isEqualTo(409);
    }

    private static Answer seen(String method, long role, String version, String body) {
        return admin.send(admin.request("/api/v1/roles/" + role)
                .header("Content-Type", "application/json")
                .header("X-CSRF-TOKEN", admin.proof())
                .header("If-Match", version)
                .method(method, BodyPublishers.ofString(body))
                .build());
    }

    @Test
    void effectiveRightsSayWhereEachComesFrom() {
        var person = server.person(
                "Both",
                NewGrant.everywhere(Role.APPROVER),
                new NewGrant(Role.ENGINEER, null, Scope.of(Set.of(service.id())), null, null));

        var rights = admin.get("/api/v1/people/" + person.id() + "/rights?limit=200")
                .json()
                .get("items");

        var sources = new ArrayList<String>();
        for (var right : rights) {
            if (right.get("permission").asString().equals("service:read")) {
                assertThat(right.get("services").isNull()).isTrue();
                right.get("sources")
                        .forEach(source -> sources.add(source.get("role").asString()));
            }
            if (right.get("permission").asString().equals("scan:push")) {
                assertThat(right.get("services").get(0).asString()).isEqualTo(service.key());
            }
        }
        assertThat(sources).containsExactlyInAnyOrder("approver", "engineer");
        assertThat(rights.toString()).doesNotContain(Permission.TOKEN_MANAGE.word());
    }

    @Test
    void theLastAdministratorKeepsTheRole() {
        try (var lonely = ServerFixture.start()) {
            var only = lonely.person(Role.ADMINISTRATOR);
            var desk = lonely.person(Role.ADMINISTRATOR);
            var browser = lonely.signIn(desk);
            browser.open("/settings/account");
            var people = lonely.part(Accounts.class);
            people.deactivate(Actor.SYSTEM, only);

            var taken = lonely.part(Grants.class);
            assertThat(refused(() -> taken.take(
                            Actor.SYSTEM,
                            new Holder.Person(desk.id()),
                            people.find(desk.id())
                                    .orElseThrow()
                                    .grants()
                                    .getFirst()
                                    .id())))
                    .contains("last administrator");
        }
    }

    private static String refused(Runnable work) {
        try {
            work.run();
            return "";
        } catch (ProblemException refusal) {
            return refusal.problem().detail();
        }
    }

    private static long role(String name, String... permissions) {
        Answer made = admin.json(
                "POST",
                "/api/v1/roles",
                "{\"name\":\"" + name + "\",\"permissions\":[\"" + String.join("\",\"", permissions) + "\"]}");
        assertThat(made.status()).isEqualTo(201);
        return made.json().get("id").asLong();
    }

    private static List<Long> grants(Account person) {
        return server.part(Accounts.class).find(person.id()).orElseThrow().grants().stream()
                .map(grant -> grant.id())
                .toList();
    }
}
