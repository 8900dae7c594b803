package plumbline.server.identity.grant;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import plumbline.ledger.json.JsonArray;
import plumbline.ledger.json.JsonObject;
import plumbline.server.api.ETag;
import plumbline.server.api.Problem;
import plumbline.server.identity.Account;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.RightsChange;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Changes;
import plumbline.server.platform.HistoryEntry;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Transactions;

/// Teams: who is in them. What they hold is given by [Grants]. A team that a directory names and fills is changed in
/// these by the directory alone.
public final class Teams {
    private static final int NAMED = 20;

    private final Transactions transactions;
    private final TeamStore store = new TeamStore();
    private final GrantStore grants = new GrantStore();
    private final Accounts accounts;
    private final Journal journal;
    private final List<TeamEnding> endings;

    Teams(Transactions transactions, Accounts accounts, Journal journal, List<TeamEnding> endings) {
        this.transactions = transactions;
        this.accounts = accounts;
        this.journal = journal;
        this.endings = List.copyOf(endings);
    }

    public List<Team> all() {
        return store.all(transactions.reading());
    }

    public Optional<Team> find(long id) {
        return store.find(transactions.reading(), id);
    }

    /// As above, inside a transaction of the caller.
    public Optional<Team> find(DSLContext transaction, long id) {
        return store.find(transaction, id);
    }

    /// The teams that somebody is in or leads.
    public List<Team> of(Account account) {
        return store.of(transactions.reading(), account.id());
    }

    /// Whoever leads a team, if there is somebody who can sign in.
    public Optional<Account> activeLead(DSLContext database, long id) {
        return store.find(database, id)
                .flatMap(team -> Optional.ofNullable(team.lead()))
                .flatMap(lead ->
                        accounts.these(database, List.of(lead.id())).stream().findFirst())
                .filter(Account::active);
    }

    /// The people in a team, by name.
    public List<Team.Member> members(Team team) {
        return store.people(transactions.reading(), team.id());
    }

    List<HistoryEntry> history(Team team) {
        return journal.history(transactions.reading(), team.subject());
    }

    Team create(Actor actor, Team.Description team) {
        return transactions.get(tx -> create(tx, actor, team));
    }

    /// As above, inside a transaction of the caller.
    Team create(DSLContext transaction, Actor actor, Team.Description team) {
        checkName(team);
        checkPurpose(team);
        return insert(transaction, actor, team);
    }

    /// Makes a team for a directory, which names it as it likes, inside a transaction of the caller.
    public Team createFor(DSLContext transaction, Actor directory, String name) {
        return insert(transaction, directory, new Team.Description(name, "", null));
    }

    private Team insert(DSLContext transaction, Actor actor, Team.Description team) {
        change(transaction, actor);
        requireFree(transaction, team.name(), 0);
        long id = store.insert(transaction, team, journal.now());
        var created = store.find(transaction, id).orElseThrow();
        journal.append(transaction, actor, "team.created", created.subject(), differences(null, created));
        return created;
    }

    Team change(Actor actor, long id, int seen, Team.Description team) {
        checkPurpose(team);
        return transactions.get(tx -> {
            var change = change(tx, actor);
            var before = store.find(tx, id).orElseThrow(Teams::gone);
            requireMayName(tx, change, before, team.lead());
            if (!before.directory()) {
                checkName(team);
            } else if (!before.name().equals(team.name())) {
                throw Problem.conflict(Team.OF_DIRECTORY).exception();
            }
            requireFree(tx, team.name(), id);
            if (!store.update(tx, id, seen, team)) {
                throw ETag.changed().exception();
            }
            var after = store.find(tx, id).orElseThrow();
            journal.append(tx, actor, "team.changed", after.subject(), differences(before, after));
            return after;
        });
    }

    /// Gives a directory's team the name that it has there, inside a transaction of the caller.
    public void rename(DSLContext transaction, Actor directory, Team team, String name) {
        if (!team.name().equals(name)) {
            change(transaction, directory);
            store.rename(transaction, team.id(), name);
            var after = store.find(transaction, team.id()).orElseThrow();
            journal.append(transaction, directory, "team.changed", team.subject(), differences(team, after));
        }
    }

