package plumbline.ledger;

import java.util.Iterator;
import java.util.List;

/// The hashes that show that the tree of `newSize` leaves begins with the tree of `oldSize` leaves.
public record ConsistencyProof(long oldSize, long newSize, List<Hash> hashes) {
    public ConsistencyProof {
        if (oldSize < 0 || oldSize > newSize) {
            throw new VerificationException(
                    Refusal.INDEX_OUT_OF_RANGE,
                    "a tree of size %d cannot begin with one of size %d".formatted(newSize, oldSize));
        }
        hashes = List.copyOf(hashes);
    }

    /// Verifies that the two roots are of one growing log, and returns the newer.
    public Hash verify(Hash oldRoot, Hash newRoot) {
        if (oldSize == 0 || oldSize == newSize) {
            if (!hashes.isEmpty()) {
                throw wrongLength();
            }
            require(oldRoot, oldSize == 0 ? Hash.EMPTY_TREE : newRoot, "older");
            return newRoot;
        }
        return verifyGrowth(oldRoot, newRoot);
    }

    /// RFC 9162 section 2.1.4.2: one walk computes both roots.
    private Hash verifyGrowth(Hash oldRoot, Hash newRoot) {
        TreeHasher hasher = new TreeHasher();
        Iterator<Hash> path = hashes.iterator();
        int complete = Long.numberOfTrailingZeros(oldSize);
        long node = (oldSize - 1) >>> complete;
        long last = (newSize - 1) >>> complete;
        // A complete older tree is itself the first node; its root is known and therefore left out of the proof.
        Hash older = node == 0 ? oldRoot : next(path);
        Hash newer = older;
        while (last != 0) {
            Hash sibling = next(path);
            boolean right = (node & 1) == 1;
            if (right || node == last) {
                older = hasher.node(sibling, older);
                newer = hasher.node(sibling, newer);
                int rise = right ? 0 : Long.numberOfTrailingZeros(node);
                node >>>= rise;
                last >>>= rise;
            } else {
                newer = hasher.node(newer, sibling);
            }
            node >>>= 1;
            last >>>= 1;
        }
        if (path.hasNext()) {
            throw wrongLength();
        }
        require(oldRoot, older, "older");
        require(newRoot, newer, "newer");
        return newer;
    }

    private Hash next(Iterator<Hash> path) {
        if (!path.hasNext()) {
            throw wrongLength();
        }
        return path.next();
    }

    private void require(Hash given, Hash computed, String which) {
        if (!given.equals(computed)) {
            throw new VerificationException(
                    Refusal.INCONSISTENT,
                    "the proof from size %d to %d leads to the %s root %s, not %s"
                            .formatted(oldSize, newSize, which, computed.base64(), given.base64()));
        }
    }

    private VerificationException wrongLength() {
        return new VerificationException(
                Refusal.PROOF_LENGTH,
                "a proof from size %d to %d must not have %d hashes".formatted(oldSize, newSize, hashes.size()));
    }
}
