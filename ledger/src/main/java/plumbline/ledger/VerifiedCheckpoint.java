package plumbline.ledger;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A checkpoint that a policy accepts.
///
/// @param note the note it came in, with lines by unknown keys as well
/// @param logSignatures by the log's known keys, at least one
/// @param cosignatures by the policy's names of witnesses, with the time that each gave
public record VerifiedCheckpoint(
        Checkpoint checkpoint,
        SignedNote note,
        List<VerifiedSignature> logSignatures,
        Map<String, Instant> cosignatures) {
    public VerifiedCheckpoint {
        logSignatures = List.copyOf(logSignatures);
        cosignatures = Map.copyOf(cosignatures);
    }

    public String origin() {
        return checkpoint.origin();
    }

    public long size() {
        return checkpoint.size();
    }

    public Hash root() {
        return checkpoint.root();
    }
}
