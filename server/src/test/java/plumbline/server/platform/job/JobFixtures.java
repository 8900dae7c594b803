package plumbline.server.platform.job;

import java.util.ArrayList;
import java.util.List;
import plumbline.ledger.json.JsonObject;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Database;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Transactions;
import plumbline.testkit.Await;
import plumbline.testkit.MutableClock;
import plumbline.testkit.TestPostgres;

/// A database on which several schedulers, each as in a process of its own, do the jobs of a test.
final class JobFixtures implements AutoCloseable {
    static final JsonObject NOTHING = JsonObject.builder().build();

    final MutableClock clock = MutableClock.at("2026-11-23T10:00:00Z");
    final Database database;
    final Transactions transactions;
    private final List<Scheduler> started = new ArrayList<>();

    JobFixtures() {
        var url = TestPostgres.empty();
        database = Database.at(url, url);
        transactions = new Transactions(database.dataSource());
    }

    /// What one process has.
    record Scheduler(JobScheduler scheduler, Jobs jobs, JobDesk desk) {}

    Scheduler start(String process, List<Recurring> recurring, List<JobKind> kinds) {
        var bell = new JobBell();
        var work = new JobScheduler.Work(recurring, kinds);
        var runner = new JobRunner(transactions, clock, process);
        var scheduler = new JobScheduler(database.dataSource(), process, runner, work, bell);
        scheduler.start();
        var one = new Scheduler(
                scheduler,
                new Jobs(transactions, clock, bell),
                new JobDesk(transactions, new Journal(clock), bell, work));
        started.add(one);
        return one;
    }

    long ask(Scheduler process, String kind, JsonObject data) {
        return transactions.get(tx -> process.jobs().start(tx, new NewJob(kind, Actor.SYSTEM, "a test", data)));
    }

    /// The history of one job, newest first.
    List<JobView> history(Scheduler process, String job) {
        return process.desk().history(new JobFilter(job, null, ""), null, 100);
    }

    JobView awaitEnd(Scheduler process, long id) {
        return Await.present(
                "the end of run " + id,
                () -> process.desk().find(id).filter(run -> run.state().ended()));
    }

    @Override
    public void close() {
        started.forEach(one -> one.scheduler().stop());
        database.close();
    }
}
