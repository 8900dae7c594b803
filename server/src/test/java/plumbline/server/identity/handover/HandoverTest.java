package plumbline.server.identity.handover;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import plumbline.server.ServerFixture;
import plumbline.server.TestBrowser;
import plumbline.server.identity.Account;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal.Scope;
import plumbline.server.identity.Rights.NewGrant;
import plumbline.server.identity.Role;
import plumbline.server.platform.Actor;

/// What people own, who takes it over, and what happens while nobody does.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HandoverTest {
    private static final List<String> PASSING =
            List.of("service", "task", "routine", "team-lead", "report", "service-account");

    private HandoverWorld world;
    private ServerFixture server;
    private Account boss;
    private TestBrowser admin;

    @BeforeAll
    void start() {
        world = new HandoverWorld();
        server = world.server;
        boss = world.boss;
        admin = world.admin;
    }

    @AfterAll
    void stop() {
        world.close();
    }

    @Test
    void namesWhatAPersonOwnsAndWhatBecomesOfIt() {
        var leaver = world.somebody("Nora Named");
        var member = server.person(Role.EMPLOYEE);
        world.own(leaver, member);

        var owned = admin.get(HandoverWorld.PEOPLE + leaver.id() + "/owned").json();

        assertThat(owned.get("toPass").asInt()).isEqualTo(PASSING.size());
        assertThat(owned.get("kinds").findValuesAsString("kind"))
                .containsExactly(
                        "service", "task", "routine", "team-lead", "report", "service-account", "token", "delegation");
        assertThat(owned.get("kinds").findValuesAsString("fate"))
                .containsExactly("passes", "passes", "passes", "passes", "passes", "passes", "ends", "ends");
        for (var kind : owned.get("kinds")) {
            assertThat(kind.get("count").asInt()).as(kind.toString()).isEqualTo(1);
            var link = kind.get("things").get(0).get("link").asString();
            assertThat(link.isEmpty() || admin.get(link).status() == 200)
                    .as(link)
                    .isTrue();
        }
        var name = owned.get("kinds").get(0).get("things").get(0).get("name").asString();
        assertThat(admin.get("/settings/people/" + leaver.id()).text())
                .contains("Belongs to Nora Named")
                .contains(name)
                .doesNotContain("who has left");
        assertThat(server.signIn(Role.ENGINEER)
                        .get(HandoverWorld.PEOPLE + leaver.id() + "/owned")
                        .status())
                .isEqualTo(403);
        assertThat(admin.get(HandoverWorld.PEOPLE + "999999/owned").status()).isEqualTo(404);
    }

    @Test
    void givesEverythingToOnePersonInOneStepEachWithItsEntry() {
        var leaver = world.somebody("Hedda Handing");
        var successor = world.somebody("Sven Successor");
        world.own(leaver, server.person(Role.EMPLOYEE));
        long before = world.lastEntry();

        var key = UUID.randomUUID().toString();
        var answer = world.handOver(leaver, successor.id(), key);

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().get("count").asInt()).isEqualTo(PASSING.size());
        assertThat(answer.json().get("kinds").findValuesAsString("kind")).containsExactlyElementsOf(PASSING);
        assertThat(world.kinds(leaver)).containsExactly("token", "delegation");
        assertThat(world.kinds(successor)).containsExactlyElementsOf(PASSING);
        assertThat(world.entries(before))
                .containsExactlyInAnyOrder(
                        "service.changed",
                        "task.handed-over",
                        "routine.changed",
                        "team.changed",
                        "account.manager-changed",
                        "service-account.handed-over",
                        "account.handed-over");
        assertThat(world.handOver(leaver, successor.id(), key).json())
                .as("asked again")
                .isEqualTo(answer.json());
        assertThat(world.entries(before)).hasSize(7);
        assertThat(admin.get("/settings/people/" + leaver.id()).text())
                .contains("Sven Successor")
                .doesNotContain("Say who takes over");
    }

    @Test
    void asksWhoTakesOverBeforeAnAccountEnds() {
        var leaver = world.somebody("Dora Deactivated");
        var successor = world.somebody("Stig Stays");
        world.own(leaver, server.person(Role.EMPLOYEE));
        var page = "/settings/people/" + leaver.id() + "/deactivate";
        assertThat(admin.get(page).text())
                .contains("Deactivate Dora Deactivated")
                .contains("Cloud services")
                .contains("end with the account")
                .contains("<option value=\"" + successor.id() + "\">Stig Stays</option>")
                .contains("Decide later")
                .doesNotContain("<option value=\"" + leaver.id() + "\"");

        var nobody = admin.post(page, "version", world.version(leaver), "successor", "999999");
        assertThat(nobody.status()).isEqualTo(422);
        assertThat(nobody.text()).contains("Choose somebody of the list.");
        assertThat(world.account(leaver).active()).isTrue();
        var ended = admin.post(page, "version", world.version(leaver), "successor", Long.toString(successor.id()));

        assertThat(ended.status()).isEqualTo(303);
        assertThat(world.account(leaver).active()).isFalse();
        assertThat(world.kinds(leaver)).isEmpty();
        assertThat(world.kinds(successor)).containsExactlyElementsOf(PASSING);
        assertThat(admin.get("/inbox").text()).doesNotContain("Dora Deactivated, who has left");
    }

    @Test
    void untilSomebodyTakesOverAdministratorsHaveATask() {
        var leaver = world.somebody("Lena Later");
        var successor = server.person(Role.ENGINEER);
        world.own(leaver, server.person(Role.EMPLOYEE));

        admin.post("/settings/people/" + leaver.id() + "/deactivate", "version", world.version(leaver));

        // The open task went to the role that runs the programme, as work must not wait.
        assertThat(admin.get("/").text()).contains("5 things still belong to Lena Later, who has left");
        assertThat(admin.get("/settings/people/" + leaver.id()).text())
                .contains("5 things still belong to Lena Later, who has left");
        assertThat(server.signIn(Role.COMPLIANCE_MANAGER).get("/").text()).doesNotContain("Lena Later, who has left");
        var page = "/settings/people/" + leaver.id() + "/handover";
        assertThat(admin.post(page, "successor", "").status()).isEqualTo(422);
        var handed = admin.post(page, "successor", Long.toString(successor.id()));
        assertThat(handed.status()).isEqualTo(303);
        assertThat(admin.get(handed.location().orElseThrow()).text())
                .contains("5 things belong to " + successor.name() + " now.");
        assertThat(admin.get("/inbox").text()).doesNotContain("Lena Later, who has left");
        assertThat(admin.get(page).text()).contains("Nothing to hand over");
    }

    @Test
    void theTaskCountsWhatChangedHandsInOtherWaysAndEndsWithTheLast() {
        var leaver = world.somebody("Rolf Remainder");
        world.service(leaver);
        world.service(leaver);
        world.deactivate(leaver);
        assertThat(admin.get("/inbox").text()).contains("2 things still belong to Rolf Remainder");

        var services = "update cloud_service set owner = '' where id = (select min(id) from cloud_service"
                + " where owner = ?)";
        server.transactions().run(tx -> tx.execute(services, leaver.email()));
        server.run("handovers");
        assertThat(admin.get("/inbox").text()).contains("1 thing still belongs to Rolf Remainder, who has left");
        server.transactions().run(tx -> tx.execute(services, leaver.email()));
        server.run("handovers");
        assertThat(admin.get("/inbox").text()).doesNotContain("Rolf Remainder, who has left");
    }

    @Test
    void whoComesBackTakesTheTaskAway() {
        var leaver = world.somebody("Berit Back");
        world.service(leaver);
        world.deactivate(leaver);
        assertThat(admin.get("/inbox").text()).contains("1 thing still belongs to Berit Back");

        admin.post("/settings/people/" + leaver.id() + "/reactivate", "version", world.version(leaver));

        assertThat(admin.get("/inbox").text()).doesNotContain("Berit Back, who has left");
        assertThat(world.kinds(leaver)).containsExactly("service");
    }

    @Test
    void whomTheDirectoryEndsLeavesATaskAsWell() {
        var leaver = world.somebody("Dirk Directory");
        world.service(leaver);
        var directory = server.token(Permission.SCIM_PROVISION);
        var ended = directory.send("PATCH", "/scim/v2/Users/" + leaver.id(), """
                {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],
                 "Operations":[{"op":"replace","path":"active","value":false}]}""");

        assertThat(ended.status()).as(ended.text()).isEqualTo(200);
        assertThat(admin.get("/inbox").text()).contains("1 thing still belongs to Dirk Directory, who has left");
    }

    @Test
    void refusesWhoCannotTakeOver() {
        var leaver = world.somebody("Rita Refused");
        var gone = server.person(Role.ENGINEER);
        world.service(leaver);
        world.deactivate(gone);

        assertThat(world.handOver(leaver, gone.id(), null).status()).isEqualTo(409);
        assertThat(world.handOver(leaver, 999_999, null).status()).isEqualTo(422);
        assertThat(world.handOver(leaver, leaver.id(), null).status()).isEqualTo(422);
        assertThat(admin.json("POST", HandoverWorld.PEOPLE + leaver.id() + "/handover", "{}")
                        .status())
                .isEqualTo(422);
        assertThat(world.activity(leaver, "{\"active\":false,\"successor\":" + gone.id() + "}")
                        .status())
                .isEqualTo(409);
        assertThat(world.account(leaver).active()).isTrue();
        assertThat(world.activity(leaver, "{\"active\":true,\"successor\":" + boss.id() + "}")
                        .status())
                .isEqualTo(422);
        assertThat(world.kinds(leaver)).containsExactly("service");
        assertThat(world.activity(leaver, "{\"active\":false,\"successor\":" + boss.id() + "}")
                        .status())
                .isEqualTo(200);
        assertThat(world.handOver(leaver, boss.id(), null).status())
                .as("nothing is left")
                .isEqualTo(409);
    }

    @Test
    void twoWhoHandOverAtOnceDoNotDivideIt() throws Exception {
        var leaver = world.somebody("Tove Twice");
        world.own(leaver, server.person(Role.EMPLOYEE));
        var one = server.person(Role.ENGINEER);
        var two = server.person(Role.ENGINEER);
        var other = server.signIn(Role.ADMINISTRATOR);
        other.open("/settings/account");
        var barrier = new CyclicBarrier(2);

        try (var threads = Executors.newFixedThreadPool(2)) {
            var answers = threads.invokeAll(List.<Callable<Integer>>of(
                    () -> HandoverWorld.handOver(admin, barrier, leaver, one),
                    () -> HandoverWorld.handOver(other, barrier, leaver, two)));

            assertThat(answers.stream().map(answer -> answer.resultNow())).containsExactlyInAnyOrder(200, 409);
        }
        assertThat(List.of(world.kinds(one), world.kinds(two))).containsExactlyInAnyOrder(PASSING, List.of());
    }

    @Test
    void nothingGoesToSomebodyWhoLeavesAtThatMoment() throws Exception {
        for (int round = 0; round < 5; round++) {
            var leaver = world.somebody("Ruth Racing " + round);
            world.service(leaver);
            var successor = server.person(Role.ENGINEER);
            var barrier = new CyclicBarrier(2);
            try (var threads = Executors.newFixedThreadPool(2)) {
                var answers = threads.invokeAll(List.<Callable<Integer>>of(
                        () -> HandoverWorld.handOver(admin, barrier, leaver, successor), () -> {
                            barrier.await();
                            server.part(Accounts.class).deactivate(Actor.SYSTEM, world.account(successor));
                            return 0;
                        }));
                int answer = answers.getFirst().resultNow();

                assertThat(answer).isIn(200, 409);
                assertThat(world.kinds(leaver)).isEqualTo(answer == 200 ? List.of() : List.of("service"));
            }
            // Whoever took over and then left leaves the task to hand it on.
            var asked = "1 thing still belongs to " + successor.name() + ", who has left";
            assertThat(server.transactions()
                            .reading()
                            .fetchValue(
                                    "select count(*) from task where title = ? and record_id = ? and state = 'open'",
                                    asked,
                                    "account:" + successor.id()))
                    .isEqualTo(world.kinds(successor).isEmpty() ? 0L : 1L);
        }
    }

    @Test
    void nobodyComesToStandAboveThemselves() {
        var top = server.person(Role.EMPLOYEE);
        var leaver = world.somebody("Mona Middle");
        var between = server.person(Role.EMPLOYEE);
        var beside = server.person(Role.EMPLOYEE);
        var successor = server.person(Role.EMPLOYEE);
        world.manage(leaver, top);
        world.manage(between, leaver);
        world.manage(beside, leaver);
        world.manage(successor, between);

        assertThat(world.handOver(leaver, successor.id(), null)
                        .json()
                        .get("count")
                        .asInt())
                .isEqualTo(2);

        assertThat(world.manager(beside)).isEqualTo(successor.id());
        assertThat(world.manager(successor)).isEqualTo(between.id());
        assertThat(world.manager(between)).as("not under their own report").isEqualTo(top.id());
    }

    @Test
    void whoManagesPeopleOnlySeesHowManyAndHandsOverNothingOfAnAdministrator() {
        var role = admin.json(
                "POST",
                "/api/v1/roles",
                "{\"name\":\"Desk %s\",\"permissions\":[\"account:manage\"]}".formatted(UUID.randomUUID()));
        long id = role.json().get("id").asLong();
        var clerk = server.signIn(server.person("Clerk", new NewGrant(null, id, Scope.EVERYWHERE, null, null)));
        clerk.open("/settings/account");
        var owner = server.person(Role.ADMINISTRATOR);
        world.service(owner);

        var owned = clerk.get(HandoverWorld.PEOPLE + owner.id() + "/owned").json();

        assertThat(owned.get("toPass").asInt()).isEqualTo(1);
        assertThat(owned.get("kinds").get(0).get("things").size()).isZero();
        var handed = clerk.json(
                "POST",
                HandoverWorld.PEOPLE + owner.id() + "/handover",
                "{\"to\":" + server.person(Role.EMPLOYEE).id() + "}");
        assertThat(handed.status()).isEqualTo(403);
        assertThat(world.kinds(owner)).containsExactly("service");
    }
}
