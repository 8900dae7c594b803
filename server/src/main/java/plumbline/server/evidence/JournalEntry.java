package plumbline.server.evidence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One entry of the journal as it is read.
///
/// @param content canonical JSON, that to which the ledger commits together with the salt
public record JournalEntry(
        long number,
        Instant at,
        String actorId,
        String actorName,
        String action,
        String objectKind,
        String objectId,
        @Nullable String requestId,
        String content,
        String salt) {

    public String id() {
        return "JRN-" + number;
    }
}
