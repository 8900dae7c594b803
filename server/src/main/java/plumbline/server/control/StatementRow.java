package plumbline.server.control;

import org.jspecify.annotations.Nullable;
import plumbline.catalog.Control;

/// One row of the statement: a control and our decision, or null while there is none.
public record StatementRow(Control control, @Nullable Applicability decision) {

    /// `applicable`, `not applicable` or `undecided`.
    public String applies() {
        return decision == null ? "undecided" : decision.applicable() ? "applicable" : "not applicable";
    }

    /// The version of the decision, 0 for none.
    public int version() {
        return decision == null ? 0 : decision.version();
    }
}
