package plumbline.ledger.json;

/// `true` or `false`.
public record JsonBoolean(boolean value) implements JsonValue {}
