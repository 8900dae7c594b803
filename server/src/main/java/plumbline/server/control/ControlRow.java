package plumbline.server.control;

import org.jspecify.annotations.Nullable;
import plumbline.catalog.Control;
import plumbline.catalog.Duty;
import plumbline.catalog.ServiceModel;
import plumbline.server.control.CheckTallies.Tally;
import plumbline.server.evidence.EvidenceQueries.Coverage;

/// A control with all that a list of controls says about it.
///
/// @param decision ours about its applicability, or null while there is none
/// @param tally what checks say of it, or null when none does
/// @param coverage its evidence, or null when there is none
/// @param fresh whether any of its evidence still counts as fresh
public record ControlRow(
        Control control,
        ControlState state,
        @Nullable Applicability decision,
        @Nullable Tally tally,
        @Nullable Coverage coverage,
        boolean fresh) {

    /// Whether there is evidence, all of it too old to speak for the present.
    public boolean stale() {
        return coverage != null && coverage.freshUntil() != null && !fresh;
    }

    /// Whether it has no evidence though nobody decided that it does not apply.
    public boolean lacksEvidence() {
        return coverage == null && (decision == null || decision.applicable());
    }

    /// Who carries each duty of it, in the order owns, implements, monitors, evidences, as letters: `CPSP`. Empty
    /// where the catalogue knows no default.
    public String duties(ServiceModel model) {
        var letters = new StringBuilder();
        for (var duty : Duty.values()) {
            control.responsibility(model, duty)
                    .ifPresent(party -> letters.append(party.name().charAt(0)));
        }
        return letters.toString();
    }
}
