package plumbline.ledger.json;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import plumbline.ledger.Sha256;

/// A document of lines, each the canonical spelling of one value: as long as it likes, and never in memory as a whole.
public final class JsonLines {
    private JsonLines() {}

    /// The SHA-256 of a header's line and one line for each of the others, in hexadecimal.
    public static String sha256(JsonObject header, List<? extends JsonValue> others) {
        MessageDigest digest = Sha256.digest();
        update(digest, header);
        others.forEach(value -> update(digest, value));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void update(MessageDigest digest, JsonValue value) {
        digest.update(CanonicalJson.bytes(value));
        digest.update((byte) '\n');
    }
}
