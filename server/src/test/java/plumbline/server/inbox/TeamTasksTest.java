package plumbline.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import plumbline.server.Answer;
import plumbline.server.ServerFixture;
import plumbline.server.TestBrowser;
import plumbline.server.estate.CloudService.DataClass;
import plumbline.server.estate.CloudService.Description;
import plumbline.server.estate.CloudService.OurRole;
import plumbline.server.estate.CloudService.ServiceModel;
import plumbline.server.estate.Services;
import plumbline.server.identity.Account;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Role;
import plumbline.server.identity.grant.Teams;
import plumbline.server.inbox.routine.RoutineSweep;
import plumbline.server.platform.Actor;

/// Work that a team has: chosen as an owner, seen by its members, left to others when there is no team any more.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TeamTasksTest {
    private static final String TASKS = "/api/v1/tasks";

    private ServerFixture server;
    private TestBrowser admin;
    private TestBrowser manager;

    @BeforeAll
    void start() {
        server = ServerFixture.start();
        server.holdJobs();
        admin = server.signIn(Role.ADMINISTRATOR);
        admin.open("/settings/account");
        manager = server.signIn(Role.COMPLIANCE_MANAGER);
        manager.open("/settings/account");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void aTeamIsChosenInTheFormAndItsMembersSeeTheTaskAndTakeIt() {
        var member = server.person(Role.EMPLOYEE);
        var name = "Platform " + UUID.randomUUID().toString().substring(0, 8);
        long team = team(name, member);
        assertThat(manager.get("/inbox/new").text())
                .contains("<option value=\"team:" + team + "\">Team: " + name + "</option>");

        var opened = manager.post(
                "/inbox", "title", "Turn the keys", "owner", "team:" + team, "deadline", "2026-12-01", "note", "");

        assertThat(opened.status()).isEqualTo(303);
        var browser = server.signIn(member);
        assertThat(browser.get("/inbox").text()).contains("Turn the keys").contains("class=\"waiting\"");
        assertThat(server.signIn(Role.EMPLOYEE).get("/inbox").text()).doesNotContain("Turn the keys");
        var page = opened.location().orElseThrow();
        assertThat(browser.get(page).text()).contains(name);
        assertThat(server.signIn(Role.EMPLOYEE).get(page).status()).isEqualTo(404);
        assertThat(browser.post(page + "/take", "version", "1").status()).isEqualTo(303);
        var task = manager.get(TASKS + page.substring("/inbox".length())).json();
        assertThat(task.get("owner").asString()).isEqualTo("person:" + member.id());
        assertThat(task.get("takenFrom").asString()).isEqualTo("team:" + team);
    }

    @Test
    void theApiOpensHandsOverAndFiltersByTeam() {
        var member = server.person(Role.EMPLOYEE);
        long team = team("Keys " + UUID.randomUUID(), member);

        var opened = open("Rotate", "team:" + team);
        var other = open("Something else", "role:engineer");

        assertThat(opened.status()).isEqualTo(201);
        assertThat(opened.json().get("owner").asString()).isEqualTo("team:" + team);
        assertThat(open("Nobody's", "team:999999").status()).isEqualTo(422);
        var mine = server.signIn(member).get(TASKS).json().get("items");
        assertThat(mine.findValuesAsString("title")).containsExactly("Rotate");
        assertThat(manager.get(TASKS + "?whose=team:" + team)
                        .json()
                        .get("items")
                        .findValuesAsString("title"))
                .containsExactly("Rotate");
        var given = manager.send(manager.request(other.header("Location") + "/owner")
                .header("Content-Type", "application/json")
                .header("X-CSRF-TOKEN", manager.proof())
                .header("If-Match", other.header("ETag"))
                .PUT(java.net.http.HttpRequest.BodyPublishers.ofString("{\"owner\":\"team:" + team + "\"}"))
                .build());
        assertThat(given.status()).isEqualTo(200);
        assertThat(server.signIn(member).get(TASKS).json().get("items").findValuesAsString("title"))
                .containsExactlyInAnyOrder("Rotate", "Something else");
    }

    @Test
    void aMemberSeesOfTheTeamsTasksOnlyWhatItMayRead() {
        long shop = service("Shop");
        long till = service("Till");
        var without = server.person(Role.EMPLOYEE);
        var ofShop = server.personOn(Set.of(shop), Role.ENGINEER);
        var auditor = server.person(Role.AUDITOR);
        long team = team("Mixed " + UUID.randomUUID(), without, ofShop, auditor);
        give(team, "task", "By hand", null);
        give(team, "task", "Shop by hand", shop);
        give(team, "task", "Till by hand", till);
        give(team, "evidence", "Evidence of nothing", null);
        give(team, "evidence", "Evidence of shop", shop);
        give(team, "evidence", "Evidence of till", till);
        give(team, "account", "What a leaver left", null);
        give(team, "unheard-of", "A new kind", null);

        assertSees(without, "By hand");
        assertSees(ofShop, "By hand", "Shop by hand", "Evidence of shop");
        assertSees(
                auditor,
                "By hand",
                "Shop by hand",
                "Till by hand",
                "Evidence of nothing",
                "Evidence of shop",
                "Evidence of till");
        var hidden = give(team, "evidence", "Hidden", till);
        assertThat(server.signIn(without).get(TASKS + "/" + hidden.id()).status())
                .isEqualTo(404);
        assertThat(server.signIn(without)
                        .post("/inbox/" + hidden.id() + "/take", "version", "1")
                        .status())
                .isEqualTo(404);
    }

    /// In the list, and counted on every page.
    private void assertSees(Account person, String... titles) {
        var browser = server.signIn(person);
        assertThat(browser.get(TASKS).json().get("items").findValuesAsString("title"))
                .containsExactlyInAnyOrder(titles);
        var principal = server.part(Accounts.class)
                .find(person.id())
                .orElseThrow()
                .principal(server.clock().instant());
        assertThat(server.part(Tasks.class).waiting(principal).count()).isEqualTo(titles.length);
    }

    private Task give(long team, String recordKind, String title, @Nullable Long service) {
        var about = new About(recordKind, UUID.randomUUID().toString(), "/");
        var day = LocalDate.of(2026, 12, 1);
        return server.transactions()
                .get(tx -> server.part(Tasks.class)
                        .open(
                                tx,
                                Actor.SYSTEM,
                                NewTask.of("test.kind", about, Owner.team(team), title, day)
                                        .inService(service)));
    }

    private long service(String name) {
        var description = new Description(
                name + " " + UUID.randomUUID(),
                "",
                OurRole.BOTH,
                ServiceModel.SAAS,
                DataClass.INTERNAL,
                List.of(),
                "",
                "",
                List.of());
        return server.part(Services.class).create(Actor.SYSTEM, description).id();
    }

    @Test
    void whoLeavesTheTeamSeesItsTasksNoLonger() {
        var member = server.person(Role.EMPLOYEE);
        long team = team("Short " + UUID.randomUUID(), member);
        var browser = server.signIn(member);
        var task = open("For a while", "team:" + team).header("Location");
        assertThat(browser.get(task).status()).isEqualTo(200);

        server.part(Teams.class).remove(Actor.SYSTEM, team, member.id());

        assertThat(browser.get(task).status()).isEqualTo(404);
        assertThat(browser.get(TASKS).json().get("items").size()).isZero();
    }

    @Test
    void theTasksOfADissolvedTeamGoToWhoeverRunsTheProgramme() {
        var member = server.person(Role.EMPLOYEE);
        long team = team("Gone " + UUID.randomUUID(), member);
        var left = open("Left behind", "team:" + team);
        var taken = open("Taken before", "team:" + team);
        var browser = server.signIn(member);
        var page = "/inbox/" + taken.json().get("id").asString();
        assertThat(browser.post(page + "/take", "version", "1").status()).isEqualTo(303);
        int version = server.part(Teams.class).find(team).orElseThrow().version();
        var ending = "/settings/teams/" + team + "/dissolve";
        assertThat(admin.get("/settings/teams/" + team).text())
                .as("it takes a question first")
                .contains("href=\"" + ending + "\"")
                .doesNotContain("action=\"" + ending + "\"");
        assertThat(admin.get(ending).text())
                .contains("action=\"" + ending + "\"", "value=\"" + version + "\"", "1 person holds");
        assertThat(browser.get(ending).status()).isEqualTo(403);

        var dissolved = admin.post("/settings/teams/" + team + "/dissolve", "version", Integer.toString(version));
        assertThat(dissolved.location()).contains("/settings/teams");

        var now = manager.get(left.header("Location")).json();
        assertThat(now.get("owner").asString()).isEqualTo("role:compliance manager");
        assertThat(server.transactions()
                        .reading()
                        .fetchValue(
                                "select count(*) from journal_entry where action = 'task.handed-over' and object_id = ?",
                                now.get("id").asString()))
                .isEqualTo(1L);
        admin.post("/settings/people/" + member.id() + "/deactivate", "version", version(member));
        assertThat(manager.get(taken.header("Location")).json().get("owner").asString())
                .as("not back to a team that is no more")
                .isEqualTo("role:compliance manager");
    }

    @Test
    void aRoutineOfATeamOpensTasksForItsMembers() {
        var member = server.person(Role.EMPLOYEE);
        long team = team("Round " + UUID.randomUUID(), member);
        assertThat(manager.get("/inbox/routines/new").text()).contains("value=\"team:" + team + "\"");
        var made = manager.json("POST", "/api/v1/routines", """
                {"title":"Look at the keys","owner":"team:%d","every":"month","startsOn":"2026-11-23","days":7}""".formatted(team));
        assertThat(made.status()).isEqualTo(201);
        var browser = server.signIn(member);
        assertThat(browser.get("/inbox/routines").text()).contains("Look at the keys");

        server.part(RoutineSweep.class).run(server.clock().instant());

        assertThat(browser.get(TASKS).json().get("items").findValuesAsString("title"))
                .containsExactly("Look at the keys");
        assertThat(server.signIn(Role.EMPLOYEE).get("/inbox/routines").text()).doesNotContain("Look at the keys");
        int version = server.part(Teams.class).find(team).orElseThrow().version();
        admin.post("/settings/teams/" + team + "/dissolve", "version", Integer.toString(version));
        assertThat(manager.get(made.header("Location")).json().get("owner").asString())
                .isEqualTo("role:compliance manager");
    }

    private long team(String name, Account... members) {
        var made = admin.json("POST", "/api/v1/teams", "{\"name\":\"%s\",\"purpose\":\"\"}".formatted(name));
        assertThat(made.status()).isEqualTo(201);
        long id = made.json().get("id").asLong();
        for (var member : members) {
            server.part(Teams.class).add(Actor.SYSTEM, id, member.id());
        }
        return id;
    }

    private Answer open(String title, String owner) {
        return manager.json(
                "POST",
                TASKS,
                "{\"title\":\"%s\",\"owner\":\"%s\",\"deadline\":\"2026-12-01\"}".formatted(title, owner));
    }

    private String version(Account account) {
        return admin.get("/api/v1/people/" + account.id()).json().get("version").asString();
    }
}
