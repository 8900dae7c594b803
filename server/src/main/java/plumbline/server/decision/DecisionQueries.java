package plumbline.server.decision;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import plumbline.server.decision.Separation.Refusal;
import plumbline.server.decision.stamp.Stamp;
import plumbline.server.decision.stamp.Stamps;
import plumbline.server.identity.Account;
import plumbline.server.identity.Principal;
import plumbline.server.platform.HistoryEntry;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Transactions;

/// Decisions to read, as far as the reader may see them.
final class DecisionQueries {
    private final Transactions transactions;
    private final DecisionStore store;
    private final Capacities capacities;
    private final Journal journal;
    private final Stamps stamps;
    private final DecisionListStore lists = new DecisionListStore();

    DecisionQueries(
            Transactions transactions, DecisionStore store, Capacities capacities, Journal journal, Stamps stamps) {
        this.transactions = transactions;
        this.store = store;
        this.capacities = capacities;
        this.journal = journal;
        this.stamps = stamps;
    }

    /// Newest first, those before the given one.
    List<DecisionRow> list(Principal principal, DecisionFilter filter, @Nullable DecisionId before, int limit) {
        return lists.list(transactions.reading(), reader(principal), filter, before, limit);
    }

    /// How many match, counted up to a limit.
    long count(Principal principal, DecisionFilter filter, int limit) {
        return lists.count(transactions.reading(), reader(principal), filter, limit);
    }

    Optional<Decision> find(Principal principal, String id) {
        return DecisionId.find(id)
                .flatMap(number -> store.find(transactions.reading(), number))
                .filter(decision -> capacities.sees(principal, decision));
    }

    /// The time stamps of its votes, had or wanted.
    Map<Long, Stamp> stamps(Decision decision) {
        return stamps.of(decision.votes().stream().map(Vote::id).toList());
    }

    /// Who could vote at each step, by name; nobody at those that are over.
    List<List<Account>> approvers(Decision decision) {
        return capacities.approvers(decision);
    }

    /// What happened to a decision, the newest first.
    List<HistoryEntry> history(Decision decision) {
        return journal.history(transactions.reading(), Decisions.subject(decision));
    }

    /// The capacities in which somebody may vote at the present step, or why not in any.
    Ways ways(Principal principal, Decision decision) {
        var all = capacities.all(principal, journal.now());
        var may = all.stream()
                .filter(capacity -> Separation.refusal(decision, capacity).isEmpty())
                .toList();
        var closed = !decision.state().waits() || decision.isPast(journal.now());
        return new Ways(
                closed ? List.of() : may,
                closed || !may.isEmpty()
                        ? null
                        : Separation.refusal(decision, all.getFirst()).orElseThrow());
    }

    /// How somebody may vote.
    ///
    /// @param refusal why they may not, when the decision waits for others
    record Ways(List<Capacity> capacities, @Nullable Refusal refusal) {}

    private DecisionListStore.Reader reader(Principal principal) {
        var now = journal.now();
        return new DecisionListStore.Reader(principal, capacities.all(principal, now), now);
    }
}
