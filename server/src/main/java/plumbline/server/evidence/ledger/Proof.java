package plumbline.server.evidence.ledger;

import plumbline.ledger.TlogProof;
import plumbline.ledger.VerifiedCheckpoint;
import plumbline.ledger.pack.Commitment;

/// How far an item has come on its way into the log.
public sealed interface Proof {

    /// Recorded, but no published checkpoint covers it yet.
    record Waiting() implements Proof {}

    /// In the log, shown by a proof that was checked before it was handed out.
    ///
    /// @param commitment the leaf, as it stands in the log
    record Published(Commitment commitment, TlogProof proof, VerifiedCheckpoint checkpoint) implements Proof {}
}
