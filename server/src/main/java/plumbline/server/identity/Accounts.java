package plumbline.server.identity;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.exception.IntegrityConstraintViolationException;
import plumbline.ledger.json.JsonObject;
import plumbline.server.api.Problem;
import plumbline.server.api.ProblemType;
import plumbline.server.identity.Rights.NewGrant;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Changes;
import plumbline.server.platform.HistoryEntry;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Transactions;

/// People: who there is, and what changes about them. An account that is taken away takes its sessions, its links and
/// the tokens it made along, in the same transaction.
public final class Accounts {
    public static final String LAST_ADMINISTRATOR =
            "This is the last administrator who can sign in: make another one first.";
    public static final String BREAK_GLASS =
            "This is the break-glass account: it stays active and administrator, for the day on which nobody else is.";
    public static final String OWN = "Nobody changes their own roles or state: ask another administrator.";
    public static final String BEYOND = "Nobody gives or takes rights that they do not have themselves.";

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

        record OwnAccount() implements Changed {}

        /// Without it nobody could sign in and mend anything.
        record LastAdministrator() implements Changed {}

        /// It is there for the day on which nothing else lets anybody in.
        record BreakGlass() implements Changed {}

        record Beyond() implements Changed {}
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

    /// Ends all sessions of an account, and what lets in like one, inside a transaction of the caller, who notes it.
    public void endSessions(DSLContext transaction, Actor by, Account account) {
        credentials.endSessions(transaction, by, account);
    }

    public boolean passwordMatches(Account account, String password) {
        return credentials.matches(account, password);
    }

    /// The time by which it is decided what is in force.
    public Instant now() {
        return journal.now();
    }

    public List<Account> all() {
        return store.all(transactions.reading());
    }

    /// The people whose ids come after this one, by id.
    public List<Account> after(long id, int limit) {
        return store.after(transactions.reading(), id, limit);
    }

    /// These people, by id.
    public List<Account> these(DSLContext database, Collection<Long> ids) {
        return store.these(database, ids);
    }

