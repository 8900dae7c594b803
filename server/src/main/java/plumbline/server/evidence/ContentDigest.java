package plumbline.server.evidence;

import java.util.regex.Pattern;

/// The SHA-256 of a body in lower-case hex: its name in the [BodyStore].
public record ContentDigest(String sha256) {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

    public ContentDigest {
        if (!HEX.matcher(sha256).matches()) {
            throw new IllegalArgumentException("digest must be 64 lower-case hex digits, but is " + sha256);
        }
    }

    @Override
    public String toString() {
        return sha256;
    }
}
