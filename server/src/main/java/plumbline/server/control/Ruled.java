package plumbline.server.control;

import java.util.List;
import java.util.stream.Collectors;

/// What came of deciding about controls: all of them, or none.
public sealed interface Ruled {
    /// The decisions that hold now, in the order in which they were asked for.
    record Done(List<Applicability> decisions) implements Ruled {}

    /// Somebody decided about these meanwhile; each with the decision that holds. Nothing was decided now.
    record Stale(List<StatementRow> rows) implements Ruled {
        public String words() {
            var which = rows.stream().map(row -> row.control().id().value()).collect(Collectors.joining(", "));
            return "Somebody has decided about " + which
                    + " since you looked: see what they decided, then decide again.";
        }
    }
}
