package plumbline.server.platform.job;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.BooleanSupplier;
import org.jooq.DSLContext;

/// The run of a job in this process. Its work may say and ask as often as it likes: the database hears of it once a
/// second.
final class RunningJob implements JobRun {
    private static final long PAUSE_NANOS = Duration.ofSeconds(1).toNanos();

    private final JobStore store;
    private final DSLContext database;
    private final JobStore.InHand run;
    private final InstantSource clock;
    private final BooleanSupplier ending;

    private JobView.Progress progress = new JobView.Progress(0, 0, "", false);
    private long told = System.nanoTime() - PAUSE_NANOS;
    private boolean calledOff;
    private boolean idle;
    private String path = "";

    RunningJob(JobStore store, DSLContext database, JobStore.InHand run, InstantSource clock, BooleanSupplier ending) {
        this.store = store;
        this.database = database;
        this.run = run;
        this.clock = clock;
        this.ending = ending;
    }

    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public synchronized void progress(long done, long total, String what) {
        progress = new JobView.Progress(done, total, what, false);
        tell();
    }

    @Override
    public synchronized boolean cancelled() {
        if (!calledOff && !ending.getAsBoolean()) {
            tell();
        }
        return calledOff || ending.getAsBoolean();
    }

    private void tell() {
        if (System.nanoTime() - told >= PAUSE_NANOS) {
            calledOff |= !store.report(database, run, progress);
            told = System.nanoTime();
        }
    }

    /// What was said last.
    synchronized JobView.Progress last() {
        return progress;
    }

    @Override
    public synchronized void idle() {
        idle = true;
    }

    synchronized boolean wasIdle() {
        return idle;
    }

    @Override
    public synchronized void leadsTo(String path) {
        this.path = path;
    }

    synchronized String path() {
        return path;
    }
}
