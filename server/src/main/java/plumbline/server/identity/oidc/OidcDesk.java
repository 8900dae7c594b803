package plumbline.server.identity.oidc;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import plumbline.server.identity.Account;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Principal;
import plumbline.server.platform.Journal;
import plumbline.server.platform.RateLimit;
import plumbline.server.platform.Transactions;

/// Begins sign-ins at the provider and finishes them.
final class OidcDesk {
    private static final RateLimit.Rule BEGINNINGS = new RateLimit.Rule("oidc address", 60, Duration.ofMinutes(10));

    private final Transactions transactions;
    private final OidcStore store;
    private final Parts parts;
    private final RateLimit limit;
    private final Journal journal;

    OidcDesk(Transactions transactions, OidcStore store, Parts parts, RateLimit limit, Journal journal) {
        this.transactions = transactions;
        this.store = store;
        this.parts = parts;
        this.limit = limit;
        this.journal = journal;
    }

    /// What the desk works with.
    record Parts(OidcProvider provider, OidcExchange exchange, OidcSignIn signIn, Accounts accounts) {}

    /// What came of an attempt so far.
    sealed interface Step {
        /// Off to the provider. The browser keeps the secret.
        record Away(OidcHandshake handshake, String address) implements Step {}

        record SignedIn(Account account, OidcPerson person, String next) implements Step {}

        record Connected() implements Step {}

        record Refused(int status, String why) implements Step {}
    }

    /// What the browser brings back from the provider.
    record Answer(String state, String code, String error, String issuer) {}

    String providerName() {
        return parts.provider().settings().name();
    }

    Optional<String> endSession() {
        return parts.provider().endSession();
    }

    OidcSettings settings() {
        return parts.provider().settings();
    }

    /// Begins an attempt.
    ///
    /// @param own the account to connect, or null to sign in
    Step begin(String next, @Nullable Long own, String address) {
        if (limit.attemptFrom(BEGINNINGS, address).isPositive()) {
            return new Step.Refused(429, "Too many attempts from your network: wait some minutes.");
        }
        var registration = parts.provider().registration();
        if (registration.isEmpty()) {
            return new Step.Refused(
                    503,
                    providerName()
                            + " cannot be reached at the moment. Sign in with your password, or try again later.");
        }
        var handshake = OidcHandshake.fresh();
        store.begin(transactions.reading(), handshake, new OidcStore.Attempt(own, next), journal.now());
        return new Step.Away(handshake, OidcExchange.address(registration.get(), handshake));
    }

    /// Finishes the attempt of this browser.
    ///
    /// @param cookie the secret that the browser kept, or null
    /// @param present who is signed in there now, if anybody
    Step finish(@Nullable String cookie, Answer answer, Optional<Principal> present, String address) {
        var handshake = OidcHandshake.of(cookie).filter(kept -> kept.isAnsweredBy(answer.state()));
        var attempt = handshake.flatMap(kept -> store.take(transactions.reading(), kept, journal.now()));
        if (handshake.isEmpty() || attempt.isEmpty()) {
            return new Step.Refused(
                    400,
                    "This sign-in did not begin in this browser, took too long, or was finished before. Begin again.");
        }
        boolean foreign =
                !answer.issuer().isEmpty() && !answer.issuer().equals(settings().issuer());
        if (foreign || answer.code().isEmpty()) {
            parts.signIn().failed(foreign ? "answer of another issuer" : "no code", address);
            return new Step.Refused(403, providerName() + " did not sign you in" + said(answer.error()) + ".");
        }
        var registration = parts.provider().registration();
        var person = registration.flatMap(known -> parts.exchange().person(known, handshake.get(), answer.code()));
        if (person.isEmpty()) {
            parts.signIn().failed("not vouched for", address);
            return new Step.Refused(
                    403, "What " + providerName() + " said about you could not be verified. Begin again.");
        }
        return attempt.get().accountId() == null
                ? signIn(person.get(), attempt.get().next(), address)
                : connect(person.get(), attempt.get().accountId(), present);
    }

    private Step signIn(OidcPerson person, String next, String address) {
        return switch (parts.signIn().signIn(person, address)) {
            case OidcSignIn.Result.Welcome(var account) -> new Step.SignedIn(account, person, next);
            case OidcSignIn.Result.Refused(var why) -> new Step.Refused(403, why.text());
        };
    }

    private Step connect(OidcPerson person, long own, Optional<Principal> present) {
        var account = present.filter(someone -> someone.id() == own)
                .flatMap(_ -> parts.accounts().find(own));
        if (account.isEmpty()) {
            return new Step.Refused(403, "You are no longer signed in as the one who began this. Begin again.");
        }
        return switch (parts.signIn().connect(person, account.get())) {
            case OidcSignIn.Result.Welcome _ -> new Step.Connected();
            case OidcSignIn.Result.Refused(var why) -> new Step.Refused(409, why.text());
        };
    }

    /// The provider's word for why, when it is one of the short words of the protocol.
    private static String said(String error) {
        return error.matches("[a-z_]{1,40}") ? " (" + error.replace('_', ' ') + ")" : "";
    }
}
