package plumbline.ledger;

import java.security.DigestException;
import java.security.MessageDigest;

/// Hashes leaves and nodes as RFC 6962 section 2.1 says. It reuses one digest and works in packed arrays, which is what
/// millions of entries need; therefore one instance belongs to one thread.
public final class TreeHasher {
    private static final byte LEAF = 0;
    private static final byte NODE = 1;

    private final MessageDigest digest = Sha256.digest();

    public Hash leaf(byte[] entry) {
        byte[] hash = new byte[Hash.BYTES];
        leaf(entry, 0, entry.length, hash, 0);
        return Hash.at(hash, 0);
    }

    public Hash node(Hash left, Hash right) {
        byte[] hash = new byte[Hash.BYTES];
        digest.update(NODE);
        digest.update(left.shared());
        digest.update(right.shared());
        finish(hash, 0);
        return Hash.at(hash, 0);
    }

    /// Hashes the entry at `source[from .. from + length)` into `target` at `at`.
    public void leaf(byte[] source, int from, int length, byte[] target, int at) {
        digest.update(LEAF);
        digest.update(source, from, length);
        finish(target, at);
    }

    /// Hashes two neighbours, the left one at `source[left]`, into `target` at `at`, which may lie in `source` itself.
    public void node(byte[] source, int left, byte[] target, int at) {
        digest.update(NODE);
        digest.update(source, left, 2 * Hash.BYTES);
        finish(target, at);
    }

    /// The root of `count` packed hashes, a power of two, as of a complete subtree; overwrites them.
    public void foldComplete(byte[] hashes, int count) {
        if (Integer.bitCount(count) != 1) {
            throw new IllegalArgumentException("count must be a power of two, but is " + count);
        }
        for (int width = count; width > 1; width /= 2) {
            for (int i = 0; i < width; i += 2) {
                node(hashes, i * Hash.BYTES, hashes, i / 2 * Hash.BYTES);
            }
        }
    }

    private void finish(byte[] target, int at) {
        try {
            digest.digest(target, at, Hash.BYTES);
        } catch (DigestException e) {
            throw new IllegalStateException(e);
        }
    }
}
