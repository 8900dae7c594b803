package plumbline.server.decision;

import plumbline.server.decision.Separation.Refusal;
import plumbline.server.decision.matter.PresentObject;

/// What came of a vote.
sealed interface Voted {
    /// It counts.
    record Cast(Vote vote, Decision decision) implements Voted {}

    /// What the voter saw is no longer so; nothing happened.
    record Late(Decision decision, PresentObject object) implements Voted {
        /// What changed, in a sentence.
        String why() {
            var closing = decision.closing();
            if (closing != null && decision.state() != DecisionState.VOIDED) {
                return "The decision is " + decision.state().word() + " already, by " + closing.by() + ".";
            }
            if (!object.is(decision.object())) {
                return decision.presentation().title() + " was changed by " + object.changedBy()
                        + " since you looked: it is at version " + object.version()
                        + " now, and this decision was about version "
                        + decision.object().version() + " as it stood.";
            }
            return "What you saw is not what is: the decision is about version "
                    + decision.object().version() + " and waits for " + decision.waitsFor()
                    + (decision.expiresAt() == null ? "." : ", until its time is over.");
        }
    }

    /// This person may not vote here.
    record Refused(Refusal refusal) implements Voted {}

    /// There is no such decision, or the person may not see it.
    record Missing() implements Voted {}
}
