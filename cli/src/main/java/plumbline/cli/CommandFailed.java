package plumbline.cli;

import java.io.Serial;
import java.util.Objects;

/// A command cannot do what it was asked: one line that says why and what to do.
final class CommandFailed extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    CommandFailed(String message) {
        this(ExitCode.MISUSE, message);
    }

    CommandFailed(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /// What an exception says, or its name where it says nothing.
    static String reason(Throwable thrown) {
        return Objects.requireNonNullElse(thrown.getMessage(), thrown.getClass().getSimpleName());
    }

    int exitCode() {
        return exitCode;
    }
}
