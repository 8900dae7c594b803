package plumbline.posture.expression;

import plumbline.posture.hcl.Diagnostic;
import plumbline.posture.hcl.Range;
import plumbline.posture.value.ValueError;

/// An expression that cannot be evaluated, with the place and the reason. `try` and `can` catch it; elsewhere the
/// argument that holds the expression becomes unknown.
public final class EvaluationError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Range range;
    private final String reason;
    private final boolean limit;

    public EvaluationError(Range range, String reason) {
        super(reason, null, false, false);
        this.range = range;
        this.reason = reason;
        this.limit = false;
    }

    EvaluationError(Range range, ValueError error) {
        super(error.reason(), null, false, false);
        this.range = range;
        this.reason = error.reason();
        this.limit = error.isLimit();
    }

    /// Whether this says nothing about the expression, but about how far we go.
    public boolean isLimit() {
        return limit;
    }

    public String reason() {
        return reason;
    }

    /// The same as an error of whoever asked for what stands there.
    ValueError in(String place) {
        String words = "in " + place + ": " + reason;
        return limit ? ValueError.limit(words) : new ValueError(words);
    }

    public Diagnostic diagnostic() {
        return Diagnostic.error(range, "Expression cannot be evaluated", reason + ".");
    }
}
