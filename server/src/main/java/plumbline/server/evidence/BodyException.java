package plumbline.server.evidence;

/// A body cannot be kept or handed out.
public final class BodyException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /// What went wrong.
    public enum Reason {
        TOO_LARGE,
        MISSING,
        CORRUPT,
        UNREADABLE
    }

    private final Reason reason;

    BodyException(Reason reason, String message) {
        super(message);
        this.reason = reason;
    }

    BodyException(Reason reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
