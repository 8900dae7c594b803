package plumbline.ledger.pack.zip;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/// Writes the ZIP form of [ZipHeaders]. Nothing is sought or rewritten, so any stream will do.
public final class ZipOutput {
    private final OutputStream out;
    private final List<Entry> entries = new ArrayList<>();
    private long position;

    public ZipOutput(OutputStream out) {
        this.out = out;
    }

    /// Writes a file that was measured before; content that has changed since is an [IllegalStateException].
    public void add(String name, FileDigest measured, InputStream content) throws IOException {
        Entry entry = new Entry(name, measured.length(), measured.crc(), position);
        write(ZipHeaders.local(entry));
        CRC32 crc = new CRC32();
        long length = 0;
        byte[] buffer = new byte[1 << 16];
        for (int count; (count = content.read(buffer)) >= 0; length += count) {
            crc.update(buffer, 0, count);
            out.write(buffer, 0, count);
        }
        if (length != measured.length() || (int) crc.getValue() != measured.crc()) {
            throw new IllegalStateException(name + " must not change while a pack is written, but did");
        }
        position += length;
        entries.add(entry);
    }

    /// Writes the directory. The stream stays open.
    public void finish() throws IOException {
        long start = position;
        for (Entry entry : entries) {
            write(ZipHeaders.central(entry));
        }
        write(ZipHeaders.end(entries, start, position - start));
        out.flush();
    }

    private void write(byte[] bytes) throws IOException {
        out.write(bytes);
        position += bytes.length;
    }
}
