/// Witnesses are other people's servers that have seen a log only ever grow, and say so with a
/// cosignature. A log asks them over the tlog-witness protocol. This is the only part of the ledger
/// that opens a connection, and it does so only for whoever configures a witness: checking and
/// verifying never do.
@NullMarked
package plumbline.ledger.witness;

import org.jspecify.annotations.NullMarked;
