package plumbline.ledger.log;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import plumbline.ledger.Hash;
import plumbline.ledger.TreeHasher;

/// Turns entries into bundles and tiles, each bundle before the tile over it and tiles bottom-up. Holds the unfilled
/// bundle and the tree's right edge.
final class Integrator {
    private final TreeHasher hasher = new TreeHasher();
    private final byte[] leaf = new byte[Hash.BYTES];
    private final ByteArrayOutputStream bundle = new ByteArrayOutputStream();
    private final TileFiles files;
    private final TreeEdge edge;
    private long size;

    /// @param start a multiple of 256, up to which all tiles stand
    Integrator(TileFiles files, long start) {
        this.files = files;
        this.edge = new TreeEdge(this::writeFull);
        this.size = start;
    }

    TreeEdge edge() {
        return edge;
    }

    long size() {
        return size;
    }

    Hash root() {
        return edge.root();
    }

    /// Appends `count` entries of a bundle or journal record from `offset` on; returns the offset after them.
    int append(byte[] entries, int offset, long count) {
        int at = offset;
        for (long i = 0; i < count; i++) {
            int length = EntryBundle.lengthAt(entries, at)
                    .orElseThrow(
                            () -> new LogException("the log's entry " + size + " is not on disk as it was written"));
            append(entries, at, length);
            at += Short.BYTES + length;
        }
        return at;
    }

    private void append(byte[] entries, int at, int length) {
        bundle.write(entries, at, Short.BYTES + length);
        hasher.leaf(entries, at + Short.BYTES, length, leaf, 0);
        size++;
        if (size % TileAddress.FULL == 0) {
            writeFull(
                    new TileAddress(TileAddress.ENTRIES, size / TileAddress.FULL - 1, TileAddress.FULL),
                    bundle.toByteArray());
            bundle.reset();
        }
        edge.append(0, leaf, 0);
    }

    /// Writes what is unfilled, so that the whole tree of this size stands.
    void writePartials() throws IOException {
        Map<TileAddress, byte[]> tiles = new LinkedHashMap<>();
        TileAddress.rightmost(TileAddress.ENTRIES, size)
                .filter(address -> !address.isFull())
                .ifPresent(address -> tiles.put(address, bundle.toByteArray()));
        edge.partials().forEach(partial -> tiles.put(partial, edge.hashes(partial.level())));
        files.writePartials(tiles);
    }

    /// The entries of the unfilled bundle, as a record that begins a journal segment.
    JournalRecord tail() {
        int count = (int) (size % TileAddress.FULL);
        return new JournalRecord(size - count, count, bundle.toByteArray());
    }

    private void writeFull(TileAddress address, byte[] content) {
        try {
            files.writeFull(address, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