    /// Puts somebody into a team, who then holds what it holds; nothing happens when they are in it already.
    public void add(Actor actor, long id, long accountId) {
        transactions.run(tx -> add(tx, actor, id, accountId));
    }

    /// As above, inside a transaction of the caller.
    public void add(DSLContext transaction, Actor actor, long id, long accountId) {
        var change = change(transaction, actor);
        var team = ours(transaction, id);
        var account = account(transaction, accountId);
        if (!account.active()) {
            throw Problem.conflict("The account is deactivated.").exception();
        }
        requireTheirs(transaction, change, id);
        if (store.add(transaction, id, List.of(accountId), journal.now()) == 1) {
            store.advance(transaction, id);
            journal.append(transaction, actor, "team.member-added", team.subject(), member(account));
            change.settle(List.of());
        }
    }

    /// Takes somebody out of a team; what rests on what they held through it ends. Nothing happens when they are not in
    /// it.
    public void remove(Actor actor, long id, long accountId) {
        transactions.run(tx -> remove(tx, actor, id, accountId));
    }

    /// As above, inside a transaction of the caller.
    public void remove(DSLContext transaction, Actor actor, long id, long accountId) {
        var change = change(transaction, actor);
        takeOut(transaction, actor, change, ours(transaction, id), accountId);
    }

    /// Takes somebody who is gone out of all teams, inside a transaction of the caller.
    public void leave(DSLContext transaction, Actor actor, long accountId) {
        var change = change(transaction, actor);
        store.joined(transaction, accountId, Integer.MAX_VALUE)
                .forEach(team -> takeOut(transaction, actor, change, team, accountId));
    }

    private void takeOut(DSLContext transaction, Actor actor, RightsChange change, Team team, long accountId) {
        requireTheirs(transaction, change, team.id());
        if (store.remove(transaction, team.id(), List.of(accountId)) == 1) {
            store.advance(transaction, team.id());
            var account = account(transaction, accountId);
            journal.append(transaction, actor, "team.member-removed", team.subject(), member(account));
            change.settle(List.of(account));
        }
    }

    /// Leaves a directory's team with exactly these people, inside a transaction of the caller; tells whether that
    /// changes anything. However many they are, it takes the same few statements.
    public boolean fill(DSLContext transaction, Actor directory, Team team, Set<Long> people) {
        var change = change(transaction, directory);
        var gone = new TreeSet<>(store.members(transaction, team.id()));
        var come = new TreeSet<>(people);
        come.removeAll(gone);
        gone.removeAll(people);
        if (come.isEmpty() && gone.isEmpty()) {
            return false;
        }
        requireTheirs(transaction, change, team.id());
        store.add(transaction, team.id(), come, journal.now());
        store.remove(transaction, team.id(), gone);
        store.advance(transaction, team.id());
        var left = accounts.these(transaction, gone);
        var details = Changes.begin()
                .field("people put in", List.of(), names(accounts.these(transaction, come)))
                .field("people taken out", names(left), List.of())
                .details(JsonObject.builder().put("added", references(come)).put("removed", references(gone)));
        journal.append(transaction, directory, "team.members-changed", team.subject(), details);
        // What rested on an account's rights ended with the account.
        change.settle(left.stream().filter(Account::active).toList());
        return true;
    }

    /// Ends the version of a team that was seen: nobody holds anything through it any more.
    void dissolve(Actor actor, long id, int seen) {
        transactions.run(tx -> {
            change(tx, actor);
            var team = store.find(tx, id).orElseThrow(Teams::gone);
            if (team.version() != seen) {
                throw ETag.changed().exception();
            }
            dissolve(tx, actor, team);
        });
    }

