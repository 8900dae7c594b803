package plumbline.ledger;

import java.util.List;

/// The hashes that lead from one leaf to the root of the tree of `size` leaves, from the leaf's sibling upward.
public record InclusionProof(long index, long size, List<Hash> hashes) {
    public InclusionProof {
        if (index < 0 || index >= size) {
            throw new VerificationException(
                    Refusal.INDEX_OUT_OF_RANGE, "index %d is not in a tree of size %d".formatted(index, size));
        }
        hashes = List.copyOf(hashes);
    }

    /// Verifies that the leaf stands at the index in the tree with this root, and returns the root.
    public Hash verify(Hash leaf, Hash root) {
        Hash computed = rootFor(leaf);
        if (!computed.equals(root)) {
            throw new VerificationException(
                    Refusal.ROOT_MISMATCH,
                    "leaf %d leads to root %s, not %s".formatted(index, computed.base64(), root.base64()));
        }
        return computed;
    }

    /// The root that the leaf and these hashes lead to (RFC 9162 section 2.1.3.2).
    public Hash rootFor(Hash leaf) {
        TreeHasher hasher = new TreeHasher();
        long node = index;
        long last = size - 1;
        Hash hash = leaf;
        for (Hash sibling : hashes) {
            if (last == 0) {
                throw wrongLength("more");
            }
            boolean right = (node & 1) == 1;
            if (right || node == last) {
                hash = hasher.node(sibling, hash);
                // A node without a right sibling rises unhashed to where it is itself a right child.
                int rise = right ? 0 : Long.numberOfTrailingZeros(node);
                node >>>= rise;
                last >>>= rise;
            } else {
                hash = hasher.node(hash, sibling);
            }
            node >>>= 1;
            last >>>= 1;
        }
        if (last != 0) {
            throw wrongLength("fewer");
        }
        return hash;
    }

    private VerificationException wrongLength(String how) {
        return new VerificationException(
                Refusal.PROOF_LENGTH,
                "a proof for leaf %d of %d has %s hashes than it needs: %d".formatted(index, size, how, hashes.size()));
    }
}
