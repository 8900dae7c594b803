package plumbline.server.identity;

import static plumbline.server.identity.LinkStore.Purpose.PASSWORD;
import static plumbline.server.identity.LinkStore.Purpose.WELCOME;

import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Transactions;

/// Links that work once and not for long: the first administrator's, an invitation, a new password. Only their hashes
/// are kept.
final class Links {
    private final Transactions transactions;
    private final LinkStore store;
    private final Journal journal;
    private final String publicUrl;

    Links(Transactions transactions, LinkStore store, Journal journal, String publicUrl) {
        this.transactions = transactions;
        this.store = store;
        this.journal = journal;
        this.publicUrl = publicUrl;
    }

    /// A new link for the first administrator; earlier ones stop working.
    String welcome(DSLContext transaction) {
        store.deleteUnused(transaction, WELCOME, null);
        return publicUrl + "/welcome?token=" + fresh(transaction, WELCOME, null);
    }

    /// A new link with which somebody sets a password; earlier ones stop working.
    String password(DSLContext transaction, long accountId) {
        store.deleteUnused(transaction, PASSWORD, accountId);
        return publicUrl + "/password?token=" + fresh(transaction, PASSWORD, accountId);
    }

    private String fresh(DSLContext transaction, LinkStore.Purpose purpose, @Nullable Long accountId) {
        var secret = Secrets.forLink();
        store.insert(transaction, Secrets.hash(secret), purpose, accountId, journal.now());
        return secret;
    }

    boolean isWelcome(String secret) {
        return store.usable(transactions.reading(), Secrets.hash(secret), WELCOME, journal.now());
    }

    /// Whose password a link sets, if it still works.
    Optional<Long> accountOf(String secret) {
        return store.account(transactions.reading(), Secrets.hash(secret), journal.now());
    }

    /// Uses a link up. Of two at the same moment, one gets true.
    boolean use(DSLContext transaction, String secret) {
        return store.use(transaction, Secrets.hash(secret), journal.now());
    }

    void forget(DSLContext transaction, long accountId) {
        store.deleteUnused(transaction, PASSWORD, accountId);
    }
}
