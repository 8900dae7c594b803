package plumbline.server.identity;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jooq.DSLContext;
import org.jooq.exception.IntegrityConstraintViolationException;
import plumbline.ledger.json.JsonObject;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Changes;
import plumbline.server.platform.HistoryEntry;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Transactions;

/// People: who there is, and what changes about them. An account that is taken away takes its sessions, its links and
/// the tokens it made along, in the same transaction.
public final class Accounts {
    private final Transactions transactions;
    private final AccountStore store;
    private final Journal journal;
    private final Credentials credentials;
    private final List<AccountEnding> endings;

    Accounts(
            Transactions transactions,
            AccountStore store,
            Journal journal,
            Credentials credentials,
            List<AccountEnding> endings) {
        this.transactions = transactions;
        this.store = store;
        this.journal = journal;
        this.credentials = credentials;
        this.endings = List.copyOf(endings);
    }

    /// What came of adding a person.
    public sealed interface Added {
        /// Whoever has the link sets the password with it, once.
        record Invited(Account account, String link) implements Added {}

        record Created(Account account) implements Added {}

        record EmailTaken() implements Added {}
    }

    /// What came of changing a person.
    public sealed interface Changed {
        record Done(Account account) implements Changed {}

        /// Somebody else changed the account since it was read.
        record Stale() implements Changed {}

        /// Nobody changes their own roles or state.
        record OwnAccount() implements Changed {}

        /// Without it nobody could sign in and mend anything.
        record LastAdministrator() implements Changed {}
    }

    /// A new link for the first administrator, or none when there is an account already. It works once, for a day, and
    /// replaces earlier ones. There is no default password.
    public Optional<String> firstAdministratorLink() {
        return credentials.welcomeLink();
    }

    /// What is wrong with a password for this person, if anything.
    public Optional<String> complaint(String password, String name, String email) {
        return credentials.complaint(password, name, email);
    }

    /// Ends all sessions of an account inside a transaction of the caller, who notes it.
    public void endSessions(DSLContext transaction, long accountId) {
        SessionStore.deleteAll(transaction, accountId);
    }

    /// Whether this is the account's present password.
    public boolean passwordMatches(Account account, String password) {
        return credentials.matches(account, password);
    }

    public List<Account> all() {
        return store.all(transactions.reading());
    }

    /// The people whose ids come after this one, by id.
    public List<Account> after(long id, int limit) {
        return store.after(transactions.reading(), id, limit);
    }

    public Optional<Account> find(long id) {
        return store.find(transactions.reading(), id);
    }

    /// What happened to an account, the newest first.
    public List<HistoryEntry> history(Account account) {
        return journal.history(transactions.reading(), account.subject());
    }

    /// The account as it is and, for others wait, as it stays until the transaction ends.
    public Optional<Account> hold(DSLContext transaction, long id) {
        store.hold(transaction, id);
        return store.find(transaction, id);
    }

    public Optional<Account> find(String email) {
        return store.find(transactions.reading(), email.strip().toLowerCase(Locale.ROOT));
    }

    /// Adds a person, who sets a password by the link.
    public Added invite(Actor actor, NewAccount account) {
        return unlessTaken(tx -> invite(tx, actor, account));
    }

    /// As above, inside a transaction of the caller, which fails when the address is taken.
    public Added.Invited invite(DSLContext transaction, Actor actor, NewAccount account) {
        var created = add(transaction, actor, account);
        return new Added.Invited(created, credentials.link(transaction, created.id()));
    }

    /// Adds a person with a password.
    public Added create(Actor actor, NewAccount account, String password) {
        var hash = credentials.hash(password);
        return unlessTaken(tx -> {
            var created = add(tx, actor, account);
            store.setPassword(tx, created.id(), hash);
            return new Added.Created(created);
        });
    }

    private Added unlessTaken(Function<DSLContext, Added> work) {
        try {
            return transactions.get(work);
        } catch (IntegrityConstraintViolationException taken) {
            return new Added.EmailTaken();
        }
    }

    private Account add(DSLContext transaction, Actor actor, NewAccount account) {
        long id = store.insert(transaction, account, journal.now());
        var created = store.find(transaction, id).orElseThrow();
        journal.append(transaction, actor, "account.created", created.subject(), details(created));
        return created;
    }

    /// A new link to set a password; earlier ones stop working.
    public String resetLink(Actor actor, Account account) {
        return transactions.get(tx -> resetLink(tx, actor, account));
    }

    /// As above, inside a transaction of the caller.
    public String resetLink(DSLContext transaction, Actor actor, Account account) {
        journal.append(transaction, actor, "account.link-created", account.subject());
        return credentials.link(transaction, account.id());
    }

    /// Gives an account exactly these roles, if it still is as the caller saw it. Tokens that it made and that may do
    /// more than it now may are revoked.
    public Changed changeRoles(Actor actor, Account seen, Set<Role> roles) {
        return change(actor, seen, !roles.contains(Role.ADMINISTRATOR), tx -> {
            store.setRoles(tx, seen.id(), roles);
            endings.forEach(ending -> ending.end(tx, actor, seen, Role.permissionsOf(roles)));
            journal.append(
                    tx,
                    actor,
                    "account.roles-changed",
                    seen.subject(),
                    Changes.begin()
                            .field(
                                    "roles",
                                    seen.roleWords(),
                                    store.find(tx, seen.id()).orElseThrow().roleWords())
                            .details());
        });
    }

    /// Ends an account at once: its sessions, its links, the tokens that it made.
    public Changed deactivate(Actor actor, Account seen) {
        return change(actor, seen, true, tx -> {
            store.setDeactivated(tx, seen.id(), journal.now());
            credentials.end(tx, seen.id());
            endings.forEach(ending -> ending.end(tx, actor, seen, Set.of()));
            journal.append(tx, actor, "account.deactivated", seen.subject(), state("active", "deactivated"));
        });
    }

    /// Lets a deactivated account sign in again. Its tokens stay revoked.
    public Changed reactivate(Actor actor, Account seen) {
        return change(actor, seen, false, tx -> {
            store.setDeactivated(tx, seen.id(), null);
            journal.append(tx, actor, "account.reactivated", seen.subject(), state("deactivated", "active"));
        });
    }

    /// Two administrators who deactivate each other at the same moment wait for one another here; the second is no
    /// longer an administrator when it is their turn.
    private Changed change(Actor actor, Account seen, boolean losesAdministrator, Consumer<DSLContext> work) {
        return transactions.get(tx -> {
            var administrators = store.lockAdministrators(tx);
            if (isPerson(actor, own -> own == seen.id())) {
                return new Changed.OwnAccount();
            }
            if (isPerson(actor, own -> !administrators.contains(own))) {
                return new Changed.Stale();
            }
            if (losesAdministrator && administrators.equals(List.of(seen.id()))) {
                return new Changed.LastAdministrator();
            }
            if (!store.advance(tx, seen.id(), seen.version())) {
                return new Changed.Stale();
            }
            work.accept(tx);
            return new Changed.Done(store.find(tx, seen.id()).orElseThrow());
        });
    }

    private static boolean isPerson(Actor actor, Predicate<Long> test) {
        return actor.kind() == Actor.Kind.PERSON
                && test.test(Long.parseLong(actor.id().substring("account:".length())));
    }

    private static JsonObject details(Account account) {
        return Changes.begin()
                .field("name", null, account.name())
                .field("roles", List.of(), account.roleWords())
                .details();
    }

    private static JsonObject state(String before, String after) {
        return Changes.begin().field("state", before, after).details();
    }
}
