package plumbline.posture.value;

/// An operation that makes no sense on the values it was given, said so that a person can mend it; or one that is
/// beyond our own limits, of which `try` and `can` know no more than we do.
public final class ValueError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final boolean limit;

    public ValueError(String message) {
        this(message, false);
    }

    private ValueError(String message, boolean limit) {
        super(message, null, false, false);
        this.limit = limit;
    }

    /// Terraform would go on here, but we do not.
    public static ValueError limit(String message) {
        return new ValueError(message, true);
    }

    /// The same with words before it that say where.
    public ValueError in(String place) {
        return new ValueError(place + reason(), limit);
    }

    public boolean isLimit() {
        return limit;
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
