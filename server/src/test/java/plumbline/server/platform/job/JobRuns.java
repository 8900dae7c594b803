package plumbline.server.platform.job;

import java.util.Optional;
import org.springframework.context.ApplicationContext;
import plumbline.server.platform.Actor;
import plumbline.testkit.Await;

/// Lets jobs run when a test wants it.
public final class JobRuns {
    private JobRuns() {}

    /// Runs a recurring job and waits until it ended well.
    public static void run(JobDesk desk, String job) {
        Await.present("the end of an earlier " + job, () -> due(desk, job).filter(one -> one.running() == null));
        var before = due(desk, job).orElseThrow();
        if (!desk.runNow(Actor.SYSTEM, job)) {
            throw new IllegalArgumentException("the job must be a recurring one, but is " + job);
        }
        Await.present(
                "the end of " + job, () -> due(desk, job).filter(now -> now.running() == null && ended(before, now)));
        var last = due(desk, job).orElseThrow().last();
        if (last != null && last.state() == JobState.FAILED) {
            throw new AssertionError(job + " failed: " + last.outcome().detail());
        }
    }

    /// A run that had nothing to do leaves no line, but is due again later.
    private static boolean ended(DueJob before, DueJob now) {
        var last = now.last();
        boolean newRun = last != null
                && (before.last() == null || last.id() != before.last().id());
        boolean dueLater =
                before.next() != null && now.next() != null && now.next().isAfter(before.next());
        return newRun || dueLater;
    }

    private static Optional<DueJob> due(JobDesk desk, String job) {
        return desk.recurring().stream().filter(one -> one.name().equals(job)).findFirst();
    }

    /// Stops the scheduler of a server that goes on otherwise.
    public static void hold(ApplicationContext context) {
        context.getBean(JobScheduler.class).stop();
    }
}
