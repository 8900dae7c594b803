package plumbline.ledger.log;

import java.util.LinkedHashMap;
import java.util.Map;
import plumbline.ledger.Hash;
import plumbline.ledger.TreeHasher;

/// Complete subtrees of a log of one size, computed from its tiles. A tile holds every eighth row of the tree; the rows
/// between are hashed when a tile is first used and kept while it is among the last used.
final class SubtreeHashes implements TreePaths.CompleteSubtrees {
    /// Reads a tile's packed hashes.
    interface Tiles {
        byte[] read(TileAddress address);
    }

    private static final int ROWS = 8;
    private static final int KEPT_TILES = 64;

    private final Tiles tiles;
    private final long size;
    private final Map<TileAddress, byte[][]> kept = new LinkedHashMap<>(KEPT_TILES, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<TileAddress, byte[][]> eldest) {
            return size() > KEPT_TILES;
        }
    };

    SubtreeHashes(Tiles tiles, long size) {
        this.tiles = tiles;
        this.size = size;
    }

    @Override
    public Hash of(int height, long index) {
        int level = height / ROWS;
        int row = height % ROWS;
        int perTile = TileAddress.FULL >>> row;
        byte[][] rows = rows(TileAddress.of(level, index / perTile, size));
        return Hash.at(rows[row], (int) (index % perTile) * Hash.BYTES);
    }

    private synchronized byte[][] rows(TileAddress address) {
        return kept.computeIfAbsent(address, this::hashRows);
    }

    private byte[][] hashRows(TileAddress address) {
        TreeHasher hasher = new TreeHasher();
        byte[][] rows = new byte[ROWS][];
        rows[0] = tiles.read(address);
        for (int row = 1; row < ROWS; row++) {
            int count = address.width() >>> row;
            rows[row] = new byte[count * Hash.BYTES];
            for (int i = 0; i < count; i++) {
                hasher.node(rows[row - 1], 2 * i * Hash.BYTES, rows[row], i * Hash.BYTES);
            }
        }
        return rows;
    }
}
