package plumbline.posture.report;

import plumbline.posture.check.Severity;

/// How text is laid out: the width of the terminal in columns, whether it shows colour, whether each pass is listed,
/// and the severity from which a failure counts.
public record TextStyle(int width, boolean colour, boolean passes, Severity failOn) {
    private static final int NARROWEST = 40;
    private static final int WIDEST = 120;

    public TextStyle {
        width = Math.clamp(width, NARROWEST, WIDEST);
    }

    /// For a file or a pipe: 100 columns, no colour, no passes.
    public static TextStyle plain() {
        return new TextStyle(100, false, false, Severity.HIGH);
    }
}
