package plumbline.server.identity.token;

import java.time.Duration;
import plumbline.server.identity.Principal;
import plumbline.server.identity.RateLimit;

/// Checks tokens of callers, and slows down who guesses.
public final class TokenGuard {
    private final Tokens tokens;
    private final RateLimit limit;

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
        var guessing = limit.remaining(RateLimit.Rule.BAD_TOKEN_ADDRESS, address);
        if (guessing.isPositive()) {
            return new Result.TooMany(guessing);
        }
        var principal = tokens.authenticate(secret);
        if (principal.isEmpty()) {
            limit.attempt(RateLimit.Rule.BAD_TOKEN_ADDRESS, address);
            return new Result.Refused();
        }
        var tooBusy =
                limit.attempt(RateLimit.Rule.TOKEN, principal.get().actor().id());
        return tooBusy.isPositive() ? new Result.TooMany(tooBusy) : new Result.Accepted(principal.get());
    }
}
