package plumbline.ledger.json;

/// A whole number that every JSON reader holds exactly: at most 2^53 - 1 in size.
public record JsonInteger(long value) implements JsonValue {
    public static final long MAX = (1L << 53) - 1;

    public JsonInteger {
        if (value > MAX || value < -MAX) {
            throw new IllegalArgumentException("a JSON integer must be within 2^53 - 1, but is " + value);
        }
    }
}
