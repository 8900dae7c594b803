package plumbline.server.evidence.ledger;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import plumbline.ledger.pack.Commitment;

/// Gives what waits its place in the log: one transaction moves a batch from the queue to the leaves.
///
/// Transactions commit in any order, so what waits is taken in the order of the queue as far as it is visible; what
/// commits later is still in the queue and comes later. The places have no gaps because one session alone gives them.
final class Sequencer {
    static final int BATCH = 2_000;

    private final LedgerStore store;

    Sequencer(LedgerStore store) {
        this.store = store;
    }

    /// Sequences at most one batch.
    ///
    /// @param leader a database session that holds the [LedgerStore.Lease]
    /// @return how many leaves got a place
    int sequence(DSLContext leader) {
        return leader.transactionResult(configuration -> {
            var tx = configuration.dsl();
            var pending = store.pending(tx, BATCH);
            if (!pending.isEmpty()) {
                store.insertLeaves(tx, store.size(tx), pending, commitments(tx, pending));
                store.removePending(tx, pending);
            }
            return pending.size();
        });
    }

    private Map<LedgerItem, Commitment> commitments(DSLContext tx, List<LedgerStore.Pending> pending) {
        var byKind = new EnumMap<LedgerItem.Kind, List<Long>>(LedgerItem.Kind.class);
        pending.forEach(waiting -> byKind.computeIfAbsent(waiting.item().kind(), kind -> new ArrayList<>())
                .add(waiting.item().number()));
        var commitments = new HashMap<LedgerItem, Commitment>();
        byKind.forEach((kind, numbers) -> commitments.putAll(store.commitments(tx, kind, numbers)));
        return commitments;
    }
}
