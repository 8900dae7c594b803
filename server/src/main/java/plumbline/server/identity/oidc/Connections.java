package plumbline.server.identity.oidc;

import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import plumbline.ledger.json.JsonObject;
import plumbline.server.identity.Account;
import plumbline.server.identity.Accounts;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Transactions;

/// Which accounts are connected with the identity provider, and how a connection ends.
final class Connections {
    private final Transactions transactions;
    private final OidcStore store;
    private final Accounts accounts;
    private final Journal journal;
    private final OidcSettings settings;

    Connections(Transactions transactions, OidcStore store, Accounts accounts, Journal journal, OidcSettings settings) {
        this.transactions = transactions;
        this.store = store;
        this.accounts = accounts;
        this.journal = journal;
        this.settings = settings;
    }

    /// What came of disconnecting an account.
    enum Ended {
        DONE,
        NOT_CONNECTED,
        /// Its owner would have no way in any more.
        NO_PASSWORD
    }

    Optional<Connection> of(long accountId) {
        return store.connection(transactions.reading(), accountId, settings.issuer());
    }

    /// Connections of the accounts after this one whose name or address has these words in it.
    List<Connection> after(long accountId, String words, int limit) {
        return store.connections(
                transactions.reading(), settings.issuer(), new OidcStore.Part(accountId, words.strip(), limit));
    }

    /// Ends the connection of somebody who asks for it themselves.
    Ended disconnectOwn(Account own) {
        return own.hasPassword() ? disconnect(own.actor(), own) : Ended.NO_PASSWORD;
    }

    /// Ends the connection of somebody, who may do no more than whoever asks for it.
    Ended disconnect(Actor by, Account account) {
        return transactions.get(tx -> {
            requireMayManage(tx, by, account.id());
            if (!store.unlink(tx, account.id(), settings.issuer())) {
                return Ended.NOT_CONNECTED;
            }
            var details =
                    JsonObject.builder().put("provider", settings.issuer()).build();
            journal.append(tx, by, "account.disconnected", account.subject(), details);
            return Ended.DONE;
        });
    }

    void requireMayManage(DSLContext transaction, Actor by, long accountId) {
        accounts.changeRights(transaction, by).requireMayManage(accountId);
    }

    Optional<Account> account(long id) {
        return accounts.find(id);
    }
}
