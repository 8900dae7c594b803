package plumbline.server.evidence.pack;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import plumbline.server.platform.Transactions;

/// The thread that makes packs, one after the other, those left unfinished by an earlier process first. Of several
/// processes on one database one works at a time.
final class PackWorker implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(PackWorker.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration AFTER_TROUBLE = Duration.ofSeconds(5);

    private final Transactions transactions;
    private final PackMaker maker;
    private final PackStore store = new PackStore();
    private final Semaphore woken = new Semaphore(0);

    private @Nullable Thread thread;
    private volatile boolean running;

    PackWorker(Transactions transactions, PackMaker maker) {
        this.transactions = transactions;
        this.maker = maker;
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofPlatform().name("packs").start(this::work);
    }

    /// What is in hand stays unfinished, and is taken up again.
    @Override
    public void stop() {
        running = false;
        var ending = thread;
        if (ending != null) {
            ending.interrupt();
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

    /// A pack is waiting: do not sleep on.
    void wake() {
        woken.release();
    }

    private void work() {
        while (running) {
            try {
                if (!makeNext()) {
                    pause(PAUSE);
                }
            } catch (PackStopped e) {
                return;
            } catch (DataAccessException e) {
                if (running) {
                    log.warn("Packs wait for the database", e);
                    pause(AFTER_TROUBLE);
                }
            } catch (RuntimeException e) {
                if (running) {
                    log.error("Packs wait after a failure", e);
                    pause(AFTER_TROUBLE);
                }
            }
        }
    }

    private boolean makeNext() {
        if (store.nextUnfinished(transactions.reading()).isEmpty()) {
            return false;
        }
        // The transaction holds nothing but the right to work, for as long as this takes.
        return transactions.get(tx -> {
            var next = store.mayWork(tx) ? store.nextUnfinished(transactions.reading()) : OptionalLong.empty();
            next.ifPresent(maker::make);
            return next.isPresent();
        });
    }

    private void pause(Duration length) {
        try {
            if (running && woken.tryAcquire(length.toMillis(), TimeUnit.MILLISECONDS)) {
                woken.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            running = false;
        }
    }
}
