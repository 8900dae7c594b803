package plumbline.ledger.log;

import java.time.Duration;

/// How a writer trades latency for work.
///
/// @param publishEvery the pause between two checkpoints for entries that are added singly, unless many wait
/// @param partialGrace how long a partial tile stays for readers of the checkpoint that needed it
/// @param segmentBytes the journal's size at which its tiles are made sure of, so that its beginning can be dropped
public record LogOptions(Duration publishEvery, Duration partialGrace, int segmentBytes) {
    public static final LogOptions DEFAULT = new LogOptions(Duration.ofMillis(100), Duration.ofSeconds(5), 8 << 20);

    public LogOptions {
        if (publishEvery.isNegative() || partialGrace.isNegative() || segmentBytes < 1) {
            throw new IllegalArgumentException("durations and sizes must not be negative");
        }
    }
}
