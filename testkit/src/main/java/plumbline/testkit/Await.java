package plumbline.testkit;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;

/// Waits for what other threads or processes do, by looking often. Patience is for the slowest machine: a test that
/// passes waits no longer than it must.
public final class Await {
    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration BETWEEN = Duration.ofMillis(5);

    private Await() {}

    /// The answer as soon as there is one, within a minute.
    ///
    /// @param what is waited for, as a failure names it: `the publication`
    public static <T> T present(String what, Callable<Optional<T>> source) {
        return present(what, PATIENCE, source);
    }

    /// Returns as soon as it holds, within a minute.
    public static void holds(String what, Callable<Boolean> condition) {
        holds(what, PATIENCE, condition);
    }

    /// Returns as soon as it holds, for what a minute may be too short.
    public static void holds(String what, Duration patience, Callable<Boolean> condition) {
        present(what, patience, () -> Optional.of(condition.call()).filter(held -> held));
    }

    private static <T> T present(String what, Duration patience, Callable<Optional<T>> source) {
        long begun = System.nanoTime();
        try {
            while (true) {
                var found = source.call();
                if (found.isPresent()) {
                    return found.get();
                }
                if (System.nanoTime() - begun > patience.toNanos()) {
                    throw new AssertionError(what + " did not happen within " + words(patience));
                }
                Thread.sleep(BETWEEN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for " + what, e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new AssertionError(what + " cannot be seen", e);
        }
    }

    private static String words(Duration patience) {
        return patience.equals(PATIENCE) ? "a minute" : patience.toMinutes() + " minutes";
    }
}
