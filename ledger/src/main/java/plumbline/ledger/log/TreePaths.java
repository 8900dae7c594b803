package plumbline.ledger.log;

import java.util.ArrayList;
import java.util.List;
import plumbline.ledger.Hash;
import plumbline.ledger.TreeHasher;

/// Which hashes make up a proof, by the definitions of RFC 6962 section 2.1, written over complete subtrees: all that
/// tiles store. A subtree of the definition that is not complete is joined from those that it is made of.
final class TreePaths {
    /// The hash over the leaves from `index * 2^height` to before `(index + 1) * 2^height`.
    interface CompleteSubtrees {
        Hash of(int height, long index);
    }

    private TreePaths() {}

    static Hash root(long size, CompleteSubtrees subtrees) {
        return size == 0 ? Hash.EMPTY_TREE : range(0, size, subtrees);
    }

    /// From the leaf's sibling to the root's child.
    static List<Hash> inclusion(long index, long size, CompleteSubtrees subtrees) {
        List<Hash> downward = new ArrayList<>();
        long start = 0;
        long end = size;
        while (end - start > 1) {
            long split = start + Long.highestOneBit(end - start - 1);
            if (index < split) {
                downward.add(range(split, end, subtrees));
                end = split;
            } else {
                downward.add(range(start, split, subtrees));
                start = split;
            }
        }
        return downward.reversed();
    }

    static List<Hash> consistency(long oldSize, long newSize, CompleteSubtrees subtrees) {
        if (oldSize == 0 || oldSize == newSize) {
            return List.of();
        }
        List<Hash> downward = new ArrayList<>();
        long start = 0;
        long end = newSize;
        while (end != oldSize) {
            long split = start + Long.highestOneBit(end - start - 1);
            if (oldSize <= split) {
                downward.add(range(split, end, subtrees));
                end = split;
            } else {
                downward.add(range(start, split, subtrees));
                start = split;
            }
        }
        // The older tree itself needs no hash when it is one whole subtree: its root is known.
        if (start > 0) {
            downward.add(range(start, end, subtrees));
        }
        return downward.reversed();
    }

    /// The hash over a range that starts where the definition's splits start: joined from right to left.
    private static Hash range(long start, long end, CompleteSubtrees subtrees) {
        TreeHasher hasher = new TreeHasher();
        long last = end;
        Hash joined = null;
        while (last > start) {
            int height = Long.numberOfTrailingZeros(last - start);
            last -= 1L << height;
            Hash subtree = subtrees.of(height, last >>> height);
            joined = joined == null ? subtree : hasher.node(subtree, joined);
        }
        if (joined == null) {
            throw new IllegalArgumentException("the range must not be empty, but starts and ends at " + start);
        }
        return joined;
    }
}
