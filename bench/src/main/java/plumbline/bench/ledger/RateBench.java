package plumbline.bench.ledger;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import plumbline.bench.Measure;
import plumbline.bench.Measures;
import plumbline.ledger.LogKeys;
import plumbline.ledger.log.LogWriter;

/// A thousand commitments a second, each at its time whether or not the one before is done: how long until each is
/// published.
final class RateBench {
    private static final int RATE = 1_000;
    private static final double TARGET_MILLIS = 300;

    private final Path folder;
    private final LogKeys keys;
    private final Commitments commitments;
    private final Measures measures;

    RateBench(Path folder, LogKeys keys, Commitments commitments, Measures measures) {
        this.folder = folder;
        this.keys = keys;
        this.commitments = commitments;
        this.measures = measures;
    }

    void run(long seconds) throws InterruptedException {
        int count = Math.toIntExact(seconds * RATE);
        long[] nanos = new long[count];
        CountDownLatch published = new CountDownLatch(count);
        try (LogWriter writer = LogWriter.open(folder, keys, InstantSource.system())) {
            long start = System.nanoTime();
            for (int i = 0; i < count; i++) {
                long due = start + i * (TimeUnit.SECONDS.toNanos(1) / RATE);
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                int number = i;
                CompletableFuture<Long> _ = writer.add(commitments.at(i)).whenComplete((_, failure) -> {
                    // From when it was due: a late start counts as well. A failure counts as never.
                    nanos[number] = failure == null ? System.nanoTime() - due : Long.MAX_VALUE;
                    published.countDown();
                });
            }
            published.await();
        }
        Arrays.sort(nanos);
        measures.add(Measure.shown("latency at 1,000/s, median", nanos[count / 2] / 1e6, "ms"));
        measures.add(Measure.atMost("latency at 1,000/s, p99", nanos[count * 99 / 100] / 1e6, "ms", TARGET_MILLIS));
        measures.add(Measure.shown("latency at 1,000/s, worst", nanos[count - 1] / 1e6, "ms"));
    }
}
