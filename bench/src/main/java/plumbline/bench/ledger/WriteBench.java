package plumbline.bench.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import plumbline.bench.Measure;
import plumbline.bench.Measures;
import plumbline.ledger.LogKeys;
import plumbline.ledger.log.LogWriter;
import plumbline.ledger.log.TileAddress;

/// As many commitments as fast as they go, each waited for.
final class WriteBench {
    private static final double TARGET_A_SECOND = 100_000;

    private final Path folder;
    private final LogKeys keys;
    private final Commitments commitments;
    private final Measures measures;

    WriteBench(Path folder, LogKeys keys, Commitments commitments, Measures measures) {
        this.folder = folder;
        this.keys = keys;
        this.commitments = commitments;
        this.measures = measures;
    }

    void run(long size) throws IOException, InterruptedException {
        try (LogWriter writer = LogWriter.open(folder, keys, InstantSource.system())) {
            long heapBefore = usedHeap();
            AtomicLong failures = new AtomicLong();
            CountDownLatch published = new CountDownLatch(Math.toIntExact(size));
            CheckpointWatch watch = new CheckpointWatch(writer);
            long start = System.nanoTime();
            for (long i = 0; i < size; i++) {
                CompletableFuture<Long> _ = writer.add(commitments.at(i)).whenComplete((_, failure) -> {
                    if (failure != null) {
                        failures.incrementAndGet();
                    }
                    published.countDown();
                });
            }
            published.await();
            double seconds = (System.nanoTime() - start) / 1e9;
            double longestGap = watch.stop();
            if (failures.get() > 0 || writer.size() != size) {
                throw new IllegalStateException(failures + " of " + size + " commitments were not published");
            }
            measures.add(
                    Measure.atLeast("commitments published a second", (double) size / seconds, "1/s", TARGET_A_SECOND));
            measures.add(Measure.shown("commitments", (double) size, ""));
            measures.add(Measure.shown("checkpoints", (double) watch.checkpoints(), ""));
            measures.add(Measure.atMost("longest time between checkpoints", longestGap * 1e3, "ms", 1_000));
            double heapMegabytes = Math.max(0, usedHeap() - heapBefore) / 1e6;
            measures.add(Measure.atMost("memory that the writer grew by", heapMegabytes, "MB", 16));
        }
        long stale = Folders.partialTiles(folder) - neededPartials(size);
        measures.add(Measure.atMost("stale partial tiles", (double) stale, "files", 0));
        measures.add(Measure.shown("log on disk", Folders.bytes(folder) / 1e6, "MB"));
    }

    private static long neededPartials(long size) {
        long needed = 0;
        for (int level = TileAddress.ENTRIES; level < TileAddress.levels(size); level++) {
            needed += TileAddress.rightmost(level, size)
                            .filter(tile -> !tile.isFull())
                            .isPresent()
                    ? 1
                    : 0;
        }
        return needed;
    }

    private static long usedHeap() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
