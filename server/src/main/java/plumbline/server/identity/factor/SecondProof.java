package plumbline.server.identity.factor;

import java.time.Duration;
import java.util.HexFormat;
import org.jooq.DSLContext;
import plumbline.ledger.json.JsonObject;
import plumbline.server.identity.Account;
import plumbline.server.identity.Sessions.Way;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Journal;
import plumbline.server.platform.RateLimit;
import plumbline.server.platform.Transactions;

/// Checks a code of the app or a recovery code. Six digits are soon guessed, so attempts are counted twice: five in a
/// quarter of an hour, and a hundred wrong ones in a row (NIST SP 800-63B-4, 3.2.2) end the app's say for good.
final class SecondProof {
    private static final RateLimit.Rule BY_ACCOUNT = new RateLimit.Rule("code account", 5, Duration.ofMinutes(15));
    private static final int MOST_FAILURES = 100;

    private final Transactions transactions;
    private final FactorStore store;
    private final FactorKey key;
    private final RateLimit limit;
    private final Journal journal;

    SecondProof(Transactions transactions, FactorStore store, FactorKey key, RateLimit limit, Journal journal) {
        this.transactions = transactions;
        this.store = store;
        this.key = key;
        this.limit = limit;
        this.journal = journal;
    }

    /// What came of a code.
    sealed interface Result {
        record Accepted(Way way) implements Result {}

        record Refused() implements Result {}

        /// Somebody guessed too often: only a recovery code or an administrator helps.
        record Exhausted() implements Result {}

        record TooMany(Duration pause) implements Result {}
    }

    /// Counts and checks one attempt. A code that is accepted is used up.
    Result check(Account account, String typed) {
        var wait = limit.attempt(BY_ACCOUNT, Long.toString(account.id()));
        if (wait.isPositive()) {
            return new Result.TooMany(wait);
        }
        var result = transactions.get(tx -> check(tx, account, typed));
        if (result instanceof Result.Accepted) {
            limit.forget(BY_ACCOUNT, Long.toString(account.id()));
        }
        return result;
    }

    private Result check(DSLContext transaction, Account account, String typed) {
        var app = store.app(transaction, account.id()).orElse(null);
        if (app == null || app.since() == null) {
            return new Result.Refused();
        }
        if (RecoveryCode.looksLike(typed)) {
            return store.useCode(transaction, account.id(), RecoveryCode.hash(typed), journal.now())
                    ? new Result.Accepted(Way.PASSWORD_AND_RECOVERY_CODE)
                    : refuse(transaction, account);
        }
        if (app.failures() >= MOST_FAILURES) {
            return new Result.Exhausted();
        }
        return isRight(transaction, account, app, typed)
                ? new Result.Accepted(Way.PASSWORD_AND_CODE)
                : refuse(transaction, account);
    }

    /// Whether this is a code of the app that was not used before; it is used up then.
    boolean isRight(DSLContext transaction, Account account, FactorStore.App app, String typed) {
        var step = key.decrypt(HexFormat.of().parseHex(app.secret()), owner(account))
                .map(secret -> Totp.match(secret, typed.replaceAll("\\s", ""), journal.now()));
        return step.isPresent()
                && step.get().isPresent()
                && store.use(transaction, account.id(), step.get().getAsLong());
    }

    private Result refuse(DSLContext transaction, Account account) {
        store.countFailure(transaction, account.id());
        journal.append(
                transaction,
                Actor.NOBODY,
                "account.code-refused",
                account.subject(),
                JsonObject.builder().build());
        return new Result.Refused();
    }

    /// To whom a secret is bound.
    static String owner(Account account) {
        return "authenticator app of account:" + account.id();
    }
}
