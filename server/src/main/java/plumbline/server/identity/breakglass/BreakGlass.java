package plumbline.server.identity.breakglass;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.exception.IntegrityConstraintViolationException;
import plumbline.ledger.json.JsonObject;
import plumbline.server.identity.Account;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.NewAccount;
import plumbline.server.identity.Role;
import plumbline.server.identity.SignInRule;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Lately;
import plumbline.server.platform.Transactions;

/// The one break-glass account: made, found, and noted each time it signs in.
public final class BreakGlass implements SignInRule {
    public static final String DEFAULT_EMAIL = "break-glass@localhost";

    private static final Duration STANDING_LIVES = Duration.ofSeconds(5);

    private final Transactions transactions;
    private final Accounts accounts;
    private final Journal journal;
    private final BreakGlassStore store = new BreakGlassStore();
    private final Lately<Standing> standing;

    public BreakGlass(Transactions transactions, Accounts accounts, Journal journal) {
        this.transactions = transactions;
        this.accounts = accounts;
        this.journal = journal;
        this.standing = new Lately<>(
                STANDING_LIVES,
                () -> new Standing(store.account(transactions.reading()), store.unseen(transactions.reading())));
    }

    /// What every page says of the break-glass account: whose it is, and its latest use that nobody has seen.
    record Standing(Optional<Long> accountId, Optional<BreakGlassUse> unseen) {}

    /// As it was a few seconds ago.
    Standing standing() {
        return standing.get();
    }

    /// What came of asking for a link.
    public sealed interface Linked {
        /// With the link the password is set, once; earlier ones stop working.
        record Done(String email, String link) implements Linked {}

        /// The address is that of somebody else.
        record EmailTaken() implements Linked {}

        /// It was deactivated: an administrator can reactivate it.
        record Deactivated() implements Linked {}
    }

    /// A link for the break-glass account, which is made when there is none.
    ///
    /// @param email how it signs in; only for a new one
    public Linked link(Actor actor, String email) {
        var known = account();
        if (known.isPresent()) {
            return known.get().active()
                    ? new Linked.Done(known.get().email(), accounts.resetLink(actor, known.get()))
                    : new Linked.Deactivated();
        }
        try {
            return transactions.get(tx -> {
                var invited =
                        accounts.invite(tx, actor, new NewAccount(email, "Break-glass", Set.of(Role.ADMINISTRATOR)));
                var account = invited.account();
                store.insert(tx, account.id(), journal.now());
                journal.append(tx, actor, "account.break-glass-made", account.subject());
                return new Linked.Done(account.email(), invited.link());
            });
        } catch (IntegrityConstraintViolationException taken) {
            return new Linked.EmailTaken();
        }
    }

    /// The account, if it was made.
    public Optional<Account> account() {
        return store.account(transactions.reading()).flatMap(accounts::find);
    }

    /// Whether this is the break-glass account, which only a password or a passkey of its own may open.
    public boolean is(long accountId) {
        return store.account(transactions.reading())
                .filter(id -> id == accountId)
                .isPresent();
    }

    @Override
    public void signedIn(DSLContext transaction, Account account, String address) {
        if (store.account(transaction).filter(id -> id == account.id()).isPresent()) {
            standing.forget();
            store.insertUse(transaction, address, journal.now());
            journal.append(
                    transaction,
                    account.actor(),
                    "account.break-glass-used",
                    account.subject(),
                    JsonObject.builder().put("address", address).build());
        }
    }

    /// The latest use that no administrator has seen.
    Optional<BreakGlassUse> unseen() {
        return store.unseen(transactions.reading());
    }

    /// The uses before this one, the latest first.
    List<BreakGlassUse> before(long id, int limit) {
        return store.before(transactions.reading(), id, limit);
    }

    /// Notes that an administrator has seen all uses up to this one; false when it is the account itself that says so.
    boolean see(Account by, long upTo) {
        if (is(by.id())) {
            return false;
        }
        transactions.run(tx -> {
            int count = store.see(tx, upTo, by.id(), journal.now());
            if (count > 0) {
                journal.append(
                        tx,
                        by.actor(),
                        "account.break-glass-seen",
                        by.subject(),
                        JsonObject.builder().put("uses", count).build());
            }
        });
        standing.forget();
        return true;
    }
}
