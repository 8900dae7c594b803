package plumbline.ledger.pack;

import java.util.regex.Pattern;

/// The SHA-256 of salt and content, in hex, and the length of the content alone.
public record SaltedDigest(long length, String sha256) {
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");

    public SaltedDigest {
        if (length < 0) {
            throw new IllegalArgumentException("length must not be negative, but is " + length);
        }
        if (!HEX.matcher(sha256).matches()) {
            throw new IllegalArgumentException("sha256 must be 64 lower-case hex digits, but is " + sha256);
        }
    }
}
