package plumbline.ledger.pack;

import java.io.InputStream;
import java.util.Arrays;
import java.util.Iterator;

/// The bytes of `journal.jsonl`, made one line at a time.
final class JournalStream extends InputStream {
    private final Iterator<JournalLine> lines;
    private byte[] line = {};
    private int at;

    JournalStream(Iterator<JournalLine> lines) {
        this.lines = lines;
    }

    @Override
    public int read() {
        return hasMore() ? line[at++] & 0xff : -1;
    }

    @Override
    public int read(byte[] bytes, int from, int length) {
        if (!hasMore()) {
            return -1;
        }
        int count = Math.min(length, line.length - at);
        System.arraycopy(line, at, bytes, from, count);
        at += count;
        return count;
    }

    private boolean hasMore() {
        if (at == line.length && lines.hasNext()) {
            byte[] json = lines.next().bytes();
            line = Arrays.copyOf(json, json.length + 1);
            line[json.length] = '\n';
            at = 0;
        }
        return at < line.length;
    }
}
