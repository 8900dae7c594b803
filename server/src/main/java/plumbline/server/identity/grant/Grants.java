package plumbline.server.identity.grant;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import plumbline.ledger.json.JsonArray;
import plumbline.ledger.json.JsonInteger;
import plumbline.ledger.json.JsonObject;
import plumbline.ledger.json.JsonValue;
import plumbline.server.api.Problem;
import plumbline.server.api.ProblemType;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Rights.Grant;
import plumbline.server.identity.Rights.NewGrant;
import plumbline.server.identity.RightsChange;
import plumbline.server.identity.Role;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Transactions;

/// Gives roles and takes them away, from people and from teams.
public final class Grants {
    private final Transactions transactions;
    private final GrantStore store = new GrantStore();
    private final TeamStore teams = new TeamStore();
    private final CustomRoles roles;
    private final Accounts accounts;
    private final Journal journal;

    Grants(Transactions transactions, CustomRoles roles, Accounts accounts, Journal journal) {
        this.transactions = transactions;
        this.roles = roles;
        this.accounts = accounts;
        this.journal = journal;
    }

    /// What was given to this holder itself.
    List<Grant> of(Holder holder) {
        return store.of(transactions.reading(), holder);
    }

    Grant give(Actor actor, Holder holder, NewGrant grant) {
        return transactions.get(tx -> give(tx, actor, holder, grant));
    }

    /// As above, inside a transaction of the caller.
    ///
    /// @throws plumbline.server.api.ProblemException when it must not be
    Grant give(DSLContext transaction, Actor actor, Holder holder, NewGrant grant) {
        check(transaction, holder, grant);
        switch (holder) {
            case Holder.Person(var id) ->
                accounts.changeGrants(transaction, actor, id, tx -> insert(tx, actor, holder, grant));
            case Holder.Members(var id) -> {
                var change = changeTeam(transaction, actor, id);
                insert(transaction, actor, holder, grant);
                requireTheirs(change, store.of(transaction, holder).getLast());
            }
        }
        return store.of(transaction, holder).getLast();
    }

    private void insert(DSLContext transaction, Actor actor, Holder holder, NewGrant grant) {
        long id = store.insert(transaction, holder, grant, journal.now());
        var given = store.find(transaction, holder, id).orElseThrow();
        journal.append(transaction, actor, "role.given", holder.subject(), details(given));
    }

    private void check(DSLContext database, Holder holder, NewGrant grant) {
        var until = grant.until(journal.now());
        if (grant.customId() != null && roles.find(database, grant.customId()).isEmpty()) {
            throw GrantTerms.notARole("/role");
        }
        if (until != null && !until.isAfter(journal.now())) {
            throw Problem.invalid("/until", "must lie in the future").exception();
        }
        if (grant.role() == Role.AUDITOR) {
            if (holder instanceof Holder.Members) {
                throw Problem.invalid("/role", "is for people, not for teams: an auditor is somebody")
                        .exception();
            }
            var from = grant.from() == null ? journal.now() : grant.from();
            if (until == null || Duration.between(from, until).compareTo(Role.LONGEST_AUDIT) > 0) {
                throw Problem.invalid(
                                "/until", "must be at most " + Role.LONGEST_AUDIT.toDays() + " days after the start")
                        .exception();
            }
        }
    }

    void take(Actor actor, Holder holder, long grantId) {
        transactions.run(tx -> take(tx, actor, holder, grantId));
    }

    /// As above, inside a transaction of the caller. What rests on it and on nothing else ends as well.
    ///
    /// @throws plumbline.server.api.ProblemException when it must not be
    public void take(DSLContext transaction, Actor actor, Holder holder, long grantId) {
        switch (holder) {
            case Holder.Person(var id) ->
                accounts.changeGrants(transaction, actor, id, tx -> delete(tx, actor, holder, grantId));
            case Holder.Members(var id) -> {
                var change = changeTeam(transaction, actor, id);
                requireTheirs(change, delete(transaction, actor, holder, grantId));
                change.settle(accounts.these(transaction, teams.members(transaction, id)));
            }
        }
    }

    /// Gives a person a built-in role everywhere, inside a transaction of the caller.
    ///
    /// @throws plumbline.server.api.ProblemException when it must not be
    public void give(DSLContext transaction, Actor actor, long person, Role role) {
        give(transaction, actor, new Holder.Person(person), NewGrant.everywhere(role));
    }

    /// Takes a role away from whoever was given it, inside a transaction of the caller.
    ///
    /// @throws plumbline.server.api.ProblemException when it must not be
    public void take(DSLContext transaction, Actor actor, long grantId) {
        take(transaction, actor, holder(transaction, grantId), grantId);
    }

    /// Gives another role in place of one that was given, in one step: what both allow is never lost in between.
    ///
    /// @throws plumbline.server.api.ProblemException when it must not be
    public void replace(DSLContext transaction, Actor actor, long grantId, NewGrant grant) {
        var holder = holder(transaction, grantId);
        check(transaction, holder, grant);
        switch (holder) {
            case Holder.Person(var id) ->
                accounts.changeGrants(transaction, actor, id, tx -> {
                    delete(tx, actor, holder, grantId);
                    insert(tx, actor, holder, grant);
                });
            case Holder.Members(var id) -> {
                var change = changeTeam(transaction, actor, id);
                requireTheirs(change, delete(transaction, actor, holder, grantId));
                insert(transaction, actor, holder, grant);
                requireTheirs(change, store.of(transaction, holder).getLast());
                change.settle(accounts.these(transaction, teams.members(transaction, id)));
            }
        }
    }

    private Holder holder(DSLContext database, long grantId) {
        return store.holder(database, grantId).orElseThrow(Grants::gone);
    }

    private static RuntimeException gone() {
        return Problem.notFound("The role is not given, or no longer.").exception();
    }

    private Grant delete(DSLContext transaction, Actor actor, Holder holder, long grantId) {
        var grant = store.find(transaction, holder, grantId).orElseThrow(Grants::gone);
        store.delete(transaction, grantId);
        journal.append(transaction, actor, "role.taken", holder.subject(), details(grant));
        return grant;
    }

    private RightsChange changeTeam(DSLContext transaction, Actor actor, long team) {
        var change = accounts.changeRights(transaction, actor).requireStillAllowed();
        teams.advance(transaction, team);
        return change;
    }

    static void requireTheirs(RightsChange change, Grant grant) {
        if (!change.mayGive(grant)) {
            throw Problem.of(ProblemType.FORBIDDEN, Accounts.BEYOND).exception();
        }
    }

    private static JsonObject details(Grant grant) {
        var details = JsonObject.builder().put("role", grant.name());
        var services = grant.scope().services();
        if (services != null) {
            details.put(
                    "services",
                    new JsonArray(services.stream()
                            .sorted()
                            .<JsonValue>map(JsonInteger::new)
                            .toList()));
        }
        put(details, "from", grant.from());
        put(details, "until", grant.until());
        return details.build();
    }

    private static void put(JsonObject.Builder details, String name, @Nullable Instant at) {
        if (at != null) {
            details.put(name, at.toString());
        }
    }
}
