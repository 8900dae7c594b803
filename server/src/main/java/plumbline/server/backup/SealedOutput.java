package plumbline.server.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;

/// Seals what is written to it, in chunks of a megabyte, with a last line that shows whether a file is whole.
final class SealedOutput extends OutputStream {
    static final int CHUNK = 1 << 20;

    /// Not authenticated: it only lets a file that was cut off be told from one that was damaged.
    static final byte[] END = "\nend of plumbline backup\n".getBytes(StandardCharsets.US_ASCII);

    private final OutputStream out;
    private final BackupKey key;
    private final byte[] chunk = new byte[CHUNK];
    private int filled;
    private long number;
    private boolean closed;

    SealedOutput(OutputStream out, BackupKey key) throws IOException {
        this.out = out;
        this.key = key;
        out.write(key.header());
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int count) throws IOException {
        int from = offset;
        int left = count;
        while (left > 0) {
            if (filled == CHUNK) {
                seal(false);
            }
            int part = Math.min(left, CHUNK - filled);
            System.arraycopy(source, from, chunk, filled, part);
            filled += part;
            from += part;
            left -= part;
        }
    }

    private void seal(boolean last) throws IOException {
        try {
            out.write(key.cipher(Cipher.ENCRYPT_MODE, number, last).doFinal(chunk, 0, filled));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM must encrypt", e);
        }
        number++;
        filled = 0;
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            seal(true);
            out.write(END);
            out.close();
        }
    }
}
