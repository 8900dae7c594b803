package plumbline.ledger.json;

/// A JSON string.
public record JsonString(String value) implements JsonValue {}
