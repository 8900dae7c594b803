package plumbline.server.platform.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static plumbline.server.platform.job.JobFixtures.NOTHING;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import plumbline.ledger.json.JsonObject;
import plumbline.server.platform.Actor;
import plumbline.testkit.Await;

class JobsTest {
    private static final JobTime RARELY = JobTime.every(Duration.ofHours(1));

    private JobFixtures fixtures;

    @BeforeEach
    void begin() {
        fixtures = new JobFixtures();
    }

    @AfterEach
    void end() {
        fixtures.close();
    }

    @Test
    void doesWhatWasAskedForOnceTheTransactionIsThrough() {
        var seen = new ConcurrentLinkedQueue<String>();
        var kind = new JobKind("import", "Imports", (data, run) -> {
            seen.add(data.string("file"));
            run.progress(3, 3, "row 3");
            run.leadsTo("/people");
        });
        var one = fixtures.start("one", List.of(), List.of(kind));

        assertThatThrownBy(() -> fixtures.transactions.run(tx -> {
                    one.jobs().start(tx, new NewJob("import", Actor.SYSTEM, "undone", file("undone.csv")));
                    throw new IllegalStateException("undone");
                }))
                .hasMessage("undone");
        var run = fixtures.awaitEnd(one, fixtures.ask(one, "import", file("people.csv")));

        assertThat(seen).containsExactly("people.csv");
        assertThat(run.state()).isEqualTo(JobState.DONE);
        assertThat(run.about()).isEqualTo("a test");
        assertThat(run.process()).isEqualTo("one");
        assertThat(run.times().started()).isEqualTo(fixtures.clock.instant());
        assertThat(run.progress()).isEqualTo(new JobView.Progress(3, 3, "row 3", false));
        assertThat(run.outcome().path()).isEqualTo("/people");
        assertThat(one.jobs().find(run.id())).contains(run);
        assertThat(fixtures.history(one, "import")).hasSize(1);
    }

    @Test
    void keepsWhyAJobFailedAndDoesNotTryItAgain() {
        var tries = new AtomicInteger();
        var kind = new JobKind("import", "Imports", (data, run) -> {
            tries.incrementAndGet();
            throw new IllegalStateException("line 7 has no e-mail\nmore");
        });
        var one = fixtures.start("one", List.of(), List.of(kind));

        var run = fixtures.awaitEnd(one, fixtures.ask(one, "import", NOTHING));

        assertThat(run.state()).isEqualTo(JobState.FAILED);
        assertThat(run.outcome().error()).isEqualTo("line 7 has no e-mail");
        assertThat(run.outcome().detail()).contains("IllegalStateException", "JobsTest");
        long again = one.desk().again(Actor.SYSTEM, run.id()).orElseThrow().id();
        assertThat(fixtures.awaitEnd(one, again).state()).isEqualTo(JobState.FAILED);
        assertThat(tries).hasValue(2);
    }

