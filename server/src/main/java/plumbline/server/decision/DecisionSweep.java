package plumbline.server.decision;

import java.time.Instant;
import org.jooq.DSLContext;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Transactions;

/// Closes decisions whose time is over, and notes once that a review afterwards is late. Several processes may sweep at
/// once: each decision is looked at again under the lock of its object's row.
final class DecisionSweep {
    private static final int AT_ONCE = 100;

    private final Transactions transactions;
    private final Decisions decisions;
    private final DecisionStore store;
    private final Journal journal;

    DecisionSweep(Transactions transactions, Decisions decisions, DecisionStore store, Journal journal) {
        this.transactions = transactions;
        this.decisions = decisions;
        this.store = store;
        this.journal = journal;
    }

    /// Sweeps once and says how many decisions it touched.
    int run(Instant now) {
        int touched = 0;
        for (var id : store.due(transactions.reading(), now, AT_ONCE)) {
            touched += transactions.get(tx -> look(tx, id, now)) ? 1 : 0;
        }
        return touched;
    }

    private boolean look(DSLContext transaction, DecisionId id, Instant now) {
        var object = store.find(transaction, id).orElseThrow().object().subject();
        store.hold(transaction, object);
        var decision = store.find(transaction, id).orElseThrow();
        if (decision.isPast(now)) {
            decisions.end(transaction, decision, DecisionState.EXPIRED, Actor.SYSTEM, "Its time is over.");
            return true;
        }
        if (decision.isOverdue(now) && !store.overdueNoted(transaction, id)) {
            store.noteOverdue(transaction, id);
            journal.append(
                    transaction,
                    Actor.SYSTEM,
                    "decision.review-overdue",
                    Decisions.subject(decision),
                    Decisions.about(decision).build());
            return true;
        }
        return false;
    }
}
