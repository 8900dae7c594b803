package plumbline.server.finding;

import java.io.InputStream;
import java.util.Iterator;

/// Bytes that come piece by piece, one piece in memory at a time.
final class PartsStream extends InputStream {
    private final Iterator<byte[]> parts;
    private byte[] current;
    private int position;

    PartsStream(byte[] first, Iterator<byte[]> parts) {
        this.current = first;
        this.parts = parts;
    }

    @Override
    public int read() {
        return ready() ? current[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (length == 0) {
            return 0;
        }
        if (!ready()) {
            return -1;
        }
        int count = Math.min(length, current.length - position);
        System.arraycopy(current, position, target, offset, count);
        position += count;
        return count;
    }

    private boolean ready() {
        while (position == current.length && parts.hasNext()) {
            current = parts.next();
            position = 0;
        }
        return position < current.length;
    }
}
