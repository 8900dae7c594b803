package plumbline.ledger.pack.zip;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The bytes of ZIP headers, in the one form that a pack uses: stored, no data descriptors, the earliest date, plain
/// files readable by all, no comments, and extra fields only for what does not fit in 32 bits (APPNOTE 4.3, 4.5.3).
final class ZipHeaders {
    static final int LOCAL_SIGNATURE = 0x04034b50;
    static final int CENTRAL_SIGNATURE = 0x02014b50;
    static final int LOCAL_BYTES = 30;
    static final int CENTRAL_BYTES = 46;

    private static final int END_SIGNATURE = 0x06054b50;
    private static final int END64_SIGNATURE = 0x06064b50;
    private static final int LOCATOR64_SIGNATURE = 0x07064b50;
    private static final long MAX_INT = 0xffffffffL;
    private static final int MAX_SHORT = 0xffff;
    private static final short UNIX = 3 << 8;
    private static final short VERSION = 10;
    private static final short VERSION64 = 45;
    private static final short FIRST_OF_JANUARY_1980 = 0x0021;
    private static final int PLAIN_FILE = 0100644 << 16;
    private static final short EXTRA64 = 1;

    private ZipHeaders() {}

    static byte[] local(Entry entry) {
        byte[] name = entry.name().getBytes(StandardCharsets.US_ASCII);
        boolean large = entry.size() >= MAX_INT;
        byte[] bytes = new byte[LOCAL_BYTES + name.length + (large ? 20 : 0)];
        ByteBuffer out = little(bytes);
        out.putInt(LOCAL_SIGNATURE);
        putCommon(out, entry, large, large ? 20 : 0);
        out.put(name);
        if (large) {
            out.putShort(EXTRA64).putShort((short) 16).putLong(entry.size()).putLong(entry.size());
        }
        return bytes;
    }

    static byte[] central(Entry entry) {
        byte[] name = entry.name().getBytes(StandardCharsets.US_ASCII);
        boolean large = entry.size() >= MAX_INT;
        boolean far = entry.offset() >= MAX_INT;
        int extra = (large ? 16 : 0) + (far ? 8 : 0);
        byte[] bytes = new byte[CENTRAL_BYTES + name.length + (extra > 0 ? 4 + extra : 0)];
        ByteBuffer out = little(bytes);
        out.putInt(CENTRAL_SIGNATURE).putShort((short) (UNIX | (large || far ? VERSION64 : VERSION)));
        putCommon(out, entry, large || far, extra > 0 ? 4 + extra : 0);
        out.putShort((short) 0).putShort((short) 0).putShort((short) 0);
        out.putInt(PLAIN_FILE).putInt(clamp(entry.offset())).put(name);
        if (extra > 0) {
            out.putShort(EXTRA64).putShort((short) extra);
        }
        if (large) {
            out.putLong(entry.size()).putLong(entry.size());
        }
        if (far) {
            out.putLong(entry.offset());
        }
        return bytes;
    }

    /// What stands after the central directory, which begins at `offset` and has `size` bytes.
    static byte[] end(List<Entry> entries, long offset, long size) {
        int count = entries.size();
        boolean large = count >= MAX_SHORT || offset >= MAX_INT || size >= MAX_INT;
        byte[] bytes = new byte[(large ? 56 + 20 : 0) + 22];
        ByteBuffer out = little(bytes);
        if (large) {
            out.putInt(END64_SIGNATURE).putLong(44).putShort((short) (UNIX | VERSION64));
            out.putShort(VERSION64).putInt(0).putInt(0);
            out.putLong(count).putLong(count).putLong(size).putLong(offset);
            out.putInt(LOCATOR64_SIGNATURE).putInt(0).putLong(offset + size).putInt(1);
        }
        short shown = (short) Math.min(count, MAX_SHORT);
        out.putInt(END_SIGNATURE).putShort((short) 0).putShort((short) 0);
        out.putShort(shown)
                .putShort(shown)
                .putInt(clamp(size))
                .putInt(clamp(offset))
                .putShort((short) 0);
        return bytes;
    }

    private static void putCommon(ByteBuffer out, Entry entry, boolean large, int extra) {
        out.putShort(large ? VERSION64 : VERSION).putShort((short) 0).putShort((short) 0);
        out.putShort((short) 0).putShort(FIRST_OF_JANUARY_1980).putInt(entry.crc());
        out.putInt(clamp(entry.size())).putInt(clamp(entry.size()));
        out.putShort((short) entry.name().length()).putShort((short) extra);
    }

    private static int clamp(long value) {
        return (int) Math.min(value, MAX_INT);
    }

    static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
