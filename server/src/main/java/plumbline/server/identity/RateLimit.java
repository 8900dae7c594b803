package plumbline.server.identity;

import java.time.Duration;
import java.time.InstantSource;
import plumbline.server.platform.Transactions;

/// Counts attempts in the database, so that several server processes count together.
public final class RateLimit {
    private final Transactions transactions;
    private final AttemptStore store;
    private final InstantSource clock;

    RateLimit(Transactions transactions, AttemptStore store, InstantSource clock) {
        this.transactions = transactions;
        this.store = store;
        this.clock = clock;
    }

    /// At most so many attempts in a window that begins with the first of them.
    public enum Rule {
        SIGN_IN_ADDRESS(30, Duration.ofMinutes(10)),
        SIGN_IN_ACCOUNT(10, Duration.ofMinutes(10)),
        LINK_ADDRESS(30, Duration.ofMinutes(10)),
        BAD_TOKEN_ADDRESS(30, Duration.ofMinutes(1)),
        TOKEN(3000, Duration.ofMinutes(1));

        private final int attempts;
        private final Duration window;

        Rule(int attempts, Duration window) {
            this.attempts = attempts;
            this.window = window;
        }
    }

    /// Counts one attempt. Answers how long to wait: zero when it is allowed.
    public Duration attempt(Rule rule, String who) {
        var now = clock.instant();
        var counted = store.count(transactions.reading(), key(rule, who), now, now.plus(rule.window));
        return counted.count() <= rule.attempts ? Duration.ZERO : Duration.between(now, counted.endsAt());
    }

    /// How long to wait, without counting an attempt.
    public Duration remaining(Rule rule, String who) {
        var now = clock.instant();
        return store.find(transactions.reading(), key(rule, who), now)
                .filter(counted -> counted.count() >= rule.attempts)
                .map(counted -> Duration.between(now, counted.endsAt()))
                .orElse(Duration.ZERO);
    }

    /// Forgets the attempts, after one that succeeded.
    void forget(Rule rule, String who) {
        store.delete(transactions.reading(), key(rule, who));
    }

    private static String key(Rule rule, String who) {
        return rule.name() + " " + who;
    }
}
