package plumbline.server.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
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
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Role;
import plumbline.server.platform.Actor;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TasksTest {
    private static final String KIND = "test.kind";

    private ServerFixture server;
    private Tasks tasks;

    @BeforeAll
    void start() {
        server = ServerFixture.start();
        tasks = server.part(Tasks.class);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void opensATaskOnceHoweverOftenAndFromHoweverManyThreadsItIsAsked() throws Exception {
        var about = about();
        var barrier = new CyclicBarrier(4);
        Callable<Task> open = () -> {
            barrier.await();
            return open(about, Owner.role(Role.ENGINEER));
        };
        try (var threads = Executors.newFixedThreadPool(4)) {
            var opened = threads.invokeAll(List.of(open, open, open, open)).stream()
                    .map(future -> future.resultNow().number())
                    .distinct();

            assertThat(opened).hasSize(1);
        }
        assertThat(journal("task.opened", about)).isEqualTo(1);
    }

    @Test
    void closesOnceAndOpensAgainOnlyWhereThatIsAsked() {
        var about = about();
        var first = open(about, Owner.role(Role.ENGINEER));

        assertThat(close(about)).isTrue();
        assertThat(close(about)).isFalse();

        var again = server.transactions()
                .get(tx -> tasks.openOnce(tx, Actor.SYSTEM, task(about, Owner.role(Role.ENGINEER))));
        assertThat(again).isEmpty();
        assertThat(open(about, Owner.role(Role.ENGINEER)).number()).isNotEqualTo(first.number());
        assertThat(journal("task.opened", about)).isEqualTo(2);
    }

    @Test
    void givesATaskForNobodyToWhoeverRunsTheProgramme() {
        var task = open(about(), Owner.person(999_999));

        assertThat(task.held().by().name()).isEqualTo("compliance manager");
    }

    @Test
    void aLeaversTasksGoBackToTheirRoleOrToWhoeverRunsTheProgramme() {
        var leaver = server.person(Role.ENGINEER);
        var browser = server.signIn(leaver);
        var taken = open(about(), Owner.role(Role.ENGINEER));
        var own = open(about(), Owner.person(leaver.id()));
        assertThat(browser.post(taken.href() + "/take", "version", "1").status())
                .isEqualTo(303);
        assertThat(owner(taken)).isEqualTo("person:" + leaver.id());

        var changed = server.part(Accounts.class).deactivate(Actor.SYSTEM, leaver);

        assertThat(changed).isInstanceOf(Accounts.Changed.Done.class);
        assertThat(owner(taken)).isEqualTo("role:engineer");
        assertThat(owner(own)).isEqualTo("role:compliance manager");
    }

    @Test
    void countsWhatWaitsForSomebodyAndSaysWhenItIsLate() {
        var person = server.person(Role.AUDITOR);
        var browser = server.signIn(person);
        assertThat(browser.get("/inbox").text()).doesNotContain("class=\"waiting");

        var task = open(about(), Owner.person(person.id()));

        assertThat(browser.get("/inbox").text())
                .contains("class=\"waiting\"")
                .contains("<span class=\"num\">1</span> waiting");
        server.transactions()
                .run(tx -> tx.execute("update task set deadline = date '2026-11-22' where id = ?", task.number()));
        assertThat(browser.get("/inbox").text()).contains("waiting-late").contains("Overdue");
    }

    @Test
    void countsByTheIndexAlone() {
        var plan = server.transactions().get(tx -> {
            tx.execute("set local enable_seqscan = off");
            tx.execute("set local enable_bitmapscan = off");
            return tx.fetch("""
                            explain select count(*) from unnest(array['person:1', 'role:engineer']) o (key), lateral (
                              select deadline from task
                              where state = 'open' and owner = o.key
                                and (null::bigint is null or o.key like 'person:%' or service_id = null)
                              order by deadline limit 100) t
                            """).formatCSV();
        });

        assertThat(plan).contains("Index Only Scan using task_open_by_owner");
    }

    private static About about() {
        return new About("test", UUID.randomUUID().toString(), "/");
    }

    private static NewTask task(About about, Owner owner) {
        return NewTask.of(KIND, about, owner, "Do it", LocalDate.parse("2026-12-01"));
    }

    private Task open(About about, Owner owner) {
        return server.transactions().get(tx -> tasks.open(tx, Actor.SYSTEM, task(about, owner)));
    }

    private boolean close(About about) {
        return server.transactions().get(tx -> tasks.close(tx, Actor.SYSTEM, KIND, about, Outcome.done("")));
    }

    private String owner(Task task) {
        return server.transactions()
                .reading()
                .fetchSingle("select owner from task where id = ?", task.number())
                .get(0, String.class);
    }

    private int journal(String action, About about) {
        return server.transactions()
                .reading()
                .fetchSingle(
                        "select count(*) from journal_entry where action = ? and convert_from(content, 'UTF8') like ?",
                        action,
                        "%" + about.id() + "%")
                .get(0, Integer.class);
    }
}
