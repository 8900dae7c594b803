package plumbline.server.decision.delegation;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import plumbline.server.identity.Permission;
import plumbline.server.platform.Subject;
import plumbline.server.web.State;

/// A delegation.
///
/// @param permission the one authority that is lent, or null for all that the lender has
/// @param endsAt the first moment at which it no longer counts
/// @param endedAt when somebody ended it before, or null
public record Delegation(
        long id,
        Person from,
        Person to,
        @Nullable Permission permission,
        Instant startsAt,
        Instant endsAt,
        String reason,
        Instant createdAt,
        @Nullable Instant endedAt) {

    /// One of the two.
    public record Person(long id, String name) {}

    /// Whether it still can be ended.
    public boolean isOver(Instant now) {
        return endedAt != null || !now.isBefore(endsAt);
    }

    public String scope() {
        return permission == null ? "everything" : permission.word();
    }

    /// As pages show it.
    public State shown(Instant now) {
        if (endedAt != null) {
            return State.draft("ended");
        }
        if (now.isBefore(startsAt)) {
            return State.waits("to come");
        }
        return now.isBefore(endsAt) ? State.pass("active") : State.draft("over");
    }

    Subject subject() {
        return Subject.of("delegation", "delegation:" + id);
    }
}
