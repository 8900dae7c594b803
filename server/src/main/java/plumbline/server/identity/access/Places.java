package plumbline.server.identity.access;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Places for a few at a time, taken in the order in which they came.
final class Places {
    private final Semaphore free;
    private final Duration patience;

    /// @param patience how long somebody waits for a place
    Places(int count, Duration patience) {
        this.free = new Semaphore(count, true);
        this.patience = patience;
    }

    /// Waits for a place; false when patience ended without one.
    boolean enter() {
        try {
            return free.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    void leave() {
        free.release();
    }
}
