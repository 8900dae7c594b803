package plumbline.server.evidence.ledger;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import plumbline.ledger.LogKeys;
import plumbline.ledger.log.LogException;
import plumbline.server.evidence.ledger.LedgerStatus.State;

/// The thread that sequences and publishes, about once a second while there is work. It starts and ends with the
/// server. Of several processes on one database the one that holds the lease works, the others stand by.
public final class LedgerPublisher implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(LedgerPublisher.class);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(5);

    private final DataSource dataSource;
    private final LedgerStore store;
    private final LedgerSettings settings;
    private final LogKeys keys;
    private final InstantSource clock;
    private final Semaphore woken = new Semaphore(0);

    private @Nullable Thread thread;
    private volatile boolean running;
    private volatile Report report = new Report(State.STANDING_BY, "");

    /// What the thread last had to say.
    record Report(State state, String message) {}

    LedgerPublisher(
            DataSource dataSource, LedgerStore store, LedgerSettings settings, LogKeys keys, InstantSource clock) {
        this.dataSource = dataSource;
        this.store = store;
        this.settings = settings;
        this.keys = keys;
        this.clock = clock;
    }

    Report report() {
        return report;
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("ledger-publisher").start(this::work);
    }

    /// Ends after the batch in hand.
    @Override
    public void stop() {
        running = false;
        wake();
        var ending = thread;
        if (ending != null) {
            try {
                ending.join(Duration.ofSeconds(20));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /// Work is waiting: do not sleep on.
    public void wake() {
        woken.release();
    }

    private void work() {
        while (running) {
            try {
                var lease = LedgerStore.tryLease(dataSource);
                if (lease.isPresent()) {
                    lead(lease.get());
                } else {
                    report = new Report(State.STANDING_BY, "");
                    pause(PAUSE);
                }
            } catch (LedgerDisagreement e) {
                report = new Report(State.REFUSING, String.valueOf(e.getMessage()));
                log.error("The ledger publishes nothing: {}", e.getMessage());
                return;
            } catch (LogException | DataAccessException e) {
                report = new Report(State.TROUBLED, "The ledger could not publish and tries again: " + e.getMessage());
                log.warn("The ledger could not publish and tries again", e);
                pause(AFTER_TROUBLE);
            } catch (RuntimeException e) {
                report = new Report(State.TROUBLED, "The ledger failed and tries again: " + e);
                log.error("The ledger failed and tries again", e);
                pause(AFTER_TROUBLE);
            }
        }
    }

    private void lead(LedgerStore.Lease lease) {
        Publication publication;
        try {
            publication = Publication.begin(store, lease, settings, keys, clock);
        } catch (RuntimeException e) {
            lease.close();
            throw e;
        }
        try (publication) {
            report = new Report(State.PUBLISHING, "");
            while (running) {
                if (!publication.round()) {
                    pause(PAUSE);
                }
            }
        }
    }

    private void pause(Duration length) {
        try {
            if (running && woken.tryAcquire(length.toMillis(), TimeUnit.MILLISECONDS)) {
                woken.drainPermits();
            }
        } catch (InterruptedException e) {
            running = false;
            Thread.currentThread().interrupt();
        }
    }
}
