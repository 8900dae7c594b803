package plumbline.server.identity.token;

import java.time.Duration;
import plumbline.server.identity.Principal;
import plumbline.server.platform.RateLimit;

/// Checks tokens of callers, and slows down who guesses.
public final class TokenGuard {
    private static final RateLimit.Rule GUESSES = new RateLimit.Rule("bad token address", 30, Duration.ofMinutes(1));
    private static final RateLimit.Rule CALLS = new RateLimit.Rule("token", 3000, Duration.ofMinutes(1));

    private final Tokens tokens;
    private final RateLimit limit;

    /// How often a token may call in a minute.
    static int callsAMinute() {
        return CALLS.attempts();
    }

    TokenGuard(Tokens tokens, RateLimit limit) {
        this.tokens = tokens;
        this.limit = limit;
    }

    /// What came of a token.
    public sealed interface Result {
        record Accepted(Principal principal) implements Result {}

        record Refused() implements Result {}

        record TooMany(Duration pause) implements Result {}
    }

    /// Checks the text sent after `Bearer`, from this address.
    public Result check(String secret, String address) {
        // A good token passes whoever guesses beside it, or one of them behind a shared address would stop them all.
        var principal = tokens.authenticate(secret);
        if (principal.isEmpty()) {
            var guessing = limit.attemptFrom(GUESSES, address);
            return guessing.isPositive() ? new Result.TooMany(guessing) : new Result.Refused();
        }
        var tooBusy = limit.attempt(CALLS, principal.get().actor().id());
        return tooBusy.isPositive() ? new Result.TooMany(tooBusy) : new Result.Accepted(principal.get());
    }
}
