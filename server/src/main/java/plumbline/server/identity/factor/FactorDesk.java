package plumbline.server.identity.factor;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import plumbline.server.api.Problem;
import plumbline.server.identity.Account;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Sessions;
import plumbline.server.platform.RateLimit;

/// What people do about their own factors: the same steps behind the pages and behind the API.
final class FactorDesk {
    private static final RateLimit.Rule BY_PASSWORD = new RateLimit.Rule("factor password", 10, Duration.ofMinutes(10));

    private final Accounts accounts;
    private final Sessions sessions;
    private final Factors factors;
    private final SecondProof proof;
    private final RateLimit limit;

    FactorDesk(Accounts accounts, Sessions sessions, Factors factors, SecondProof proof, RateLimit limit) {
        this.accounts = accounts;
        this.sessions = sessions;
        this.factors = factors;
        this.proof = proof;
        this.limit = limit;
    }

    /// What came of turning the app off.
    sealed interface Off {
        record Done() implements Off {}

        record WrongPassword() implements Off {}

        record WrongCode() implements Off {}

        record TooMany(Duration pause) implements Off {}
    }

    FactorView view(Principal principal, HttpServletRequest request) {
        var account = account(principal);
        var has = factors.overview(account.id());
        return new FactorView(isFresh(request), account.hasPassword(), has.appSince(), has.codesLeft());
    }

    boolean isFresh(HttpServletRequest request) {
        return sessions.isFresh(request);
    }

    Optional<Factors.Secret> begin(Principal principal) {
        return factors.begin(account(principal));
    }

    Optional<Factors.Secret> waiting(Principal principal) {
        return factors.waiting(account(principal));
    }

    Optional<List<String>> confirm(Principal principal, String code) {
        return factors.confirm(account(principal), code);
    }

    Optional<List<String>> replaceCodes(Principal principal) {
        return factors.replaceCodes(account(principal));
    }

    /// Turns the app off if password and code are right. Somebody without a password gives the code alone.
    Off turnOff(Principal principal, String password, String code) {
        var account = account(principal);
        var wait = limit.attempt(BY_PASSWORD, Long.toString(account.id()));
        if (wait.isPositive()) {
            return new Off.TooMany(wait);
        }
        if (account.hasPassword() && !accounts.passwordMatches(account, password)) {
            return new Off.WrongPassword();
        }
        return switch (proof.check(account, code)) {
            case SecondProof.Result.Accepted _ -> {
                factors.turnOff(account);
                yield new Off.Done();
            }
            case SecondProof.Result.Refused(), SecondProof.Result.Exhausted() -> new Off.WrongCode();
            case SecondProof.Result.TooMany(var pause) -> new Off.TooMany(pause);
        };
    }

    private Account account(Principal principal) {
        return accounts.find(principal.id())
                .orElseThrow(() -> Problem.notFound("Your account is gone.").exception());
    }
}
