package plumbline.server.platform;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/// Deletes [Leftovers] every few minutes. Several processes may do so: whoever comes while another sweeps goes on.
public final class LeftoverSweep implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(LeftoverSweep.class);
    private static final Duration PAUSE = Duration.ofMinutes(10);
    static final long LOCK = 0x706c_756d_7377_6570L;

    private final Transactions transactions;
    private final List<Leftovers> leftovers;
    private final InstantSource clock;

    private @Nullable Thread thread;

    public LeftoverSweep(Transactions transactions, List<Leftovers> leftovers, InstantSource clock) {
        this.transactions = transactions;
        this.leftovers = List.copyOf(leftovers);
        this.clock = clock;
    }

    /// Sweeps once, unless another process does so now; says how many rows went.
    public int sweep() {
        var now = clock.instant();
        int rows = 0;
        for (var kind : leftovers) {
            int deleted = transactions.get(
                    tx -> Boolean.TRUE.equals(tx.fetchValue("select pg_try_advisory_xact_lock(?)", LOCK))
                            ? kind.deletion().delete(tx, now)
                            : 0);
            log.debug("swept {}: {}", kind.what(), deleted);
            rows += deleted;
        }
        return rows;
    }

    @Override
    public synchronized void start() {
        thread = Thread.ofVirtual().name("leftover-sweep").start(this::work);
    }

    @Override
    public synchronized void stop() {
        if (thread != null) {
            thread.interrupt();
            thread = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    private void work() {
        try {
            while (true) {
                Thread.sleep(PAUSE);
                sweepOrSayWhyNot();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void sweepOrSayWhyNot() {
        try {
            sweep();
        } catch (RuntimeException e) {
            log.warn("leftovers could not be swept, which is tried again", e);
        }
    }
}
