package plumbline.bench.ledger;

import java.util.concurrent.TimeUnit;
import plumbline.ledger.log.LogWriter;

/// Looks at a writer's checkpoint each millisecond and notes how often, and how late at most, a new one appeared.
final class CheckpointWatch {
    private final LogWriter writer;
    private final Thread thread;
    private volatile boolean stopped;
    private long checkpoints;
    private long longestNanos;

    CheckpointWatch(LogWriter writer) {
        this.writer = writer;
        this.thread = Thread.ofPlatform().name("checkpoint-watch").start(this::watch);
    }

    private void watch() {
        long size = writer.size();
        long last = System.nanoTime();
        while (!stopped) {
            if (writer.size() != size) {
                size = writer.size();
                longestNanos = Math.max(longestNanos, System.nanoTime() - last);
                last = System.nanoTime();
                checkpoints++;
            }
            try {
                TimeUnit.MILLISECONDS.sleep(1);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    /// The longest time between two, in seconds.
    double stop() throws InterruptedException {
        stopped = true;
        thread.join();
        return longestNanos / 1e9;
    }

    long checkpoints() {
        return checkpoints;
    }
}
