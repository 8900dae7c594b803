package plumbline.ledger;

import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;

/// A SHA-256 hash in the tree of RFC 6962: leaves and nodes are prefixed, so that neither can pass for the other.
public final class Hash {
    public static final int BYTES = 32;

    /// The root of the tree without leaves.
    public static final Hash EMPTY_TREE = new Hash(Sha256.digest().digest());

    private final byte[] bytes;

    private Hash(byte[] bytes) {
        this.bytes = bytes;
    }

    public static Hash of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a hash must be 32 bytes, but is " + bytes.length);
        }
        return new Hash(bytes.clone());
    }

    /// The hash at this place of a tile or another packed array of hashes.
    public static Hash at(byte[] packed, int offset) {
        return new Hash(Arrays.copyOfRange(packed, offset, offset + BYTES));
    }

    public static Hash ofLeaf(byte[] entry) {
        return new TreeHasher().leaf(entry);
    }

    public static Hash ofNode(Hash left, Hash right) {
        return new TreeHasher().node(left, right);
    }

    public static Hash fromBase64(String text, Refusal refusal) {
        byte[] bytes = StrictText.base64(text, refusal);
        if (bytes.length != BYTES) {
            throw new VerificationException(refusal, "a hash must be 32 bytes, but is " + bytes.length);
        }
        return new Hash(bytes);
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public void copyTo(byte[] target, int offset) {
        System.arraycopy(bytes, 0, target, offset, BYTES);
    }

    public String base64() {
        return StrictText.base64(bytes);
    }

    /// Lower-case hexadecimal.
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Hash hash && MessageDigest.isEqual(bytes, hash.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    byte[] shared() {
        return bytes;
    }
}
