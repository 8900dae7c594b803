package plumbline.ledger.pack.zip;

import static plumbline.ledger.pack.zip.ZipHeaders.CENTRAL_SIGNATURE;
import static plumbline.ledger.pack.zip.ZipHeaders.LOCAL_BYTES;
import static plumbline.ledger.pack.zip.ZipHeaders.LOCAL_SIGNATURE;
import static plumbline.ledger.pack.zip.ZipHeaders.little;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import plumbline.ledger.pack.PackException;
import plumbline.ledger.pack.PackLimits;
import plumbline.ledger.pack.PackRefusal;

/// Reads a pack's ZIP file front to back and accepts only what [ZipOutput] writes, byte for byte: for each header it
/// writes its own and compares. What ordinary readers may understand differently (a directory that disagrees with the
/// entries, data between them, two directories) has no place to be.
public final class ZipInput {
    private static final Pattern SAFE_NAME =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*(/[A-Za-z0-9][A-Za-z0-9._-]*)*");
    private static final int MAX_NAME = 255;
    private static final int FILE_TYPE = 0170000;
    private static final int REGULAR = 0100000;

    private final InputStream in;
    private final PackLimits limits;
    private final List<Entry> entries = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private long position;

    public ZipInput(InputStream in, PackLimits limits) {
        this.in = in;
        this.limits = limits;
    }

    /// What takes an entry's content; it must read all of it.
    public interface Visitor {
        void visit(Entry entry, InputStream content) throws IOException;
    }

    /// Reads the whole file, each entry in turn.
    public void read(Visitor visitor) throws IOException {
        byte[] signature = take(4);
        if (little(signature).getInt() != LOCAL_SIGNATURE) {
            throw notFirst(signature);
        }
        while (little(signature).getInt() == LOCAL_SIGNATURE) {
            readEntry(visitor);
            signature = take(4);
        }
        readDirectory(signature);
        if (in.read() >= 0) {
            throw new PackException(PackRefusal.TRAILING_DATA, "there are bytes after the ZIP file's end");
        }
    }

    private void readEntry(Visitor visitor) throws IOException {
        long offset = position - 4;
        byte[] fields = take(LOCAL_BYTES - 4);
        ByteBuffer header = little(fields);
        int nameLength = Short.toUnsignedInt(header.getShort(22));
        int extraLength = Short.toUnsignedInt(header.getShort(24));
        String name = safe(new String(take(nameLength), StandardCharsets.ISO_8859_1));
        requirePlain(name, header);
        byte[] extra = take(extraLength);
        long size = Integer.toUnsignedLong(header.getInt(18));
        if (extraLength == 20 && size == 0xffffffffL) {
            size = little(extra).getLong(4);
        }
        Entry entry = new Entry(name, size, header.getInt(10), offset);
        requireSame(entry, fields, extra);
        requireNew(entry);
        CheckedInput content = new CheckedInput(size);
        visitor.visit(entry, content);
        content.requireRead(entry);
        entries.add(entry);
    }

    private static void requirePlain(String name, ByteBuffer header) {
        int flags = Short.toUnsignedInt(header.getShort(2));
        if ((flags & 0x2041) != 0) {
            throw new PackException(PackRefusal.ENCRYPTED, name + " is encrypted");
        }
        if ((flags & 8) != 0) {
            throw new PackException(PackRefusal.DATA_DESCRIPTOR, name + " has a data descriptor");
        }
        if (header.getShort(4) != 0) {
            throw new PackException(PackRefusal.COMPRESSED, name + " is compressed");
        }
    }

    private static void requireSame(Entry entry, byte[] fields, byte[] extra) {
        byte[] own = entry.size() < 0 ? new byte[0] : ZipHeaders.local(entry);
        int extraAt = LOCAL_BYTES + entry.name().length();
        boolean sameExtra =
                own.length == extraAt + extra.length && Arrays.equals(own, extraAt, own.length, extra, 0, extra.length);
        if (!sameExtra) {
            throw new PackException(PackRefusal.EXTRA_FIELD, entry.name() + " has extra fields");
        }
        if (!Arrays.equals(own, 4, LOCAL_BYTES, fields, 0, LOCAL_BYTES - 4)) {
            throw new PackException(PackRefusal.HEADER, entry.name() + " has a header that no pack has");
        }
    }

    private void requireNew(Entry entry) {
        if (entries.size() >= limits.entries()) {
            throw new PackException(PackRefusal.TOO_LARGE, "the pack has more than " + limits.entries() + " files");
        }
        if (entry.size() > limits.packBytes() - position) {
            throw new PackException(
                    PackRefusal.TOO_LARGE, entry.name() + " makes the pack larger than " + limits.packBytes());
        }
        if (!names.add(entry.name().toLowerCase(Locale.ROOT))) {
            throw new PackException(
                    PackRefusal.DUPLICATE_NAME, entry.name() + " stands twice (upper and lower case count as equal)");
        }
    }

