/// From database to verifiable log.
///
/// Each journal entry, piece of evidence and pack manifest waits in `ledger_pending`, put there by
/// the transaction that made it. The sequencer takes what waits, in order, and gives each a place
/// in `ledger_leaf` without gaps; the publisher appends those leaves to the log on disk and signs.
/// Both steps can be cut off anywhere: the next start continues from the log's own size. One
/// process does this, the one that holds a lock in the database.
///
/// The leaf is a commitment, a salted digest of the content, so the log itself may be read by everybody.
@NullMarked
package plumbline.server.evidence.ledger;

import org.jspecify.annotations.NullMarked;
