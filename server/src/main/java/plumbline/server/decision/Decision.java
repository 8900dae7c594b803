package plumbline.server.decision;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import plumbline.server.decision.matter.ObjectVersion;
import plumbline.server.decision.matter.Party;
import plumbline.server.decision.matter.PartyRole;
import plumbline.server.decision.matter.Presentation;
import plumbline.server.decision.matter.Step;

/// A decision with its steps and the votes so far.
///
/// @param step number of the present step, from 1; the last one when it is closed
/// @param reviewDueAt until when the review afterwards must be done, once something was approved with one to follow
/// @param closing how it ended, or null while it waits
public record Decision(
        DecisionId id,
        ObjectVersion object,
        Presentation presentation,
        List<Party> parties,
        List<Step> steps,
        DecisionState state,
        int step,
        List<Vote> votes,
        Instant openedAt,
        @Nullable Instant expiresAt,
        @Nullable Instant reviewDueAt,
        @Nullable Closing closing,
        boolean lasting) {

    public Decision {
        parties = List.copyOf(parties);
        steps = List.copyOf(steps);
        votes = List.copyOf(votes);
    }

    /// When, by whom and why a decision ended.
    public record Closing(Instant at, String by, String why) {}

    public Step present() {
        return steps.get(step - 1);
    }

    /// The votes of one step, in order.
    public List<Vote> votesAt(int position) {
        return votes.stream().filter(vote -> vote.step() == position).toList();
    }

    /// Who asked for it.
    public Party requester() {
        return parties.stream()
                .filter(party -> party.role() == PartyRole.REQUESTER)
                .findFirst()
                .orElseThrow();
    }

    /// Whether it can no longer be approved at this time, though nobody has closed it yet.
    public boolean isPast(Instant now) {
        return state == DecisionState.OPEN && expiresAt != null && !now.isBefore(expiresAt);
    }

    /// Whether the review that should have followed is late.
    public boolean isOverdue(Instant now) {
        return state == DecisionState.REVIEW_DUE && reviewDueAt != null && !now.isBefore(reviewDueAt);
    }

    /// What is waited for, in words.
    public String waitsFor() {
        return switch (state) {
            case OPEN -> present().name() + ", step " + step + " of " + steps.size();
            case REVIEW_DUE -> present().name() + ", by somebody independent";
            case APPROVED, REJECTED, VOIDED, EXPIRED, WITHDRAWN -> "";
        };
    }
}
