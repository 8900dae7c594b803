package plumbline.ledger.log;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/// One batch in the journal: its first index, and its entries coded as in bundles. A checksum over all of it tells a
/// whole record from one that a crash tore.
final class JournalRecord {
    private static final int MAGIC = 0x504c4a31;
    private static final int HEADER_BYTES = Integer.BYTES + Long.BYTES + Integer.BYTES + Integer.BYTES;
    private static final int CHECKSUM_BYTES = Integer.BYTES;

    /// More is split into several batches, which bounds memory here and when a journal is read again.
    static final int MAX_BODY_BYTES = 32 << 20;

    private final long first;
    private final int count;
    private final byte[] body;

    JournalRecord(long first, int count, byte[] body) {
        this.first = first;
        this.count = count;
        this.body = body;
    }

    static JournalRecord of(long first, List<byte[]> entries) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        entries.forEach(entry -> EntryBundle.encode(entry, body));
        return new JournalRecord(first, entries.size(), body.toByteArray());
    }

    long first() {
        return first;
    }

    long next() {
        return first + count;
    }

    /// The entries as in a bundle; shared, not to be changed.
    byte[] body() {
        return body;
    }

    ByteBuffer encode() {
        ByteBuffer bytes = ByteBuffer.allocate(HEADER_BYTES + body.length + CHECKSUM_BYTES)
                .putInt(MAGIC)
                .putLong(first)
                .putInt(count)
                .putInt(body.length)
                .put(body);
        return bytes.putInt(checksum(bytes.array(), bytes.position())).flip();
    }

    /// The next record of a segment, or empty where it ends or is torn.
    static Optional<JournalRecord> read(DataInputStream in) throws IOException {
        byte[] header = in.readNBytes(HEADER_BYTES);
        if (header.length < HEADER_BYTES) {
            return Optional.empty();
        }
        ByteBuffer fields = ByteBuffer.wrap(header);
        boolean known = fields.getInt() == MAGIC;
        long first = fields.getLong();
        int count = fields.getInt();
        int length = fields.getInt();
        if (!known || first < 0 || count < 0 || length < 0 || length > MAX_BODY_BYTES) {
            return Optional.empty();
        }
        byte[] record = new byte[HEADER_BYTES + length];
        System.arraycopy(header, 0, record, 0, HEADER_BYTES);
        byte[] checksum = new byte[CHECKSUM_BYTES];
        if (in.readNBytes(record, HEADER_BYTES, length) < length
                || in.readNBytes(checksum, 0, CHECKSUM_BYTES) < CHECKSUM_BYTES
                || ByteBuffer.wrap(checksum).getInt() != checksum(record, record.length)) {
            return Optional.empty();
        }
        byte[] body = new byte[length];
        System.arraycopy(record, HEADER_BYTES, body, 0, length);
        return Optional.of(new JournalRecord(first, count, body));
    }

    private static int checksum(byte[] bytes, int length) {
        CRC32C crc = new CRC32C();
        crc.update(bytes, 0, length);
        return (int) crc.getValue();
    }
}
