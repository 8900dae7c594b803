package plumbline.posture.expression;

import plumbline.posture.hcl.Diagnostic;
import plumbline.posture.hcl.Range;

/// An expression that cannot be evaluated, with the place and the reason. `try` and `can` catch it; elsewhere the
/// argument that holds the expression becomes unknown.
public final class EvaluationError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Range range;
    private final String reason;

    public EvaluationError(Range range, String reason) {
        super(reason, null, false, false);
        this.range = range;
        this.reason = reason;
    }

    public String reason() {
        return reason;
    }

    public Diagnostic diagnostic() {
        return Diagnostic.error(range, "Expression cannot be evaluated", reason + ".");
    }
}
