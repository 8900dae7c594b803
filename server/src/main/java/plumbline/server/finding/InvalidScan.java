package plumbline.server.finding;

import org.jspecify.annotations.Nullable;

/// A scan cannot be taken as sent; nothing of this request was kept.
final class InvalidScan extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final @Nullable String pointer;

    /// @param pointer JSON pointer to what is wrong in the request's body, or null when it is the request as a whole
    InvalidScan(@Nullable String pointer, String message) {
        super(message);
        this.pointer = pointer;
    }

    @Nullable String pointer() {
        return pointer;
    }
}
