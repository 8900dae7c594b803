package plumbline.server.control.statement;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import plumbline.server.decision.matter.ContentHash;

/// A version of the statement of an edition.
///
/// @param number counts the versions that were put up for approval, from 1
/// @param decision the id of the decision on it, such as `DEC-0042`
/// @param endedAt when it was superseded or archived
public record StatementVersion(
        String edition,
        int number,
        StatementState state,
        ContentHash hash,
        String decision,
        String submittedBy,
        Instant submittedAt,
        @Nullable Instant approvedAt,
        @Nullable Instant endedAt) {

    public String href() {
        return "/statement/" + edition + "/versions/" + number;
    }

    public String title() {
        return "Statement of applicability " + edition + ", version " + number;
    }
}
