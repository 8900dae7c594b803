package plumbline.server.platform.job;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import plumbline.server.platform.Transactions;

/// Runs one job and keeps its history.
final class JobRunner {
    private static final Logger log = LoggerFactory.getLogger(JobRunner.class);
    private static final int ERROR_LENGTH = 300;
    private static final int DETAIL_LENGTH = 10_000;

    private final Transactions transactions;
    private final InstantSource clock;
    private final String process;
    private final JobStore store = new JobStore();
    private volatile boolean ending;

    /// @param process this process's name, unlike that of any other that works on the database or ever did
    JobRunner(Transactions transactions, InstantSource clock, String process) {
        this.transactions = transactions;
        this.clock = clock;
        this.process = process;
    }

    /// What is to be done, with the run to report to.
    private interface Work {
        void run(JobRun run) throws InterruptedException;
    }

    /// From now on what runs is told to end, and what does not finish counts as interrupted.
    void end() {
        ending = true;
    }

    JobState recurring(Recurring job, Instant due) {
        var run = transactions.get(tx -> store.begin(tx, job.name(), due, process, clock.instant()));
        return work(job.name(), run, job.work()::run, JobState.INTERRUPTED);
    }

    JobState once(JobKind kind, long id) {
        var run = new JobStore.InHand(id, process);
        var data = transactions.get(tx -> store.beginOnce(tx, run, clock.instant()));
        if (data.isEmpty()) {
            transactions.run(tx -> store.cancel(tx, id, clock.instant()));
            return JobState.CANCELLED;
        }
        return work(kind.name(), run, job -> kind.work().run(data.get(), job), JobState.QUEUED);
    }

    /// @param cutOff what becomes of a run that this process must leave unfinished
    private JobState work(String name, JobStore.InHand run, Work work, JobState cutOff) {
        var job = new RunningJob(store, transactions.reading(), run, clock, () -> ending);
        try {
            work.run(job);
            return end(job, run, JobState.DONE, new JobView.Outcome(job.path(), "", ""));
        } catch (JobCancelled e) {
            return end(job, run, ending ? cutOff : JobState.CANCELLED, nothing());
        } catch (Throwable e) {
            // Whatever a job throws ends that job alone, and is kept where an administrator looks.
            if (ending) {
                Thread.interrupted();
                return end(job, run, cutOff, nothing());
            }
            log.warn("The job {} failed", name, e);
            return end(job, run, JobState.FAILED, new JobView.Outcome(job.path(), line(e), detail(e)));
        }
    }

    private JobState end(RunningJob job, JobStore.InHand run, JobState state, JobView.Outcome outcome) {
        transactions.run(tx -> {
            if (state == JobState.DONE && job.wasIdle()) {
                store.forget(tx, run);
                return;
            }
            store.report(tx, run, job.last());
            if (state == JobState.QUEUED) {
                store.requeue(tx, run);
                return;
            }
            if (!store.end(tx, run, state, outcome, clock.instant())) {
                log.warn("Another process has taken over run {}, because this one was silent for too long", run.id());
            }
        });
        return state;
    }

    private static JobView.Outcome nothing() {
        return new JobView.Outcome("", "", "");
    }

    private static String line(Throwable failure) {
        var message = String.valueOf(failure.getMessage())
                .lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .orElse("null");
        var line = message.equals("null") ? failure.getClass().getSimpleName() : message;
        return line.length() > ERROR_LENGTH ? line.substring(0, ERROR_LENGTH) : line;
    }

    private static String detail(Throwable failure) {
        var text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        var detail = text.toString();
        return detail.length() > DETAIL_LENGTH ? detail.substring(0, DETAIL_LENGTH) : detail;
    }
}
