package plumbline.posture.value;

/// An operation that makes no sense on the values it was given, said so that a person can mend it.
public final class ValueError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ValueError(String message) {
        super(message, null, false, false);
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
