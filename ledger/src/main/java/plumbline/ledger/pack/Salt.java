package plumbline.ledger.pack;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import plumbline.ledger.Sha256;

/// The 32 bytes that keep committed content from being guessed. Without them a commitment says nothing any more.
public final class Salt {
    public static final int BYTES = 32;

    private final byte[] bytes;

    private Salt(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a salt must have " + BYTES + " bytes, but has " + bytes.length);
        }
        this.bytes = bytes.clone();
    }

    public static Salt of(byte[] bytes) {
        return new Salt(bytes);
    }

    public static Salt ofHex(String hex) {
        return new Salt(HexFormat.of().parseHex(hex));
    }

    /// A fresh salt; the generator must be a secure one.
    public static Salt random(RandomGenerator secure) {
        byte[] bytes = new byte[BYTES];
        secure.nextBytes(bytes);
        return new Salt(bytes);
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    /// Digests this salt and the content behind it. The stream is read to its end, not closed.
    public SaltedDigest digest(InputStream content) throws IOException {
        MessageDigest digest = Sha256.digest();
        digest.update(bytes);
        long length = 0;
        byte[] buffer = new byte[1 << 16];
        for (int count; (count = content.read(buffer)) >= 0; length += count) {
            digest.update(buffer, 0, count);
        }
        return new SaltedDigest(length, HexFormat.of().formatHex(digest.digest()));
    }

    /// Digests this salt and content that is in memory.
    public SaltedDigest digest(byte[] content) {
        MessageDigest digest = Sha256.digest();
        digest.update(bytes);
        return new SaltedDigest(content.length, HexFormat.of().formatHex(digest.digest(content)));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Salt salt && Arrays.equals(bytes, salt.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "Salt[withheld]";
    }
}
