package plumbline.ledger.log;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// The coding of entries in bundles: a big-endian 16-bit length before each.
public final class EntryBundle {
    public static final int MAX_ENTRY_BYTES = 0xffff;

    /// What a bundle can have at most.
    public static final int MAX_BYTES = TileAddress.FULL * (Short.BYTES + MAX_ENTRY_BYTES);

    private EntryBundle() {}

    static void encode(byte[] entry, ByteArrayOutputStream out) {
        if (entry.length > MAX_ENTRY_BYTES) {
            throw new IllegalArgumentException("an entry must have at most 65,535 bytes, but has " + entry.length);
        }
        out.write(entry.length >>> 8);
        out.write(entry.length);
        out.write(entry, 0, entry.length);
    }

    /// The length of the entry that begins at `at`, or empty if the bundle ends within it.
    public static OptionalInt lengthAt(byte[] bundle, int at) {
        if (bundle.length - at < Short.BYTES) {
            return OptionalInt.empty();
        }
        int length = (bundle[at] & 0xff) << 8 | (bundle[at + 1] & 0xff);
        return bundle.length - at - Short.BYTES < length ? OptionalInt.empty() : OptionalInt.of(length);
    }

    /// All entries; throws if the bundle is not made of whole entries.
    public static List<byte[]> decode(byte[] bundle) {
        List<byte[]> entries = new ArrayList<>(TileAddress.FULL);
        int at = 0;
        while (at < bundle.length) {
            int length =
                    lengthAt(bundle, at).orElseThrow(() -> new LogException("an entry bundle ends within an entry"));
            byte[] entry = new byte[length];
            System.arraycopy(bundle, at + Short.BYTES, entry, 0, length);
            entries.add(entry);
            at += Short.BYTES + length;
        }
        return entries;
    }
}
