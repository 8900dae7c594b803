package plumbline.cli;

import java.io.Serial;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
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

    /// What an exception says in words, or its name where it says nothing.
    static String reason(Throwable thrown) {
        if (thrown instanceof NoSuchFileException) {
            return "its folder does not exist";
        }
        if (thrown instanceof AccessDeniedException) {
            return "access is denied";
        }
        if (thrown instanceof HttpTimeoutException) {
            return "no answer in time";
        }
        if (thrown instanceof ConnectException) {
            return unresolved(thrown) ? "its host name is unknown" : "nothing accepts connections there";
        }
        return Objects.requireNonNullElse(thrown.getMessage(), thrown.getClass().getSimpleName());
    }

    /// The JDK throws the same for a refused connection and an unknown host; what is below tells them apart.
    private static boolean unresolved(Throwable thrown) {
        Throwable cause = thrown.getCause();
        return thrown instanceof UnresolvedAddressException || (cause != null && unresolved(cause));
    }

    int exitCode() {
        return exitCode;
    }
}