    /// The people, by name, who have this permission anywhere at this moment.
    public List<Account> holders(DSLContext database, Permission permission) {
        var now = journal.now();
        return store.holders(database, permission).stream()
                .filter(account -> account.rights(now).may(permission))
                .toList();
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

    /// Whether a person has these rights; if so, they keep them until the transaction ends.
    public boolean hold(DSLContext transaction, long id, Rights rights) {
        store.holdRights(transaction);
        return store.find(transaction, id)
                .filter(account -> account.rights(journal.now()).covers(rights))
                .isPresent();
    }

    /// Whoever this account is as it may act now; it keeps these rights until the transaction ends. Empty when it may
    /// not act at all.
    public Optional<Principal> acting(DSLContext transaction, long id) {
        store.holdRights(transaction);
        store.hold(transaction, id);
        return rights(transaction, id);
    }

    /// Whoever this account is as it may act at this moment; empty when it may not act at all.
    public Optional<Principal> rights(DSLContext database, long id) {
        return store.find(database, id).filter(Account::active).map(account -> account.principal(journal.now()));
    }

    /// Whether somebody else has this permission everywhere.
    public boolean anyoneElseMay(DSLContext database, Permission permission, Actor than) {
        var now = journal.now();
        return store.all(database).stream()
                .map(account -> account.principal(now))
                .anyMatch(other ->
                        other.mayEverywhere(permission) && !other.actor().id().equals(than.id()));
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
        changeRights(transaction, actor).requireStillAllowed();
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

    /// Adds a person without a password, inside a transaction of the caller, which fails when the address is taken.
    public Account add(DSLContext transaction, Actor actor, NewAccount account) {
        var change = changeRights(transaction, actor);
        long id = store.insert(transaction, account, journal.now());
        var created = store.find(transaction, id).orElseThrow();
        if (!created.grants().stream().allMatch(change::mayGive)) {
            throw Problem.of(ProblemType.FORBIDDEN, BEYOND).exception();
        }
        journal.append(transaction, actor, "account.created", created.subject(), created.added(journal.now()));
        return created;
    }

    /// Gives an account another address and name, inside a transaction of the caller, which fails when the address is
    /// taken. Nothing happens when both are as they were.
    public void describe(DSLContext transaction, Actor actor, long id, String email, String name) {
        var account = store.find(transaction, id).orElseThrow();
        if (!account.email().equals(email) || !account.name().equals(name)) {
            store.describe(transaction, id, email, name);
            // An address can be asked to be erased, so the journal says no more than whether it changed.
            var moved = JsonObject.builder().put("address", account.email().equals(email) ? "kept" : "changed");
            var details = Changes.begin().field("name", account.name(), name).details(moved);
            journal.append(transaction, actor, "account.described", account.subject(), details);
        }
    }

    /// A new link to set a password; earlier ones stop working. Whoever has it can be that person, so only those make
    /// one who may do as much.
    public String resetLink(Actor actor, Account account) {
        return transactions.get(tx -> resetLink(tx, actor, account));
    }

    /// As above, inside a transaction of the caller.
    public String resetLink(DSLContext transaction, Actor actor, Account account) {
        var change = changeRights(transaction, actor).requireStillAllowed();
        if (!change.mayBecome(store.find(transaction, account.id()).orElseThrow())) {
            throw Problem.of(ProblemType.FORBIDDEN, BEYOND).exception();
        }
        journal.append(transaction, actor, "account.link-created", account.subject());
        return credentials.link(transaction, account.id());
    }

    /// Gives an account exactly these roles of its own, everywhere, if it still is as the caller saw it. Tokens that it
    /// made and that may do more than it now may are revoked.
    public Changed changeRoles(Actor actor, Account seen, Set<Role> roles) {
        return changeGrants(
                actor, seen, roles.stream().sorted().map(NewGrant::everywhere).toList());
    }

    /// As above, for roles that are held somewhere or for some time.
    public Changed changeGrants(Actor actor, Account seen, List<NewGrant> grants) {
        return change(actor, seen, tx -> setGrants(tx, actor, seen, grants));
    }

    /// As above, inside a transaction of the caller.
    public void changeGrants(DSLContext transaction, Actor actor, Account seen, List<NewGrant> grants) {
        changeGrants(transaction, actor, seen.id(), tx -> setGrants(tx, actor, seen, grants));
    }

    private void setGrants(DSLContext transaction, Actor actor, Account seen, List<NewGrant> grants) {
        var now = journal.now();
        store.setGrants(transaction, seen.id(), grants, now);
        var after = store.find(transaction, seen.id()).orElseThrow();
        var details = Changes.begin().field("roles", seen.roleWords(now), after.roleWords(now));
        journal.append(transaction, actor, "account.roles-changed", seen.subject(), details.details());
    }

    /// Ends an account at once: its sessions, its links, the tokens that it made.
    public Changed deactivate(Actor actor, Account seen) {
        return deactivate(actor, seen, _ -> {});
    }

    /// As above, after something else in the same transaction.
    public Changed deactivate(Actor actor, Account seen, Consumer<DSLContext> first) {
        return change(actor, seen, tx -> {
            first.accept(tx);
            end(tx, actor, seen);
        });
    }

    /// Lets a deactivated account sign in again. Its tokens stay revoked.
    public Changed reactivate(Actor actor, Account seen) {
        return change(actor, seen, tx -> begin(tx, actor, seen));
    }

    /// As both above, inside a transaction of the caller.
    public void setActive(DSLContext transaction, Actor actor, Account seen, boolean active) {
        Consumer<DSLContext> work = active ? tx -> begin(tx, actor, seen) : tx -> end(tx, actor, seen);
        changeGrants(transaction, actor, seen.id(), work);
    }

    private void end(DSLContext transaction, Actor actor, Account account) {
        store.setDeactivated(transaction, account.id(), journal.now());
        credentials.end(transaction, actor, account);
        journal.append(transaction, actor, "account.deactivated", account.subject(), state("active", "deactivated"));
    }

    private void begin(DSLContext transaction, Actor actor, Account account) {
        store.setDeactivated(transaction, account.id(), null);
        journal.append(transaction, actor, "account.reactivated", account.subject(), state("deactivated", "active"));
    }

    private Changed change(Actor actor, Account seen, Consumer<DSLContext> work) {
        try {
            return transactions.get(tx -> changeRights(tx, actor).change(seen, work));
        } catch (RightsChange.Undone undone) {
            return undone.why();
        }
    }

    /// Changes what a person holds of their own, inside a transaction of the caller.
    ///
    /// @throws plumbline.server.api.ProblemException when it must not be
    public void changeGrants(DSLContext transaction, Actor actor, long id, Consumer<DSLContext> work) {
        store.lockRights(transaction);
        var seen = store.find(transaction, id)
                .orElseThrow(() -> Problem.notFound("There is no such person.").exception());
        Changed changed;
        try {
            changed = changeRights(transaction, actor).change(seen, work);
        } catch (RightsChange.Undone undone) {
            changed = undone.why();
        }
        RightsChange.required(changed);
    }

    /// Begins a change of rights; nobody else changes any until the transaction ends.
    public RightsChange changeRights(DSLContext transaction, Actor actor) {
        store.lockRights(transaction);
        return new RightsChange(transaction, actor, new RightsChange.Parts(store, endings, journal));
    }

    private static JsonObject state(String before, String after) {
        return Changes.begin().field("state", before, after).details();
    }
}
