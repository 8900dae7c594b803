package plumbline.ledger.json;

/// The JSON `null`.
public enum JsonNull implements JsonValue {
    NULL
}
