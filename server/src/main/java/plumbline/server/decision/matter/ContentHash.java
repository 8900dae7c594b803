package plumbline.server.decision.matter;

import java.util.HexFormat;
import java.util.regex.Pattern;
import plumbline.ledger.Sha256;
import plumbline.ledger.json.CanonicalJson;
import plumbline.ledger.json.JsonValue;

/// The SHA-256 of an object's content as canonical JSON, in lower-case hexadecimal.
public record ContentHash(String hex) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");

    public ContentHash {
        if (!isOne(hex)) {
            throw new IllegalArgumentException("hex must be 64 lower-case hexadecimal digits, but is " + hex);
        }
    }

    public static ContentHash of(JsonValue content) {
        return new ContentHash(Sha256.hex(CanonicalJson.bytes(content)));
    }

    public static ContentHash of(byte[] digest) {
        return new ContentHash(HexFormat.of().formatHex(digest));
    }

    public static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
