package plumbline.posture.hcl;

/// Leaves the rules of the grammar for the next place where parsing can go on.
final class SyntaxError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Diagnostic diagnostic;

    SyntaxError(Range range, String summary, String detail) {
        super(summary, null, false, false);
        this.diagnostic = Diagnostic.error(range, summary, detail);
    }

    Diagnostic diagnostic() {
        return diagnostic;
    }
}
