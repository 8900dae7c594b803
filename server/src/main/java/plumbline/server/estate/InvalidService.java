package plumbline.server.estate;

/// A field of a service cannot be taken; the message stands beside the field.
final class InvalidService extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String field;

    InvalidService(String field, String message) {
        super(message);
        this.field = field;
    }

    String field() {
        return field;
    }
}
