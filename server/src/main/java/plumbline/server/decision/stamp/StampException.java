package plumbline.server.decision.stamp;

/// A time stamp that could not be had, or that proves nothing; the message says why, for people.
final class StampException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StampException(String why) {
        super(why);
    }

    StampException(String why, Throwable cause) {
        super(why, cause);
    }
}
