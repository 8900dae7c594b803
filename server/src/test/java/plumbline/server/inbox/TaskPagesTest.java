package plumbline.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import plumbline.server.ServerFixture;
import plumbline.server.TestBrowser;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Role;
import plumbline.server.platform.Actor;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TaskPagesTest {
    private static final String TASKS = "/api/v1/tasks";

    private ServerFixture server;
    private final Map<Role, TestBrowser> browsers = new EnumMap<>(Role.class);
    private long service;

    @BeforeAll
    void start() {
        server = ServerFixture.start();
        for (var role : Role.values()) {
            var browser = server.signIn(role);
            browser.open("/settings/account");
            browsers.put(role, browser);
        }
        var made = browsers.get(Role.ADMINISTRATOR)
                .json(
                        "POST",
                        "/api/v1/services",
                        "{\"name\":\"Shop\",\"ourRole\":\"provider\",\"model\":\"saas\",\"dataClass\":\"public\"}");
        assertThat(made.status()).isEqualTo(201);
        service = server.transactions()
                .reading()
                .fetchSingle("select id from cloud_service where key = 'shop'")
                .get(0, Long.class);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void aRolesTaskIsSeenByItsMembersAndByWhoeverManagesTasks() {
        var task = open(Owner.role(Role.ENGINEER), null);

        browsers.forEach((role, browser) -> {
            var may = role == Role.ENGINEER || role.permissions().contains(Permission.TASK_MANAGE);
            assertThat(browser.get(task.href()).status()).as(role.word()).isEqualTo(may ? 200 : 404);
            assertThat(browser.get(TASKS + "/" + task.id()).status())
                    .as(role.word())
                    .isEqualTo(may ? 200 : 404);
            assertThat(browser.get(TASKS + "?whose=all&q=" + task.id())
                            .json()
                            .get("items")
                            .size())
                    .as(role.word())
                    .isEqualTo(may ? 1 : 0);
            assertThat(browser.get(TASKS + "?q=" + task.id())
                            .json()
                            .get("items")
                            .size())
                    .as(role.word())
                    .isEqualTo(role == Role.ENGINEER ? 1 : 0);
        });
    }

    @Test
    void aPersonsTaskIsSeenByThatPersonOnlyAndByWhoeverManagesTasks() {
        var owner = server.person(Role.ENGINEER);
        var task = open(Owner.person(owner.id()), null);

        assertThat(server.signIn(owner).get(task.href()).status()).isEqualTo(200);
        assertThat(browsers.get(Role.ENGINEER).get(task.href()).status()).isEqualTo(404);
        assertThat(browsers.get(Role.ENGINEER)
                        .post(task.href() + "/take", "version", "1")
                        .status())
                .isEqualTo(404);
        assertThat(browsers.get(Role.COMPLIANCE_MANAGER).get(task.href()).status())
                .isEqualTo(200);
    }

    @Test
    void aTokenSeesWhatItMayManageWithinItsService() {
        var here = open(Owner.role(Role.ENGINEER), service);
        var elsewhere = open(Owner.role(Role.ENGINEER), null);
        var limited = server.token(service, Permission.TASK_MANAGE);

        assertThat(limited.get(TASKS + "/" + here.id()).status()).isEqualTo(200);
        assertThat(limited.get(TASKS + "/" + elsewhere.id()).status()).isEqualTo(404);
        assertThat(limited.get(TASKS + "?whose=all").text()).contains(here.id()).doesNotContain(elsewhere.id());
        assertThat(server.token(Permission.SCAN_PUSH)
                        .get(TASKS + "/" + here.id())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void oneTakesATaskOfTheRoleAndTheOthersSeeWhoHasIt() {
        var task = open(Owner.role(Role.ENGINEER), null);
        var taker = server.person(Role.ENGINEER);

        assertThat(server.signIn(taker)
                        .post(task.href() + "/take", "version", "1")
                        .status())
                .isEqualTo(303);

        assertThat(browsers.get(Role.ENGINEER).get(task.href()).text())
                .contains(taker.name())
                .contains(", from engineer")
                .doesNotContain("Hand it over");
        assertThat(browsers.get(Role.ENGINEER)
                        .post(task.href() + "/take", "version", "2")
                        .status())
                .isEqualTo(422);
        assertThat(browsers.get(Role.ENGINEER)
                        .get(TASKS + "?q=" + task.id())
                        .json()
                        .get("items")
                        .size())
                .isZero();
    }

    @Test
    void aTaskIsHandedOverAndClosedAndSaysHowItEnded() {
        var task = open(Owner.role(Role.ENGINEER), null);
        var engineer = browsers.get(Role.ENGINEER);

        assertThat(engineer.post(task.href() + "/owner", "version", "1", "owner", "role:auditor")
                        .location())
                .contains("/inbox");
        assertThat(engineer.get(task.href()).status()).isEqualTo(404);
        var auditor = browsers.get(Role.AUDITOR);
        assertThat(auditor.post(task.href() + "/close", "version", "1", "state", "done", "why", "x")
                        .location())
                .contains(task.href());
        assertThat(auditor.get(task.href()).text()).contains("Nothing happened");
        auditor.post(task.href() + "/close", "version", "2", "state", "done", "why", "Looked at it all");

        assertThat(auditor.get(task.href()).text())
                .contains("Looked at it all")
                .contains("done")
                .doesNotContain("Hand it over");
        assertThat(auditor.get("/inbox?state=closed&q=" + task.id()).text()).contains(task.id());
        assertThat(auditor.get("/inbox?state=closed&format=csv").text()).contains("Looked at it all");
    }

    @Test
    void whatAFactClosesNobodySaysIsDone() {
        var about = new About("test", UUID.randomUUID().toString(), "/");
        var task = server.transactions()
                .get(tx -> server.part(Tasks.class)
                        .open(
                                tx,
                                Actor.SYSTEM,
                                NewTask.of("test.fact", about, Owner.role(Role.ENGINEER), "A", day())
                                        .closedByFacts()));
        var engineer = browsers.get(Role.ENGINEER);

        var done = engineer.post(task.href() + "/close", "version", "1", "state", "done", "why", "");
        var unexplained = engineer.post(task.href() + "/close", "version", "1", "state", "cancelled", "why", " ");

        assertThat(done.status()).isEqualTo(422);
        assertThat(done.text()).contains("It closes by itself");
        assertThat(unexplained.status()).isEqualTo(422);
        assertThat(engineer.post(task.href() + "/close", "version", "1", "state", "cancelled", "why", "moot")
                        .status())
                .isEqualTo(303);
    }

    @Test
    void whoeverMayOpensATaskByHand() {
        var manager = browsers.get(Role.COMPLIANCE_MANAGER);

        var wrong = manager.post(
                "/inbox", "title", "Renew the contract", "owner", "person:0", "deadline", "2026-11-22", "link", "/");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text()).contains("Renew the contract").contains("must be a person, a role or a team");
        var outside = manager.post(
                "/inbox", "title", "A", "owner", "role:engineer", "deadline", "2026-11-30", "link", "//evil.example");
        assertThat(outside.text()).contains("must be the path of a page here");
        var opened = manager.post(
                "/inbox", "title", "Renew the contract", "owner", "role:engineer", "deadline", "2026-11-23");

        assertThat(opened.status()).isEqualTo(303);
        assertThat(browsers.get(Role.ENGINEER).get("/inbox").text())
                .contains("Renew the contract")
                .contains("Today");
        assertThat(browsers.get(Role.ENGINEER).get("/").text())
                .contains("My tasks")
                .contains("Renew the contract");
        assertThat(browsers.get(Role.ENGINEER).post("/inbox", "title", "A").status())
                .isEqualTo(403);
    }

    @Test
    void theApiDoesWhatThePagesDo() {
        var manager = server.token(Permission.TASK_MANAGE, Permission.SERVICE_READ);
        var key = UUID.randomUUID().toString();
        var body =
                "{\"title\":\"By the API\",\"owner\":\"role:engineer\",\"service\":\"shop\",\"deadline\":\"2026-12-24\"}";

        var opened = manager.post(TASKS, body, "Idempotency-Key", key);
        var again = manager.post(TASKS, body, "Idempotency-Key", key);

        assertThat(opened.status()).isEqualTo(201);
        assertThat(again.json()).isEqualTo(opened.json());
        var task = opened.header("Location");
        assertThat(manager.get(task).json()).isEqualTo(opened.json());
        assertThat(opened.json().get("service").asString()).isEqualTo("shop");
        assertThat(manager.post(task + "/take", "", "If-Match", "\"1\"").status())
                .isEqualTo(409);
        assertThat(manager.put(task + "/owner", "{\"owner\":\"role:auditor\"}").status())
                .isEqualTo(412);
        assertThat(manager.put(task + "/owner", "{\"owner\":\"king\"}", "If-Match", "\"1\"")
                        .status())
                .isEqualTo(422);
        var moved = manager.put(task + "/deadline", "{\"deadline\":\"2026-12-31\"}", "If-Match", "\"1\"");
        assertThat(moved.json().get("deadline").asString()).isEqualTo("2026-12-31");
        assertThat(moved.header("ETag")).isEqualTo("\"2\"");
        var stale = manager.put(task + "/state", "{\"state\":\"done\"}", "If-Match", "\"1\"");
        assertThat(stale.status()).isEqualTo(412);
        var closed = manager.put(task + "/state", "{\"state\":\"done\",\"outcome\":\"ok\"}", "If-Match", "\"2\"");
        assertThat(closed.json().get("state").asString()).isEqualTo("done");
        assertThat(manager.get(TASKS + "?state=maybe").status()).isEqualTo(422);
    }

    @Test
    void pagesFollowEachOtherWithoutGapsInEveryOrder() {
        var person = server.person(Role.AUDITOR);
        for (int i = 0; i < 7; i++) {
            open(Owner.person(person.id()), null);
        }
        var browser = server.signIn(person);
        browser.open("/settings/account");

        for (var sort : new String[] {"deadline", "-deadline", "changed", "-changed"}) {
            var seen = new TreeSet<String>();
            var next = "";
            do {
                var page = browser.get(TASKS + "?limit=2&sort=" + sort + next).json();
                page.get("items")
                        .forEach(item ->
                                assertThat(seen.add(item.get("id").asString())).isTrue());
                next = page.get("nextCursor").isNull()
                        ? ""
                        : "&cursor=" + page.get("nextCursor").asString();
            } while (!next.isEmpty());
            assertThat(seen).as(sort).hasSize(7);
        }
    }

    private static LocalDate day() {
        return LocalDate.parse("2026-12-01");
    }

    private Task open(Owner owner, Long serviceId) {
        var about = new About("test", UUID.randomUUID().toString(), "/services");
        return server.transactions()
                .get(tx -> server.part(Tasks.class)
                        .open(
                                tx,
                                Actor.SYSTEM,
                                NewTask.of("test.kind", about, owner, "Something to do", day())
                                        .inService(serviceId)));
    }
}
