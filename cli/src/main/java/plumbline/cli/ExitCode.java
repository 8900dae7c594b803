package plumbline.cli;

/// What a command tells the script that called it.
final class ExitCode {
    static final int PASS = 0;

    /// Denied or refused, or findings at or above the asked severity.
    static final int REFUSED = 1;

    /// Used wrongly, or the input or the machine does not allow it.
    static final int MISUSE = 2;

    /// Not decided: something that would decide is unknown.
    static final int UNDECIDED = 3;

    private ExitCode() {}
}
