package plumbline.server.decision;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A decision in a list.
///
/// @param step name of the present step
/// @param approvals how many approvals this step has
public record DecisionRow(
        DecisionId id,
        String kind,
        String title,
        int version,
        DecisionState state,
        String step,
        int number,
        int steps,
        long approvals,
        int quorum,
        String requester,
        Instant openedAt,
        @Nullable Instant expiresAt,
        @Nullable Instant reviewDueAt,
        @Nullable Instant closedAt) {

    /// Until when somebody must vote, if there is such a time.
    public @Nullable Instant due() {
        return switch (state) {
            case OPEN -> expiresAt;
            case REVIEW_DUE -> reviewDueAt;
            case APPROVED, REJECTED, VOIDED, EXPIRED, WITHDRAWN -> null;
        };
    }

    /// What is waited for, in words.
    public String waitsFor() {
        if (!state.waits()) {
            return "";
        }
        var count = quorum == 1 ? "" : ", " + approvals + " of " + quorum + " approvals";
        return step + (steps == 1 ? "" : " (" + number + " of " + steps + ")") + count;
    }
}
