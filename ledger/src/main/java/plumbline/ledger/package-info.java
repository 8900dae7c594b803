/// The verifiable log: an append-only Merkle tree in the public C2SP formats, so that verifiers that others wrote
/// accept it and nobody has to trust ours. A leaf commits to content, a [plumbline.ledger.Checkpoint] commits to all
/// leaves, a [plumbline.ledger.SignedNote] carries the checkpoint with the signatures of log and witnesses, and proofs
/// lead from a leaf, or from an older checkpoint, to it. A [plumbline.ledger.Policy] says whose signatures suffice.
///
/// Verification never answers with a boolean: it returns what was verified, or throws a
/// [plumbline.ledger.VerificationException] that says which step failed. This package is pure: bytes in, values out.
/// The log on disk is in `plumbline.ledger.log`, its checker in `plumbline.ledger.check`.
@NullMarked
package plumbline.ledger;

import org.jspecify.annotations.NullMarked;
