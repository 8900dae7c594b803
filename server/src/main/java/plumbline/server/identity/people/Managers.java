package plumbline.server.identity.people;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import plumbline.server.identity.Account;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Rights;
import plumbline.server.identity.RightsChange;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Changes;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Subject;
import plumbline.server.platform.Transactions;

/// Who hears of it when somebody's work is overdue.
public final class Managers {
    static final String SEES_MORE =
            "A manager sees the tasks of this person that stay overdue: name somebody who may do as much as this person,"
                    + " or let somebody name them who does.";

    private final Transactions transactions;
    private final Accounts accounts;
    private final Journal journal;
    private final ManagerStore store = new ManagerStore();

    Managers(Transactions transactions, Accounts accounts, Journal journal) {
        this.transactions = transactions;
        this.accounts = accounts;
        this.journal = journal;
    }

    /// What came of naming a manager.
    sealed interface Named {
        record Done(Account account) implements Named {}

        /// Somebody else changed the account since it was read.
        record Stale() implements Named {}

        record Refused(String why) implements Named {}
    }

    /// The manager of an account, if there is one who may sign in.
    public Optional<Account> of(long account) {
        return of(transactions.reading(), account);
    }

    /// As above, inside a transaction of the caller.
    public Optional<Account> of(DSLContext database, long account) {
        return store.managerOf(database, account).flatMap(accounts::find).filter(Account::active);
    }

    /// Names the manager of an account that still is as the caller saw it; null for nobody.
    Named name(Actor actor, Account seen, @Nullable Long manager) {
        var named = manager == null ? Optional.<Account>empty() : accounts.find(manager);
        if (manager != null && named.filter(Account::active).isEmpty()) {
            return new Named.Refused("There is nobody like that who can sign in.");
        }
        return transactions.get(tx -> {
            // Ending an account locks in this order: rights first, then who manages whom.
            var change = accounts.changeRights(tx, actor).requireStillAllowed();
            if (!accounts.these(tx, List.of(seen.id())).stream().allMatch(person -> mayName(change, person, named))) {
                return new Named.Refused(SEES_MORE);
            }
            if (manager != null && store.isAbove(tx, seen.id(), manager)) {
                return new Named.Refused("Nobody stands above themselves, not even through others.");
            }
            var before = store.managerOf(tx, seen.id()).flatMap(accounts::find);
            if (!store.set(tx, seen.id(), seen.version(), manager)) {
                return new Named.Stale();
            }
            note(tx, actor, seen.id(), new Change(name(before), name(named)));
            return new Named.Done(accounts.find(seen.id()).orElseThrow());
        });
    }

    private boolean mayName(RightsChange change, Account person, Optional<Account> manager) {
        return change.mayManage(person) || seesNoMore(manager, person, accounts.now());
    }

    /// Whether nothing is shown to this manager, or nobody, that they could not see already.
    static boolean seesNoMore(Optional<Account> manager, Account person, Instant now) {
        var theirs = person.grants().stream().filter(grant -> !grant.ended(now)).toList();
        return manager.isEmpty() || manager.get().rights(now).covers(Rights.sum(theirs));
    }

    /// Gives everybody whom one person manages to another. Whom the other would stand below, and the other themselves,
    /// go to whoever stands above the one.
    int pass(DSLContext tx, Actor by, Account from, Account to) {
        var reports = store.holdReports(tx, from.id());
        var above = of(tx, from.id());
        for (var report : reports) {
            var next = store.isAbove(tx, report.id(), to.id()) ? above : Optional.of(to);
            store.move(tx, report.id(), next.map(Account::id).orElse(null));
            note(tx, by, report.id(), new Change(from.name(), name(next)));
        }
        return reports.size();
    }

    private static @Nullable String name(Optional<Account> account) {
        return account.map(Account::name).orElse(null);
    }

    private record Change(@Nullable String before, @Nullable String after) {}

    private void note(DSLContext tx, Actor by, long account, Change change) {
        var details = Changes.begin()
                .field("manager", change.before(), change.after())
                .details();
        journal.append(tx, by, "account.manager-changed", Subject.of("account", "account:" + account), details);
    }

    /// Names the managers of several people at once, inside a transaction of a caller who holds everybody's rights.
    ///
    /// @param managers by the id of the person; empty for nobody
    /// @return false, and nothing done, when somebody would stand above themselves, see too much, or is not there
    boolean nameAll(DSLContext tx, Actor by, Map<Long, Optional<Long>> managers) {
        var above = store.holdAll(tx);
        var involved = new HashSet<>(managers.keySet());
        managers.forEach((person, manager) -> {
            manager.ifPresent(involved::add);
            Optional.ofNullable(above.get(person)).ifPresent(involved::add);
        });
        var people = accounts.these(tx, involved).stream().collect(Collectors.toMap(Account::id, account -> account));
        var wanted = new HashMap<Long, Long>(above);
        managers.forEach((person, manager) ->
                manager.ifPresentOrElse(id -> wanted.put(person, id), () -> wanted.remove(person)));
        var change = accounts.changeRights(tx, by);
        for (var id : managers.keySet()) {
            var person = people.get(id);
            var after = Optional.ofNullable(wanted.get(id)).map(people::get);
            boolean known = after.filter(Account::active).isPresent() || !wanted.containsKey(id);
            if (!known || person == null || standsAboveThemselves(wanted, id) || !mayName(change, person, after)) {
                return false;
            }
        }
        managers.forEach((person, manager) -> {
            store.move(tx, person, manager.orElse(null));
            var before = Optional.ofNullable(above.get(person)).map(people::get);
            note(tx, by, person, new Change(name(before), name(manager.map(people::get))));
        });
        return true;
    }

    /// Who is managed by whom, by ids.
    Map<Long, Long> all(DSLContext database) {
        return store.all(database);
    }

    /// As above, as it is now.
    Map<Long, Long> all() {
        return store.all(transactions.reading());
    }

    /// Whether whoever goes upwards from somebody comes back to them.
    static <T> boolean standsAboveThemselves(Map<T, T> managers, T person) {
        var passed = new HashSet<T>();
        for (var above = managers.get(person); above != null && passed.add(above); above = managers.get(above)) {
            if (above.equals(person)) {
                return true;
            }
        }
        return false;
    }

    /// The ids of those who have these addresses.
    Map<String, Long> ids(DSLContext database, Collection<String> emails) {
        return store.ids(database, emails);
    }
}