    /// As above, whatever its version, inside a transaction of the caller.
    public void dissolve(DSLContext transaction, Actor actor, Team team) {
        var change = change(transaction, actor);
        requireTheirs(transaction, change, team.id());
        var members = store.members(transaction, team.id());
        endings.forEach(ending -> ending.end(transaction, actor, team));
        store.delete(transaction, team.id());
        journal.append(transaction, actor, "team.dissolved", team.subject(), differences(team, null));
        change.settle(accounts.these(transaction, members));
    }

    /// Nobody gives or takes through a team what they do not have themselves.
    private void requireTheirs(DSLContext transaction, RightsChange change, long id) {
        grants.of(transaction, new Holder.Members(id)).stream()
                .filter(grant -> !grant.ended(journal.now()))
                .forEach(grant -> Grants.requireTheirs(change, grant));
    }

    /// Whoever leads a team sees its tasks that stay overdue. So one takes the place of another by whoever could give
    /// what the team holds, and may manage the one before.
    private void requireMayName(DSLContext transaction, RightsChange change, Team team, @Nullable Long lead) {
        var before = team.lead();
        if (!Objects.equals(before == null ? null : before.id(), lead)) {
            requireTheirs(transaction, change, team.id());
            if (before != null) {
                change.requireMayManage(before.id());
            }
        }
    }

    /// A team whose people are put in and taken out here.
    private Team ours(DSLContext transaction, long id) {
        var team = store.find(transaction, id).orElseThrow(Teams::gone);
        if (team.directory()) {
            throw Problem.conflict(Team.OF_DIRECTORY).exception();
        }
        return team;
    }

    private RightsChange change(DSLContext transaction, Actor actor) {
        return accounts.changeRights(transaction, actor).requireStillAllowed();
    }

    private Account account(DSLContext database, long id) {
        return accounts.these(database, List.of(id)).stream()
                .findFirst()
                .orElseThrow(() -> Problem.notFound("There is no such person.").exception());
    }

    static RuntimeException gone() {
        return Problem.notFound("There is no such team.").exception();
    }

    /// Whether another team has this name, whoever made it.
    public boolean isNameTaken(DSLContext transaction, String name, long exceptId) {
        return store.nameTaken(transaction, name, exceptId);
    }

    private void requireFree(DSLContext transaction, String name, long exceptId) {
        if (isNameTaken(transaction, name, exceptId)) {
            throw Problem.invalid("/name", "is that of another team already").exception();
        }
    }

    private static void checkName(Team.Description team) {
        if (!team.name().matches("[\\p{L}\\p{N}][\\p{L}\\p{N} .&_-]{0,59}")) {
            throw Problem.invalid("/name", "must be 1 to 60 letters, digits, spaces, dots or hyphens")
                    .exception();
        }
    }

    private static void checkPurpose(Team.Description team) {
        if (team.purpose().length() > Team.Description.LONGEST_PURPOSE) {
            throw Problem.invalid("/purpose", "must have at most 500 characters")
                    .exception();
        }
    }

    private static JsonObject member(Account account) {
        return JsonObject.builder()
                .put("account", "account:" + account.id())
                .put("name", account.name())
                .build();
    }

    /// The names of people as the journal tells them: of many the first ones, for their ids are all there.
    private static List<String> names(List<Account> people) {
        var first = people.stream().limit(NAMED).map(Account::name);
        int others = people.size() - NAMED;
        return Stream.concat(first, others > 0 ? Stream.of("and " + others + " others") : Stream.empty())
                .toList();
    }

    private static JsonArray references(Collection<Long> ids) {
        return JsonArray.ofStrings(ids.stream().map(id -> "account:" + id).toList());
    }

    private static JsonObject differences(@Nullable Team before, @Nullable Team after) {
        return Changes.begin()
                .field("name", before == null ? null : before.name(), after == null ? null : after.name())
                .field("purpose", before == null ? null : before.purpose(), after == null ? null : after.purpose())
                .field("lead", lead(before), lead(after))
                .details();
    }

    private static @Nullable String lead(@Nullable Team team) {
        var lead = team == null ? null : team.lead();
        return lead == null ? null : lead.name() + " (account:" + lead.id() + ")";
    }
}
