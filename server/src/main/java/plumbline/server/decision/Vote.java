package plumbline.server.decision;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import plumbline.server.decision.signature.Signed;

/// One person's answer, as it was signed.
///
/// @param step number of the step, from 1
/// @param by who voted
/// @param onBehalfOf for whom, by delegation; null for themselves
public record Vote(
        long id,
        int step,
        boolean approves,
        Person by,
        @Nullable Person onBehalfOf,
        String reason,
        Instant at,
        Signed signed) {

    /// Somebody with an account, as they were called then.
    public record Person(long id, String name) {}

    /// Whether this person voted, or somebody for them.
    boolean involves(long accountId) {
        return by.id() == accountId || (onBehalfOf != null && onBehalfOf.id() == accountId);
    }

    /// What was answered.
    public String word() {
        return approves ? "approved" : "rejected";
    }

    /// Who answered, and for whom.
    public String voter() {
        return onBehalfOf == null ? by.name() : by.name() + " for " + onBehalfOf.name();
    }
}
