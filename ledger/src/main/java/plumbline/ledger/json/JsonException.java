package plumbline.ledger.json;

import java.io.Serial;

/// A text is not the JSON that was expected; the message says what and where.
public final class JsonException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1L;

    public JsonException(String message) {
        super(message);
    }
}
