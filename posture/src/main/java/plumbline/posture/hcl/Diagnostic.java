package plumbline.posture.hcl;

/// What is wrong, where, and what to do about it.
public record Diagnostic(Severity severity, String summary, String detail, Range range) {
    /// An error costs part of the tree or of a value; a warning costs nothing.
    public enum Severity {
        ERROR,
        WARNING
    }

    public static Diagnostic error(Range range, String summary, String detail) {
        return new Diagnostic(Severity.ERROR, summary, detail, range);
    }

    public static Diagnostic warning(Range range, String summary, String detail) {
        return new Diagnostic(Severity.WARNING, summary, detail, range);
    }

    public boolean isError() {
        return severity == Severity.ERROR;
    }

    @Override
    public String toString() {
        return range + ": " + summary + ". " + detail;
    }
}
