package plumbline.server.evidence;

import java.time.Instant;

/// What became of a [NewEvidence].
public sealed interface Recorded {

    /// It is recorded and waits for the ledger.
    record Accepted(Receipt receipt) implements Recorded {}

    /// The same content about the same thing and time had been recorded before.
    record Duplicate(Receipt receipt) implements Recorded {}

    /// It cannot be evidence, and why.
    record Refused(String reason) implements Recorded {}

    /// Where the record is.
    record Receipt(EvidenceId id, Instant recordedAt) {}
}
