package plumbline.server.identity;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import plumbline.ledger.json.JsonObject;
import plumbline.server.identity.password.Passwords;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Network;
import plumbline.server.platform.RateLimit;
import plumbline.server.platform.Subject;
import plumbline.server.platform.Transactions;

/// Checks e-mail and password; [Sessions] decides whether that is enough. An unknown address, a wrong password, a
/// deactivated account and one without a
/// password cost the same work and get the same answer.
final class SignIn {
    static final RateLimit.Rule BY_ADDRESS = new RateLimit.Rule("sign-in address", 30, Duration.ofMinutes(10));
    static final RateLimit.Rule BY_ACCOUNT = new RateLimit.Rule("sign-in account", 10, Duration.ofMinutes(10));

    /// From everywhere together: as many failures in a row as NIST SP 800-63B-4 allows. It is far
    /// above what one network may try, for it keeps out whoever knows the password as well.
    static final RateLimit.Rule FROM_EVERYWHERE =
            new RateLimit.Rule("sign-in account everywhere", 100, Duration.ofHours(1));

    private final Transactions transactions;
    private final AccountStore accounts;
    private final Passwords passwords;
    private final RateLimit limit;
    private final Journal journal;

    SignIn(Transactions transactions, AccountStore accounts, Passwords passwords, RateLimit limit, Journal journal) {
        this.transactions = transactions;
        this.accounts = accounts;
        this.passwords = passwords;
        this.limit = limit;
        this.journal = journal;
    }

    /// What came of an attempt.
    sealed interface Result {
        record Welcome(Account account) implements Result {}

        record Refused() implements Result {}

        record TooMany(Duration pause) implements Result {}
    }

    /// Counts and checks one attempt from this address.
    Result attempt(String email, String password, String address) {
        var known = email.strip().toLowerCase(Locale.ROOT);
        var wait = pause(known, address);
        if (wait.isPositive()) {
            return new Result.TooMany(wait);
        }
        var account = accounts.find(transactions.reading(), known).filter(Account::active);
        // Asked for nobody as well, so that an unknown address costs the same.
        var hash = accounts.passwordHash(
                transactions.reading(), account.map(Account::id).orElse(0L));
        return passwords.matches(password, hash.orElse(null))
                ? welcome(account.orElseThrow(), address)
                : refuse(account, address);
    }

    /// Failures from elsewhere must not lock somebody out, so they are counted by account and
    /// network; only what this lets through counts for all networks together.
    private Duration pause(String email, String address) {
        var wait =
                longer(limit.attemptFrom(BY_ADDRESS, address), limit.attempt(BY_ACCOUNT, fingerprint(email, address)));
        return wait.isPositive() ? wait : limit.attempt(FROM_EVERYWHERE, fingerprint(email));
    }

    private Result welcome(Account account, String address) {
        limit.forget(BY_ACCOUNT, fingerprint(account.email(), address));
        limit.forget(FROM_EVERYWHERE, fingerprint(account.email()));
        return new Result.Welcome(account);
    }

    /// The journal names the account when there is one, never what was typed: people type passwords there.
    private Result refuse(Optional<Account> account, String address) {
        var subject = account.map(Account::subject).orElse(Subject.of("account", "unknown"));
        var details = JsonObject.builder().put("address", address).build();
        transactions.run(tx -> journal.append(tx, Actor.NOBODY, "account.sign-in-failed", subject, details));
        return new Result.Refused();
    }

    private static String fingerprint(String email, String address) {
        return fingerprint(email) + " " + Network.ofClient(address);
    }

    private static String fingerprint(String email) {
        return Secrets.reference(email);
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
