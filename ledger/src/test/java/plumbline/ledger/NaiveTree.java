package plumbline.ledger;

import java.util.ArrayList;
import java.util.List;

/// The tree of RFC 6962 section 2.1 written down as its definition reads: slow, and obviously right.
public final class NaiveTree {
    private NaiveTree() {}

    public static Hash root(List<Hash> leaves) {
        if (leaves.isEmpty()) {
            return Hash.EMPTY_TREE;
        }
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        int split = Integer.highestOneBit(leaves.size() - 1);
        return Hash.ofNode(root(leaves.subList(0, split)), root(leaves.subList(split, leaves.size())));
    }

    public static List<Hash> inclusion(int index, List<Hash> leaves) {
        List<Hash> proof = new ArrayList<>();
        if (leaves.size() > 1) {
            int split = Integer.highestOneBit(leaves.size() - 1);
            List<Hash> left = leaves.subList(0, split);
            List<Hash> right = leaves.subList(split, leaves.size());
            proof.addAll(index < split ? inclusion(index, left) : inclusion(index - split, right));
            proof.add(root(index < split ? right : left));
        }
        return proof;
    }

    public static List<Hash> consistency(int oldSize, List<Hash> leaves) {
        return oldSize == 0 ? List.of() : subproof(oldSize, leaves, true);
    }

    private static List<Hash> subproof(int oldSize, List<Hash> leaves, boolean whole) {
        List<Hash> proof = new ArrayList<>();
        if (oldSize == leaves.size()) {
            return whole ? proof : List.of(root(leaves));
        }
        int split = Integer.highestOneBit(leaves.size() - 1);
        List<Hash> left = leaves.subList(0, split);
        List<Hash> right = leaves.subList(split, leaves.size());
        if (oldSize <= split) {
            proof.addAll(subproof(oldSize, left, whole));
            proof.add(root(right));
        } else {
            proof.addAll(subproof(oldSize - split, right, false));
            proof.add(root(left));
        }
        return proof;
    }
}
