package plumbline.server.notice.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// The schedule of retries that the specification gives as its example, over a little more than three days.
final class Retries {
    private static final List<Duration> WAITS = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));

    /// After failing for so long, and for no less, an endpoint is given up.
    static final Duration GIVEN_UP_AFTER = Duration.ofDays(5);

    private Retries() {}

    /// The wait after so many failed tries; empty when there are no more.
    ///
    /// @param spread from 0 to 1: waits differ by up to a tenth, lest what failed together comes together
    static Optional<Duration> after(int tries, double spread) {
        if (tries > WAITS.size()) {
            return Optional.empty();
        }
        var wait = WAITS.get(Math.max(0, tries - 1));
        return Optional.of(wait.plusMillis((long) (wait.toMillis() * 0.1 * spread)));
    }
}
