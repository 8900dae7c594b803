package plumbline.server.identity.imports;

/// A file as a whole cannot be taken; the message is a sentence for whoever sent it.
final class InvalidFile extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InvalidFile(String message) {
        super(message);
    }
}
