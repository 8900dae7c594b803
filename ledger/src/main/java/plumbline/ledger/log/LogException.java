package plumbline.ledger.log;

/// Thrown when the folder of a log cannot be read or written, or holds what no interrupted writer leaves behind.
public final class LogException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LogException(String message) {
        super(message);
    }

    public LogException(String message, Throwable cause) {
        super(message, cause);
    }
}
