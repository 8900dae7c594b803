package plumbline.server.identity.factor;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import plumbline.ledger.json.JsonObject;
import plumbline.server.identity.Account;
import plumbline.server.identity.Secrets;
import plumbline.server.identity.SignInRule;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Transactions;

/// The authenticator app and the recovery codes of people: on, off, made anew.
final class Factors implements SignInRule {
    /// How long a secret waits for its first code.
    static final Duration PATIENCE = Duration.ofHours(1);

    private final Transactions transactions;
    private final FactorStore store;
    private final FactorKey key;
    private final SecondProof proof;
    private final Journal journal;

    Factors(Transactions transactions, FactorStore store, FactorKey key, SecondProof proof, Journal journal) {
        this.transactions = transactions;
        this.store = store;
        this.key = key;
        this.proof = proof;
        this.journal = journal;
    }

    /// What somebody has.
    ///
    /// @param appSince when the app was turned on; null when it is off
    /// @param codesLeft recovery codes that were not used
    record Overview(@Nullable Instant appSince, int codesLeft) {}

    /// What the app must be told.
    ///
    /// @param secret in groups, for typing
    /// @param uri the same for a camera
    record Secret(String secret, String uri) {}

    @Override
    public boolean asksForMore(long accountId) {
        return store.isOn(transactions.reading(), accountId);
    }

    Overview overview(long accountId) {
        var database = transactions.reading();
        return new Overview(
                store.app(database, accountId).map(FactorStore.App::since).orElse(null),
                store.codesLeft(database, accountId));
    }

    /// Makes a secret that waits for its first code; none when an app is on already.
    Optional<Secret> begin(Account account) {
        var secret = Arrays.copyOf(Secrets.bytes(), Totp.SECRET_BYTES);
        var hidden = key.encrypt(secret, SecondProof.owner(account));
        return transactions.get(tx -> store.begin(tx, account.id(), hidden, journal.now()))
                ? Optional.of(secret(account, secret))
                : Optional.empty();
    }

    /// The secret that waits for its first code.
    Optional<Secret> waiting(Account account) {
        return store.app(transactions.reading(), account.id())
                .filter(this::waits)
                .flatMap(app -> key.decrypt(HexFormat.of().parseHex(app.secret()), SecondProof.owner(account)))
                .map(secret -> secret(account, secret));
    }

    private boolean waits(FactorStore.App app) {
        return app.since() == null && journal.now().isBefore(app.createdAt().plus(PATIENCE));
    }

    private static Secret secret(Account account, byte[] secret) {
        return new Secret(
                Base32.encode(secret).replaceAll("(.{4})(?=.)", "$1 "), Totp.uri(secret, "Plumbline", account.email()));
    }

    /// Turns the app on by its first code and answers the recovery codes, shown this once; none when the code is wrong
    /// or nothing waits for it.
    Optional<List<String>> confirm(Account account, String code) {
        return transactions.get(tx -> {
            var app = store.app(tx, account.id()).filter(this::waits);
            if (app.isEmpty()
                    || !proof.isRight(tx, account, app.get(), code)
                    || !store.confirm(tx, account.id(), journal.now())) {
                return Optional.empty();
            }
            journal.append(tx, account.actor(), "account.app-turned-on", account.subject());
            return Optional.of(freshCodes(tx, account));
        });
    }

    /// Makes recovery codes in place of the earlier ones; none when there is no app that they could stand in for.
    Optional<List<String>> replaceCodes(Account account) {
        return transactions.get(
                tx -> store.isOn(tx, account.id()) ? Optional.of(freshCodes(tx, account)) : Optional.empty());
    }

    private List<String> freshCodes(DSLContext transaction, Account account) {
        var codes = RecoveryCode.fresh();
        store.replaceCodes(
                transaction,
                account.id(),
                codes.stream().map(RecoveryCode::hash).toList(),
                journal.now());
        journal.append(
                transaction,
                account.actor(),
                "account.recovery-codes-made",
                account.subject(),
                JsonObject.builder().put("count", codes.size()).build());
        return codes;
    }

    /// Turns the app off, and with it the recovery codes.
    void turnOff(Account account) {
        transactions.run(tx -> {
            store.deleteCodes(tx, account.id());
            if (store.deleteApp(tx, account.id())) {
                journal.append(tx, account.actor(), "account.app-turned-off", account.subject());
            }
        });
    }
}
