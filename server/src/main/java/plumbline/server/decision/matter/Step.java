package plumbline.server.decision.matter;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import plumbline.server.identity.Permission;

/// One step of a decision; the steps are taken in order.
///
/// @param authority who may vote: people with this permission, on the object's cloud service where it has one
/// @param quorum how many people must approve; one who rejects ends the decision
/// @param apart the parties that may not vote
/// @param repeats whether who voted at an earlier step may vote at this one too
/// @param within for a review that follows an approval in force: how soon it must be done; null for a step before it
public record Step(
        String name,
        Permission authority,
        int quorum,
        Set<PartyRole> apart,
        boolean repeats,
        @Nullable Duration within) {

    public Step {
        apart = Set.copyOf(apart);
        if (name.isBlank()) {
            throw new IllegalArgumentException("name must not be blank");
        }
        if (!authority.isAuthority()) {
            throw new IllegalArgumentException("authority must be one to approve, but is " + authority.word());
        }
        if (quorum < 1) {
            throw new IllegalArgumentException("quorum must be at least 1, but is " + quorum);
        }
        if (within != null && !within.isPositive()) {
            throw new IllegalArgumentException("within must be positive, but is " + within);
        }
    }

    /// One approval by somebody who takes no part in it.
    public static Step of(String name, Permission authority) {
        return new Step(name, authority, 1, EnumSet.allOf(PartyRole.class), false, null);
    }

    public Step quorum(int people) {
        return new Step(name, authority, people, apart, repeats, within);
    }

    /// For a team of one: nobody is kept from voting. An independent [#afterwards] must follow.
    public Step alone() {
        return new Step(name, authority, quorum, Set.of(), repeats, within);
    }

    /// The compensating control of a team of one: what was approved is in force, and somebody independent reviews it
    /// within this time.
    public Step afterwards(Duration time) {
        return new Step(name, authority, quorum, apart, repeats, time);
    }

    public boolean isAfterwards() {
        return within != null;
    }
}
