package plumbline.server.identity;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import plumbline.ledger.Sha256;

/// Random secrets, and the hashes under which they are kept. They are too random to guess, so a fast hash does.
public final class Secrets {
    private static final int BYTES = 32;
    private static final SecureRandom random = new SecureRandom();

    private Secrets() {}

    /// 256 random bits.
    public static byte[] bytes() {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return bytes;
    }

    /// 256 random bits in letters that fit into a link.
    public static String forLink() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes());
    }

    public static byte[] hash(String secret) {
        return Sha256.of(secret.getBytes(StandardCharsets.UTF_8));
    }

    /// The first 64 bits of the hash, in hexadecimal: a name for something whose own name must not be shown.
    public static String reference(String secret) {
        return HexFormat.of().formatHex(hash(secret), 0, 8);
    }
}
