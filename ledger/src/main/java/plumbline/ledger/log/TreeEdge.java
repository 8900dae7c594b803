package plumbline.ledger.log;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import plumbline.ledger.Hash;
import plumbline.ledger.TreeHasher;

/// The right edge of a growing tree: on each level the hashes of the last, unfilled tile. From it follow the root and
/// every further tile, so nothing else needs to be in memory. Belongs to one thread.
public final class TreeEdge {
    /// Takes each tile as it fills: its packed hashes, which the edge will reuse.
    public interface FullTiles {
        void accept(TileAddress address, byte[] hashes);
    }

    private final TreeHasher hasher = new TreeHasher();
    private final List<Level> levels = new ArrayList<>();
    private final FullTiles fullTiles;

    public TreeEdge(FullTiles fullTiles) {
        this.fullTiles = fullTiles;
    }

    /// Appends a hash on a level: a leaf on level 0, or the root of a full tile on the level above it.
    public void append(int level, byte[] hashes, int offset) {
        Level target = level(level);
        System.arraycopy(hashes, offset, target.hashes, target.width * Hash.BYTES, Hash.BYTES);
        target.width++;
        if (target.width == TileAddress.FULL) {
            fullTiles.accept(new TileAddress(level, target.index, TileAddress.FULL), target.hashes);
            byte[] root = rootOfFull(target.hashes);
            target.index++;
            target.width = 0;
            append(level + 1, root, 0);
        }
    }

    /// Puts the edge where a tile starts, without the hashes to its left.
    public void startLevelAt(int level, long index) {
        level(level).index = index;
    }

    /// How many hashes a level has had, in all tiles.
    public long filled(int level) {
        return level < levels.size() ? levels.get(level).index * TileAddress.FULL + levels.get(level).width : 0;
    }

    /// The unfilled tiles, from the leaves upward.
    public List<TileAddress> partials() {
        List<TileAddress> partials = new ArrayList<>();
        for (int level = 0; level < levels.size(); level++) {
            if (levels.get(level).width > 0) {
                partials.add(new TileAddress(level, levels.get(level).index, levels.get(level).width));
            }
        }
        return partials;
    }

    /// The packed hashes of a level's unfilled tile.
    public byte[] hashes(int level) {
        return Arrays.copyOf(levels.get(level).hashes, levels.get(level).width * Hash.BYTES);
    }

    public Hash root() {
        Hash root = null;
        for (Level level : levels) {
            root = rootWith(level, root);
        }
        return root == null ? Hash.EMPTY_TREE : root;
    }

    /// Joins a level's hashes, by the complete subtrees that they form, with what stands to their right.
    private @Nullable Hash rootWith(Level level, @Nullable Hash right) {
        Hash root = right;
        int end = level.width;
        for (int size = 1; size <= end; size *= 2) {
            if ((end & size) != 0) {
                end -= size;
                byte[] subtree = Arrays.copyOfRange(level.hashes, end * Hash.BYTES, (end + size) * Hash.BYTES);
                hasher.foldComplete(subtree, size);
                Hash left = Hash.at(subtree, 0);
                root = root == null ? left : hasher.node(left, root);
            }
        }
        return root;
    }

    private byte[] rootOfFull(byte[] hashes) {
        byte[] folded = hashes.clone();
        hasher.foldComplete(folded, TileAddress.FULL);
        return Arrays.copyOf(folded, Hash.BYTES);
    }

    private Level level(int number) {
        while (levels.size() <= number) {
            levels.add(new Level());
        }
        return levels.get(number);
    }

    private static final class Level {
        private final byte[] hashes = new byte[TileAddress.FULL * Hash.BYTES];
        private long index;
        private int width;
    }
}
