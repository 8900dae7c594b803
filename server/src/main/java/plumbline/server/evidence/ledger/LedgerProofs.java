package plumbline.server.evidence.ledger;

import org.jspecify.annotations.Nullable;
import plumbline.ledger.Checkpoint;
import plumbline.ledger.InclusionProof;
import plumbline.ledger.log.LogException;
import plumbline.ledger.log.LogReader;

/// Inclusion proofs under one checkpoint, for as long as it takes to build them all. The log's last tiles are replaced
/// while it grows, so a reader that finds one gone begins anew at the checkpoint that is published by then.
public final class LedgerProofs {
    private final Ledger ledger;
    private final Checkpoint checkpoint;
    private @Nullable LogReader reader;

    LedgerProofs(Ledger ledger, Checkpoint checkpoint) {
        this.ledger = ledger;
        this.checkpoint = checkpoint;
    }

    /// The proof of the entry at this place.
    ///
    /// @throws LogException when the log's files do not lead to the checkpoint
    public InclusionProof of(long index) {
        var known = reader;
        if (known != null) {
            try {
                return known.inclusionProof(index, checkpoint);
            } catch (LogException replaced) {
                // the newest files are tried below, and what they lack is thrown from there
            }
        }
        var newest = ledger.reader().orElseThrow(() -> new LogException("the log has no published checkpoint"));
        reader = newest;
        return newest.inclusionProof(index, checkpoint);
    }
}
