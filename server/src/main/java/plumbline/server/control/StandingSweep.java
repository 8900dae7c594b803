package plumbline.server.control;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Looks at how the controls stand when the server starts and every hour after, so that each day keeps its last look.
/// Several servers on one database do the same work twice and no harm.
final class StandingSweep implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(StandingSweep.class);
    private static final Duration PAUSE = Duration.ofHours(1);
    private static final Duration AFTER_TROUBLE = Duration.ofMinutes(1);

    private final Standings standings;
    private final Semaphore stopped = new Semaphore(0);
    private volatile @Nullable Thread thread;

    StandingSweep(Standings standings) {
        this.standings = standings;
    }

    @Override
    public void start() {
        thread = Thread.ofPlatform().name("standing-sweep").daemon().start(this::work);
    }

    @Override
    public void stop() {
        var ending = thread;
        thread = null;
        stopped.release();
        if (ending != null) {
            try {
                ending.join(Duration.ofSeconds(10));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void work() {
        var pause = Duration.ZERO;
        while (!stops(pause)) {
            try {
                standings.look();
                pause = PAUSE;
            } catch (RuntimeException e) {
                log.warn("The standing of the controls could not be kept; it is tried again in a minute", e);
                pause = AFTER_TROUBLE;
            }
        }
    }

    private boolean stops(Duration pause) {
        try {
            return stopped.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }
}
