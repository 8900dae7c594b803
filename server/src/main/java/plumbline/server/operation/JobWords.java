package plumbline.server.operation;

import java.time.Duration;
import plumbline.server.platform.job.JobState;
import plumbline.server.platform.job.JobView;
import plumbline.server.web.Format;
import plumbline.server.web.State;

/// Jobs in the words of their pages.
public final class JobWords {
    private JobWords() {}

    /// A run's state with its mark.
    public static State state(JobState state) {
        return switch (state) {
            case DONE -> State.pass("done");
            case QUEUED, RUNNING -> State.waits(state.word());
            case FAILED -> State.fail("failed");
            case CANCELLED -> State.draft("called off");
            case INTERRUPTED -> State.stale("interrupted");
        };
    }

    /// How far it is: `340 of 1 200, row 340`.
    public static String progress(JobView run) {
        var progress = run.progress();
        if (run.state() == JobState.QUEUED) {
            return "It waits for its turn.";
        }
        if (progress.done() == 0 && progress.total() == 0) {
            return progress.what().isEmpty() ? "It has not said yet how far it is." : progress.what();
        }
        var done = progress.total() == 0
                ? Format.number(progress.done()) + " done"
                : Format.number(progress.done()) + " of " + Format.number(progress.total());
        return progress.what().isEmpty() ? done : done + ", " + progress.what();
    }

    /// One line for a list: the error, or how far it came, or what it is about.
    public static String summary(JobView run) {
        if (!run.outcome().error().isEmpty()) {
            return run.outcome().error();
        }
        if (run.state() == JobState.QUEUED
                || run.progress().done() > 0
                || !run.progress().what().isEmpty()) {
            return progress(run);
        }
        return run.about();
    }

    /// How long it took: `340 ms`, `12.4 s`, then hours and minutes; empty while it has not ended.
    public static String took(JobView run) {
        var started = run.times().started();
        var ended = run.times().ended();
        if (started == null || ended == null) {
            return "";
        }
        var took = Duration.between(started, ended);
        if (took.toMillis() < 1000) {
            return took.toMillis() + " ms";
        }
        long tenths = took.toMillis() / 100;
        return took.toMinutes() < 1 ? tenths / 10 + "." + tenths % 10 + " s" : Format.span(took);
    }
}
