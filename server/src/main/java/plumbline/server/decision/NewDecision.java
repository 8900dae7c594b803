package plumbline.server.decision;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import plumbline.server.decision.matter.ObjectVersion;
import plumbline.server.decision.matter.Party;
import plumbline.server.decision.matter.PartyRole;
import plumbline.server.decision.matter.Presentation;
import plumbline.server.decision.matter.Step;

/// A decision to be opened.
///
/// @param lasting whether an approval outlives the next edit of the object, as that of a published version does
/// @param expiresAt until when there must be an approval, or null
public record NewDecision(
        ObjectVersion object,
        Presentation presentation,
        List<Party> parties,
        List<Step> steps,
        boolean lasting,
        @Nullable Instant expiresAt) {

    public NewDecision {
        parties = List.copyOf(parties);
        steps = List.copyOf(steps);
        if (parties.stream().noneMatch(party -> party.role() == PartyRole.REQUESTER)) {
            throw new IllegalArgumentException("parties must name the requester");
        }
        if (steps.isEmpty() || steps.getFirst().isAfterwards()) {
            throw new IllegalArgumentException("steps must begin with one before the approval");
        }
        if (steps.stream().filter(Step::isAfterwards).count() > 1
                || steps.stream().limit(steps.size() - 1L).anyMatch(Step::isAfterwards)) {
            throw new IllegalArgumentException("steps may end with one review afterwards, and have no other");
        }
        boolean separated = steps.stream()
                .anyMatch(step ->
                        step.apart().contains(PartyRole.AUTHOR) && step.apart().contains(PartyRole.REQUESTER));
        if (!separated) {
            throw new IllegalArgumentException("steps must have one that author and requester do not vote at");
        }
    }
}
