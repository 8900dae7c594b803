package plumbline.server.identity;

import java.util.List;
import java.util.Optional;
import plumbline.ledger.json.JsonObject;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Transactions;

/// People: who there is, and what changes about them.
public final class Accounts {
    private final Transactions transactions;
    private final AccountStore store;
    private final Journal journal;
    private final Passwords passwords;

    Accounts(Transactions transactions, AccountStore store, Journal journal, Passwords passwords) {
        this.transactions = transactions;
        this.store = store;
        this.journal = journal;
        this.passwords = passwords;
    }

    public List<Account> all() {
        return store.all(transactions.reading());
    }

    public Optional<Account> find(long id) {
        return store.find(transactions.reading(), id);
    }

    /// Adds a person with a password, as the command line does.
    public Account create(Actor actor, NewAccount account, String password) {
        var hash = passwords.hash(password);
        return transactions.get(tx -> {
            long id = store.insert(tx, account, journal.now());
            store.setPassword(tx, id, hash);
            var created = store.find(tx, id).orElseThrow();
            journal.append(tx, actor, "account.created", created.subject(), details(created));
            return created;
        });
    }

    private static JsonObject details(Account account) {
        return JsonObject.builder()
                .put("name", account.name())
                .put("roles", account.roleWords())
                .build();
    }
}
