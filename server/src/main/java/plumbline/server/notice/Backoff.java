package plumbline.server.notice;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// How long to wait before trying again to send a notice.
final class Backoff {
    private static final List<Duration> WAITS = List.of(
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(6),
            Duration.ofHours(12));

    private Backoff() {}

    /// The wait after so many failed tries; empty when it is given up.
    static Optional<Duration> after(int tries) {
        return tries <= WAITS.size() ? Optional.of(WAITS.get(Math.max(0, tries - 1))) : Optional.empty();
    }
}
