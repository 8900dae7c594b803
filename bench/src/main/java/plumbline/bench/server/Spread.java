package plumbline.bench.server;

import java.util.Arrays;
import java.util.Collection;

/// Times of the same thing done many times.
final class Spread {
    private final long[] sorted;

    private Spread(long[] nanos) {
        sorted = nanos.clone();
        Arrays.sort(sorted);
    }

    static Spread of(Collection<Long> nanos) {
        if (nanos.isEmpty()) {
            throw new IllegalArgumentException("nanos must not be empty");
        }
        return new Spread(nanos.stream().mapToLong(Long::longValue).toArray());
    }

    /// The time in milliseconds within which so many of them were done.
    double millis(double share) {
        return sorted[Math.max(0, (int) Math.ceil(share * sorted.length) - 1)] / 1e6;
    }

    int size() {
        return sorted.length;
    }
}