    private static String safe(String name) {
        String why = name.length() > MAX_NAME
                ? "is too long"
                : name.startsWith("/") || name.matches("(?s)[A-Za-z]:.*")
                        ? "is absolute"
                        : name.indexOf('\\') >= 0
                                ? "has a backslash"
                                : !SAFE_NAME.matcher(name).matches() ? "is not a plain path inside the pack" : "";
        if (!why.isEmpty()) {
            throw new PackException(PackRefusal.UNSAFE_NAME, "the name " + printable(name) + " " + why);
        }
        return name;
    }

    private static String printable(String name) {
        String shown = name.length() > MAX_NAME ? name.substring(0, 60) + "..." : name;
        return "\"" + shown.replaceAll("[^ -~]", "?") + "\"";
    }

    private void readDirectory(byte[] signature) throws IOException {
        long start = position - 4;
        byte[] next = signature;
        for (Entry entry : entries) {
            byte[] own = ZipHeaders.central(entry);
            if (little(next).getInt() != CENTRAL_SIGNATURE) {
                throw differing(entry);
            }
            byte[] found = Arrays.copyOf(next, own.length);
            take(found, 4);
            if (!Arrays.equals(own, found)) {
                throw differing(entry, own, little(found));
            }
            next = take(4);
        }
        byte[] own = ZipHeaders.end(entries, start, position - 4 - start);
        byte[] found = Arrays.copyOf(next, own.length);
        take(found, 4);
        if (!Arrays.equals(own, 0, own.length - 2, found, 0, own.length - 2)) {
            throw new PackException(
                    PackRefusal.DIRECTORY_MISMATCH, "the ZIP directory does not end as its entries require");
        }
        if (!Arrays.equals(own, found)) {
            throw new PackException(PackRefusal.COMMENT, "the ZIP file has a comment");
        }
    }

    private static PackException differing(Entry entry, byte[] own, ByteBuffer found) {
        int type = found.getInt(38) >>> 16 & FILE_TYPE;
        if (type != REGULAR) {
            return new PackException(PackRefusal.SYMBOLIC_LINK, entry.name() + " is not a plain file");
        }
        if (found.getShort(32) != 0) {
            return new PackException(PackRefusal.COMMENT, entry.name() + " has a comment");
        }
        if (found.getShort(30) != little(own).getShort(30)) {
            return new PackException(PackRefusal.EXTRA_FIELD, entry.name() + " has extra fields in the directory");
        }
        return differing(entry);
    }

    private static PackException differing(Entry entry) {
        return new PackException(
                PackRefusal.DIRECTORY_MISMATCH, "the ZIP directory does not have " + entry.name() + " as it is");
    }

    private PackException notFirst(byte[] signature) throws IOException {
        byte[] rest = in.readNBytes(1 << 20);
        byte[] all = Arrays.copyOf(signature, 4 + rest.length);
        System.arraycopy(rest, 0, all, 4, rest.length);
        boolean zip = new String(all, StandardCharsets.ISO_8859_1).contains("PK\3\4");
        return zip
                ? new PackException(PackRefusal.PREPENDED_DATA, "there are bytes before the first entry")
                : new PackException(PackRefusal.NOT_A_ZIP, "this is no pack: it does not begin as a ZIP file does");
    }

    private byte[] take(int count) throws IOException {
        byte[] bytes = new byte[count];
        take(bytes, 0);
        return bytes;
    }

    private void take(byte[] bytes, int from) throws IOException {
        if (in.readNBytes(bytes, from, bytes.length - from) != bytes.length - from) {
            throw truncated();
        }
        position += bytes.length - from;
    }

    private static PackException truncated() {
        return new PackException(PackRefusal.TRUNCATED, "the file ends in the middle");
    }

    /// An entry's content, counted and summed as it is read.
    private final class CheckedInput extends InputStream {
        private final CRC32 crc = new CRC32();
        private long left;

        CheckedInput(long size) {
            left = size;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int count = in.read(bytes, from, (int) Math.min(length, left));
            if (count < 0) {
                throw truncated();
            }
            crc.update(bytes, from, count);
            left -= count;
            position += count;
            return count;
        }

        void requireRead(Entry entry) throws EOFException {
            if (left != 0) {
                throw new EOFException(entry.name() + " must be read to its end, but was not");
            }
            if ((int) crc.getValue() != entry.crc()) {
                throw new PackException(PackRefusal.CHECKSUM, entry.name() + " has another CRC-32 than its header");
            }
        }
    }
}
