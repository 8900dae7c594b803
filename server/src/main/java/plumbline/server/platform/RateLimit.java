package plumbline.server.platform;

import java.time.Duration;
import java.time.InstantSource;

/// Counts attempts in the database, so that several server processes count together.
public final class RateLimit {
    private final Transactions transactions;
    private final AttemptStore store = new AttemptStore();
    private final InstantSource clock;

    public RateLimit(Transactions transactions, InstantSource clock) {
        this.transactions = transactions;
        this.clock = clock;
    }

    /// At most so many attempts in a window that begins with the first of them.
    ///
    /// @param name tells the counters of one rule from those of others
    public record Rule(String name, int attempts, Duration window) {}

    /// Counts one attempt. Answers how long to wait: zero when it is allowed.
    public Duration attempt(Rule rule, String who) {
        var now = clock.instant();
        var counted = store.count(transactions.reading(), key(rule, who), now, now.plus(rule.window));
        return counted.count() <= rule.attempts ? Duration.ZERO : Duration.between(now, counted.endsAt());
    }

    /// As above, where it is an address that attempts come from.
    public Duration attemptFrom(Rule rule, String address) {
        return attempt(rule, Network.ofClient(address));
    }

    /// Forgets the attempts, after one that succeeded.
    public void forget(Rule rule, String who) {
        store.delete(transactions.reading(), key(rule, who));
    }

    private static String key(Rule rule, String who) {
        return rule.name() + " " + who;
    }
}
