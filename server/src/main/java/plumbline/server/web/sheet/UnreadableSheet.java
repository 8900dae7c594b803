package plumbline.server.web.sheet;

/// A file that somebody sent in cannot be read as a list; the message is a sentence for whoever sent it.
public final class UnreadableSheet extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnreadableSheet(String message) {
        super(message);
    }

    UnreadableSheet(String message, Throwable cause) {
        super(message, cause);
    }
}
