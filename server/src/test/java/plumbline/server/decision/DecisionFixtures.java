package plumbline.server.decision;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import plumbline.server.decision.asking.Asking;
import plumbline.server.decision.delegation.Delegations;
import plumbline.server.decision.matter.Step;
import plumbline.server.decision.signature.Signing;
import plumbline.server.decision.signature.SigningKey;
import plumbline.server.decision.stamp.Stamps;
import plumbline.server.identity.Account;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.IdentityModule;
import plumbline.server.identity.NewAccount;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Rights;
import plumbline.server.identity.Role;
import plumbline.server.identity.token.Tokens;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Database;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Settings;
import plumbline.server.platform.Transactions;
import plumbline.server.platform.outgoing.Outgoing;
import plumbline.testkit.MutableClock;
import plumbline.testkit.TestPostgres;

/// The mechanism on a database of its own, without a server around it.
final class DecisionFixtures implements AutoCloseable {
    static final Step APPROVAL = Step.of("Approval", Permission.CONTROL_APPROVE);

    private static final Asking NOBODY = new Asking() {
        @Override
        public void opened(DSLContext transaction, Actor actor, Decision decision) {}

        @Override
        public void moved(DSLContext transaction, Actor actor, Decision before, Decision now) {}
    };

    final MutableClock clock = MutableClock.at("2026-11-23T10:00:00Z");
    final DecisionStore store = new DecisionStore();
    final Database database;
    final Transactions transactions;
    final Journal journal;
    final Accounts accounts;
    final Decisions decisions;
    final Things things;
    final Delegations delegations;
    final Stamps stamps;
    final Capacities capacities;
    final Voting voting;
    final DecisionQueries queries;
    private int people;

    DecisionFixtures(Path home) {
        this(home, transactions -> new Stamps(null, transactions, Outgoing.open(null), (tx, job) -> {}));
    }

    DecisionFixtures(Path home, Function<Transactions, Stamps> authority) {
        var url = TestPostgres.empty();
        database = Database.at(url, url);
        Things.table(url);
        transactions = new Transactions(database.dataSource());
        journal = new Journal(clock);
        var settings = new Settings(home, 0, "127.0.0.1", "http://localhost", Optional.empty());
        accounts = IdentityModule.accounts(database, settings, clock, List.of());
        decisions = new Decisions(store, journal, new Tokens(transactions, journal), NOBODY, this::kinds);
        things = new Things(decisions);
        delegations = new Delegations(transactions, journal, accounts);
        stamps = authority.apply(transactions);
        capacities = new Capacities(transactions, accounts, delegations);
        var signing = new Signing(
                SigningKey.take(home.resolve("decision.key")), settings.publicUrl(), transactions, journal, stamps);
        voting = new Voting(decisions, store, capacities, journal, signing);
        queries = new DecisionQueries(transactions, store, capacities, journal, stamps);
    }

    private List<Decidable> kinds() {
        return List.of(things);
    }

    /// A new person with these roles, as they act.
    Principal person(String name, Role... roles) {
        var added = accounts.invite(
                Actor.SYSTEM,
                new NewAccount("p" + ++people + "@example.com", name, roles.length == 0 ? Set.of() : Set.of(roles)));
        return principal(((Accounts.Added.Invited) added).account());
    }

    Principal principal(Account account) {
        return transactions.get(tx -> accounts.acting(tx, account.id())).orElseThrow();
    }

    Principal program(long id) {
        return new Principal(Actor.Kind.SERVICE_ACCOUNT, id, "pipeline", List.of(), Rights.ALL);
    }

    Decision find(DecisionId id) {
        return store.find(transactions.reading(), id).orElseThrow();
    }

    /// Votes on the decision as it was seen.
    Voted vote(Principal person, Decision seen, boolean approves, String reason) {
        return vote(person, seen, approves, reason, null);
    }

    /// Votes for somebody who delegated.
    Voted vote(Principal person, Decision seen, boolean approves, String reason, @Nullable Long onBehalfOf) {
        var ballot = new Ballot(Ballot.Seen.of(seen), approves, reason, onBehalfOf);
        return transactions.get(tx -> voting.vote(tx, person, seen.id(), ballot));
    }

    Voted approve(Principal person, Decision seen) {
        return vote(person, seen, true, "");
    }

    /// A step at which those may vote as well who voted before.
    static Step repeating(Step step) {
        return new Step(step.name(), step.authority(), step.quorum(), step.apart(), true, step.within());
    }

    @Override
    public void close() {
        database.close();
    }
}
