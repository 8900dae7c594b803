package plumbline.bench.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import plumbline.bench.server.ReadMix.Kind;

/// Readers who open one page after the other, each as soon as the page before has come or after a pause.
final class ReadLoad {
    private final List<Visitor> readers;
    private final List<Kind> kinds;
    private final long seed;

    ReadLoad(List<Visitor> readers, List<Kind> kinds, long seed) {
        this.readers = List.copyOf(readers);
        this.kinds = kinds;
        this.seed = seed;
    }

    /// How long each answer took, by kind.
    record Times(List<Kind> kinds, List<long[]> nanos, double seconds) {
        long answers() {
            return nanos.stream().mapToLong(times -> times.length).sum();
        }

        /// The time in milliseconds within which so many of the lists' answers came.
        double lists(double share) {
            long[] all = new long[0];
            for (int i = 0; i < kinds.size(); i++) {
                if (kinds.get(i).list()) {
                    all = joined(all, nanos.get(i));
                }
            }
            return percentile(all, share);
        }

        /// The same of all answers.
        double all(double share) {
            return percentile(nanos.stream().reduce(new long[0], ReadLoad::joined), share);
        }

        double of(int kind, double share) {
            return percentile(nanos.get(kind), share);
        }

        private static double percentile(long[] times, double share) {
            if (times.length == 0) {
                return 0;
            }
            long[] sorted = times.clone();
            Arrays.sort(sorted);
            return sorted[Math.min(sorted.length - 1, (int) Math.ceil(share * sorted.length) - 1)] / 1e6;
        }
    }

    Times run(long seconds) throws InterruptedException {
        return run(seconds, 0);
    }

    /// @param pauseMillis between two pages of the same reader, on average
    Times run(long seconds, int pauseMillis) throws InterruptedException {
        long begun = System.nanoTime();
        long end = begun + TimeUnit.SECONDS.toNanos(seconds);
        List<Future<List<List<Long>>>> working = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(readers.size())) {
            for (int i = 0; i < readers.size(); i++) {
                Visitor reader = readers.get(i);
                Random random = new Random(seed * 31 + i);
                working.add(threads.submit(() -> read(reader, random, end, pauseMillis)));
            }
        }
        double took = (System.nanoTime() - begun) / 1e9;
        List<long[]> nanos = new ArrayList<>();
        for (int kind = 0; kind < kinds.size(); kind++) {
            long[] all = new long[0];
            for (Future<List<List<Long>>> reader : working) {
                all = joined(
                        all,
                        result(reader).get(kind).stream()
                                .mapToLong(Long::longValue)
                                .toArray());
            }
            nanos.add(all);
        }
        return new Times(kinds, nanos, took);
    }

    private List<List<Long>> read(Visitor reader, Random random, long end, int pauseMillis)
            throws InterruptedException {
        List<List<Long>> times = new ArrayList<>();
        kinds.forEach(kind -> times.add(new ArrayList<>()));
        try {
            while (System.nanoTime() < end) {
                if (pauseMillis > 0) {
                    TimeUnit.MILLISECONDS.sleep(pauseMillis / 2 + random.nextInt(pauseMillis));
                }
                int kind = random.nextInt(kinds.size());
                String address = kinds.get(kind).address().apply(random);
                long begun = System.nanoTime();
                reader.read(address);
                times.get(kind).add(System.nanoTime() - begun);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return times;
    }

    private static List<List<Long>> result(Future<List<List<Long>>> reader) throws InterruptedException {
        try {
            return reader.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a reader failed: " + e.getMessage(), e);
        }
    }

    private static long[] joined(long[] one, long[] other) {
        long[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
