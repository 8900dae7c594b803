package plumbline.ledger.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/// Collects single entries into batches: while one batch is written, the next gathers. Its thread starts with the first
/// entry.
final class AddQueue implements AutoCloseable {
    private static final int CAPACITY = 1 << 16;

    private final ToLongFunction<List<byte[]>> appendAll;
    private final long pauseNanos;
    private final BlockingQueue<Pending> waiting = new ArrayBlockingQueue<>(CAPACITY);
    private @Nullable Thread thread;
    private volatile boolean closing;
    private volatile boolean finished;

    AddQueue(ToLongFunction<List<byte[]>> appendAll, Duration pause) {
        this.appendAll = appendAll;
        this.pauseNanos = pause.toNanos();
    }

    CompletableFuture<Long> add(byte[] entry) {
        start();
        Pending pending = new Pending(entry);
        try {
            waiting.put(pending);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LogException("interrupted while waiting for a place in the queue", e);
        }
        if (finished) {
            refuseWaiting();
        }
        return pending.index;
    }

    /// Waits until all that is queued is published.
    @Override
    public void close() {
        Thread running;
        synchronized (this) {
            closing = true;
            running = thread;
        }
        if (running != null) {
            try {
                running.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private synchronized void start() {
        if (closing) {
            throw new IllegalStateException("the log is closed");
        }
        if (thread == null) {
            thread = Thread.ofPlatform().name("ledger-queue").daemon().start(this::run);
        }
    }

    private void run() {
        try {
            List<Pending> batch = new ArrayList<>();
            while (!closing || !waiting.isEmpty()) {
                long began = System.nanoTime();
                Pending first = waiting.poll(10, TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    waiting.drainTo(batch);
                    publish(batch);
                    batch.clear();
                    pauseUntil(began + pauseNanos);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            finished = true;
            refuseWaiting();
        }
    }

    private void publish(List<Pending> batch) {
        try {
            long first = appendAll.applyAsLong(
                    batch.stream().map(pending -> pending.entry).toList());
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).index.complete(first + i);
            }
        } catch (RuntimeException e) {
            batch.forEach(pending -> pending.index.completeExceptionally(e));
        } catch (Error e) {
            // Nobody may wait for ever, not even when memory has run out.
            batch.forEach(pending -> pending.index.completeExceptionally(e));
            throw e;
        }
    }

    /// A pause spares checkpoints when little happens; it ends early when much waits.
    private void pauseUntil(long end) throws InterruptedException {
        while (!closing && System.nanoTime() < end && waiting.size() < CAPACITY / 4) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
    }

    /// What came too late to be published must not be waited for.
    private void refuseWaiting() {
        List<Pending> late = new ArrayList<>();
        waiting.drainTo(late);
        late.forEach(pending -> pending.index.completeExceptionally(new IllegalStateException("the log is closed")));
    }

    private static final class Pending {
        private final byte[] entry;
        private final CompletableFuture<Long> index = new CompletableFuture<>();

        Pending(byte[] entry) {
            this.entry = entry;
        }
    }
}