    @Test
    void callsOffWhatRunsAndWhatWaits() throws InterruptedException {
        var running = new CountDownLatch(1);
        var kind = new JobKind("import", "Imports", (data, run) -> {
            running.countDown();
            while (true) {
                run.progress(1, 2, "row 1");
                run.stopIfCancelled();
                Thread.sleep(5);
            }
        });
        var one = fixtures.start("one", List.of(), List.of(kind));
        long first = fixtures.ask(one, "import", NOTHING);
        running.await();
        one.scheduler().stop();
        var two = fixtures.start("two", List.of(), List.of(kind));
        Await.present("the work of the other", () -> two.desk().find(first).filter(run -> "two".equals(run.process())));

        assertThat(two.desk().cancel(Actor.SYSTEM, first)).isTrue();

        assertThat(fixtures.awaitEnd(two, first))
                .matches(run -> run.state() == JobState.CANCELLED)
                .matches(run -> run.attempt() == 2);
        two.scheduler().stop();
        long waiting = fixtures.ask(two, "import", NOTHING);
        assertThat(two.desk().cancel(Actor.SYSTEM, waiting)).isTrue();
        assertThat(two.desk().cancel(Actor.SYSTEM, waiting)).isFalse();
        assertThat(two.desk().find(waiting).orElseThrow().state()).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void letsOneOfSeveralProcessesDoARecurringJob() {
        var runs = new AtomicInteger();
        var atOnce = new AtomicInteger();
        var most = new AtomicInteger();
        var job = new Recurring("sweep", "Sweeps", RARELY, run -> {
            most.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
            runs.incrementAndGet();
            Thread.sleep(20);
            atOnce.decrementAndGet();
        });
        var one = fixtures.start("one", List.of(job), List.of());
        var two = fixtures.start("two", List.of(job), List.of());
        assertThat(one.desk().recurring().getFirst().next()).isNotNull();

        assertThat(one.desk().runNow(Actor.SYSTEM, "sweep")).isTrue();
        assertThat(two.desk().runNow(Actor.SYSTEM, "sweep")).isTrue();
        Await.holds("a run", () -> runs.get() > 0);
        Await.holds(
                "its end",
                () -> one.desk().recurring().stream().anyMatch(due -> due.running() == null && due.last() != null));

        assertThat(most).hasValue(1);
        assertThat(one.desk().runNow(Actor.SYSTEM, "unknown")).isFalse();
        // The second wish may be met by a run that begins after the first has ended.
        assertThat(fixtures.history(one, "sweep"))
                .extracting(JobView::state)
                .containsAnyOf(JobState.DONE)
                .isSubsetOf(JobState.DONE, JobState.RUNNING);
    }

    @Test
    void runsOnceMoreWhenThatWasWantedMeanwhile() throws InterruptedException {
        var begun = new Semaphore(0);
        var goOn = new Semaphore(0);
        var job = new Recurring("deliver", "Delivers", RARELY, run -> {
            begun.release();
            goOn.acquire();
        });
        var one = fixtures.start("one", List.of(job), List.of());
        fixtures.transactions.run(tx -> one.jobs().soon(tx, "deliver"));
        begun.acquire();
        fixtures.transactions.run(tx -> one.jobs().soon(tx, "deliver"));
        fixtures.transactions.run(tx -> one.jobs().soon(tx, "deliver"));

        goOn.release();
        begun.acquire();
        goOn.release();

        Await.holds(
                "a second run",
                () -> fixtures.history(one, "deliver").stream()
                                .filter(run -> run.state() == JobState.DONE)
                                .count()
                        == 2);
        assertThat(begun.availablePermits()).isZero();
    }

    @Test
    void takesOverAtOnceWhatAnEndingProcessHadInHand() throws InterruptedException {
        var begun = new Semaphore(0);
        var runs = new AtomicInteger();
        var job = new Recurring("sweep", "Sweeps", JobTime.atOnceAndEvery(Duration.ofHours(1)), run -> {
            boolean first = runs.getAndIncrement() == 0;
            begun.release();
            while (first) {
                run.stopIfCancelled();
                Thread.sleep(5);
            }
        });
        var one = fixtures.start("one", List.of(job), List.of());
        begun.acquire();

        one.scheduler().stop();
        var two = fixtures.start("two", List.of(job), List.of());

        Await.present(
                "the run of the other",
                () -> Optional.of(fixtures.history(two, "sweep"))
                        .filter(kept -> kept.size() == 2 && kept.getFirst().state() == JobState.DONE));
        assertThat(fixtures.history(two, "sweep").getLast())
                .matches(run -> run.state() == JobState.INTERRUPTED)
                .matches(run -> "one".equals(run.process()));
    }

    @Test
    void beginsAgainWhatAProcessThatDiedHadInHand() {
        var job = new Recurring("sweep", "Sweeps", RARELY, run -> {});
        var kind = new JobKind("import", "Imports", (data, run) -> {});
        var one = fixtures.start("one", List.of(job), List.of(kind));
        one.scheduler().stop();
        long asked = fixtures.ask(one, "import", NOTHING);
        // As a process leaves it that is killed while it works.
        fixtures.transactions.run(tx -> {
            tx.execute("update job_run set state = 'running', process = 'dead', attempt = 1, started_at = now()");
            tx.execute("""
                    insert into job_run (job, once, state, due_at, started_at, process, attempt,
                                         actor_kind, actor_id, actor_name)
                    values ('sweep', false, 'running', now(), now(), 'dead', 1, 'system', 'system', 'Plumbline')""");
            tx.execute("update job_schedule set picked = true, picked_by = 'dead', execution_time = now(),"
                    + " last_heartbeat = now() - interval '5 minutes'");
        });

        var two = fixtures.start("two", List.of(job), List.of(kind));

        assertThat(fixtures.awaitEnd(two, asked))
                .matches(run -> run.state() == JobState.DONE)
                .matches(run -> run.attempt() == 2);
        Await.holds(
                "another sweep", () -> fixtures.history(two, "sweep").getFirst().state() == JobState.DONE);
        assertThat(fixtures.history(two, "sweep"))
                .extracting(JobView::state)
                .containsExactly(JobState.DONE, JobState.INTERRUPTED);
    }

    @Test
    void keepsNoLineOfRunsThatHadNothingToDo() throws InterruptedException {
        var runs = new Semaphore(0);
        var job = new Recurring("deliver", "Delivers", JobTime.atOnceAndEvery(Duration.ofHours(1)), run -> {
            run.idle();
            runs.release();
        });
        var one = fixtures.start("one", List.of(job), List.of());
        runs.acquire();

        Await.holds(
                "the end without a line", () -> fixtures.history(one, "deliver").isEmpty());
    }

    @Test
    void boundsItsHistory() {
        var kind = new JobKind("import", "Imports", (data, run) -> {});
        var one = fixtures.start("one", List.of(), List.of(kind));
        fixtures.awaitEnd(one, fixtures.ask(one, "import", NOTHING));
        fixtures.clock.advance(Duration.ofDays(1));
        var late = fixtures.awaitEnd(one, fixtures.ask(one, "import", NOTHING));

        int deleted = fixtures.transactions.get(tx -> new JobStore().deleteEndedBefore(tx, fixtures.clock.instant()));

        assertThat(deleted).isEqualTo(1);
        assertThat(fixtures.history(one, "import")).extracting(JobView::id).containsExactly(late.id());
    }

    @Test
    void refusesTwoJobsOfOneName() {
        var job = new Recurring("sweep", "Sweeps", RARELY, run -> {});

        assertThatThrownBy(() -> new JobScheduler.Work(List.of(job, job), List.of()))
                .hasMessageContaining("two are called sweep");
    }

    private static JsonObject file(String name) {
        return JsonObject.builder().put("file", name).build();
    }
}
