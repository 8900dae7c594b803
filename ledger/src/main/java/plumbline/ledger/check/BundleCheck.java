package plumbline.ledger.check;

import java.util.Arrays;
import java.util.OptionalInt;
import plumbline.ledger.Hash;
import plumbline.ledger.Refusal;
import plumbline.ledger.TreeHasher;
import plumbline.ledger.VerificationException;
import plumbline.ledger.log.EntryBundle;
import plumbline.ledger.log.TileAddress;

/// Derives leaf hashes from entry bundles and holds them against the tiles over them. Belongs to one thread.
final class BundleCheck {
    private final HostileFolder folder;
    private final long size;
    private final TreeHasher hasher = new TreeHasher();

    BundleCheck(HostileFolder folder, long size) {
        this.folder = folder;
        this.size = size;
    }

    /// The packed leaf hashes of the bundle with this number.
    byte[] leaves(long index) {
        TileAddress address = TileAddress.of(TileAddress.ENTRIES, index, size);
        byte[] leaves = hash(address, folder.read(address));
        TileAddress tile = TileAddress.of(0, index, size);
        byte[] hashes = TileBytes.of(folder.read(tile), tile);
        if (!Arrays.equals(leaves, hashes)) {
            throw differ(address, tile, leaves, hashes);
        }
        return leaves;
    }

    /// The root over a full tile's hashes; overwrites them.
    byte[] fold(byte[] hashes) {
        hasher.foldComplete(hashes, TileAddress.FULL);
        return Arrays.copyOf(hashes, Hash.BYTES);
    }

    private byte[] hash(TileAddress wanted, HostileFolder.Content content) {
        byte[] bundle = content.bytes();
        byte[] leaves = new byte[wanted.width() * Hash.BYTES];
        int at = 0;
        for (int i = 0; i < content.address().width(); i++) {
            OptionalInt length = EntryBundle.lengthAt(bundle, at);
            if (length.isEmpty()) {
                throw new VerificationException(
                        Refusal.ENTRIES_TRUNCATED,
                        "%s ends within or before its entry %d of %d"
                                .formatted(
                                        content.address(),
                                        i + 1,
                                        content.address().width()));
            }
            if (i < wanted.width()) {
                hasher.leaf(bundle, at + Short.BYTES, length.getAsInt(), leaves, i * Hash.BYTES);
            }
            at += Short.BYTES + length.getAsInt();
        }
        if (at < bundle.length) {
            throw new VerificationException(
                    Refusal.ENTRIES_OVERLONG,
                    "%s goes on for %d bytes after its last entry, the %dth"
                            .formatted(
                                    content.address(),
                                    bundle.length - at,
                                    content.address().width()));
        }
        return leaves;
    }

    /// Bundle and tile disagree; the tile above says which of them was changed, if it can be believed.
    private VerificationException differ(TileAddress bundle, TileAddress tile, byte[] leaves, byte[] hashes) {
        int place = Arrays.mismatch(leaves, hashes) / Hash.BYTES;
        boolean tileChanged = tile.isFull() && parentHash(tile).equals(Hash.at(fold(leaves), 0));
        return tileChanged
                ? new VerificationException(
                        Refusal.TILE_DIFFERS,
                        "%s is not what its entries lead to, from its hash %d on".formatted(tile, place))
                : new VerificationException(
                        Refusal.ENTRIES_DIFFER,
                        "%s does not lead to %s: entry %d has another hash"
                                .formatted(bundle, tile, bundle.index() * TileAddress.FULL + place));
    }

    private Hash parentHash(TileAddress tile) {
        try {
            TileAddress parent = TileAddress.of(1, tile.index() / TileAddress.FULL, size);
            byte[] hashes = TileBytes.of(folder.read(parent), parent);
            return Hash.at(hashes, (int) (tile.index() % TileAddress.FULL) * Hash.BYTES);
        } catch (VerificationException e) {
            return Hash.EMPTY_TREE;
        }
    }
}
