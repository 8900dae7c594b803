package plumbline.server.identity.grant;

import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import plumbline.ledger.json.JsonObject;
import plumbline.server.api.ETag;
import plumbline.server.api.Problem;
import plumbline.server.identity.Account;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.RightsChange;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Transactions;

/// Teams: who is in them. What they hold is given by [Grants].
public final class Teams {
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

    Team create(Actor actor, Team.Description team) {
        return transactions.get(tx -> create(tx, actor, team));
    }

    /// As above, inside a transaction of the caller.
    Team create(DSLContext transaction, Actor actor, Team.Description team) {
        check(team);
        accounts.changeRights(transaction, actor).requireStillAllowed();
        long id = store.insert(transaction, team, journal.now())
                .orElseThrow(() -> nameTaken().exception());
        var created = store.find(transaction, id).orElseThrow();
        journal.append(transaction, actor, "team.created", created.subject(), details(created));
        return created;
    }

    Team change(Actor actor, long id, int seen, Team.Description team) {
        check(team);
        return transactions.get(tx -> {
            accounts.changeRights(tx, actor).requireStillAllowed();
            var before = store.find(tx, id).orElseThrow(Teams::gone);
            if (store.nameTaken(tx, team.name(), id)) {
                throw nameTaken().exception();
            }
            if (!store.update(tx, id, seen, team)) {
                throw ETag.changed().exception();
            }
            var after = store.find(tx, id).orElseThrow();
            var details = JsonObject.builder()
                    .put("after", details(after))
                    .put("before", details(before))
                    .build();
            journal.append(tx, actor, "team.changed", after.subject(), details);
            return after;
        });
    }

    /// Puts somebody into a team, who then holds what it holds; nothing happens when they are in it already.
    public void add(Actor actor, long id, long accountId) {
        transactions.run(tx -> add(tx, actor, id, accountId));
    }

    /// As above, inside a transaction of the caller.
    public void add(DSLContext transaction, Actor actor, long id, long accountId) {
        var change = accounts.changeRights(transaction, actor).requireStillAllowed();
        var team = store.find(transaction, id).orElseThrow(Teams::gone);
        var account = account(transaction, accountId);
        if (!account.active()) {
            throw Problem.conflict("The account is deactivated.").exception();
        }
        requireTheirs(transaction, change, id);
        if (store.add(transaction, id, accountId, journal.now())) {
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
        var change = accounts.changeRights(transaction, actor).requireStillAllowed();
        var team = store.find(transaction, id).orElseThrow(Teams::gone);
        requireTheirs(transaction, change, id);
        if (store.remove(transaction, id, accountId)) {
            store.advance(transaction, id);
            journal.append(
                    transaction, actor, "team.member-removed", team.subject(), member(account(transaction, accountId)));
            change.settle(List.of(account(transaction, accountId)));
        }
    }

    /// Ends a team: nobody holds anything through it any more.
    void dissolve(Actor actor, long id, int seen) {
        transactions.run(tx -> {
            var change = accounts.changeRights(tx, actor).requireStillAllowed();
            var team = store.find(tx, id).orElseThrow(Teams::gone);
            if (team.version() != seen) {
                throw ETag.changed().exception();
            }
            requireTheirs(tx, change, id);
            var members = store.members(tx, id);
            endings.forEach(ending -> ending.end(tx, actor, team));
            store.delete(tx, id);
            journal.append(tx, actor, "team.dissolved", team.subject(), details(team));
            change.settle(accounts.these(tx, members));
        });
    }

    /// Nobody gives or takes through a team what they do not have themselves.
    private void requireTheirs(DSLContext transaction, RightsChange change, long id) {
        grants.of(transaction, new Holder.Members(id)).stream()
                .filter(grant -> !grant.ended(journal.now()))
                .forEach(grant -> Grants.requireTheirs(change, grant));
    }

    private Account account(DSLContext database, long id) {
        return accounts.these(database, List.of(id)).stream()
                .findFirst()
                .orElseThrow(() -> Problem.notFound("There is no such person.").exception());
    }

    static RuntimeException gone() {
        return Problem.notFound("There is no such team.").exception();
    }

    private static Problem nameTaken() {
        return Problem.invalid("/name", "is that of another team already");
    }

    private static void check(Team.Description team) {
        if (!team.name().matches("[\\p{L}\\p{N}][\\p{L}\\p{N} .&_-]{0,59}")) {
            throw Problem.invalid("/name", "must be 1 to 60 letters, digits, spaces, dots or hyphens")
                    .exception();
        }
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

    private static JsonObject details(Team team) {
        var details = JsonObject.builder().put("name", team.name()).put("purpose", team.purpose());
        if (team.lead() != null) {
            details.put("lead", "account:" + team.lead().id());
        }
        return details.build();
    }
}
