package plumbline.server.decision;

import org.jspecify.annotations.Nullable;

/// What a person answers, and what they saw when they did.
///
/// @param seen all of which must still be so
/// @param reason needed to reject
/// @param onBehalfOf the account of whoever delegated, or null for oneself
record Ballot(
        Seen seen,
        boolean approves,
        String reason,
        @Nullable Long onBehalfOf) {
    static final int LONGEST_REASON = 2_000;

    /// What the person saw: the object's version and digest, and where the decision stood.
    ///
    /// @param state the word of the decision's state
    record Seen(int version, String contentHash, String state, int step) {
        static Seen of(Decision decision) {
            return new Seen(
                    decision.object().version(),
                    decision.object().hash().hex(),
                    decision.state().word(),
                    decision.step());
        }
    }
}
