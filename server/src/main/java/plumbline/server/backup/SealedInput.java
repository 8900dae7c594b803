package plumbline.server.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import plumbline.server.platform.StartFailure;

/// Opens what [SealedOutput] sealed. Nothing is handed out before it was proven to be what was written, in its place.
final class SealedInput extends InputStream {
    private static final int SEALED = SealedOutput.CHUNK + BackupKey.TAG;

    private final PushbackInputStream in;
    private final BackupKey key;
    private byte[] chunk = new byte[0];
    private int place;
    private long number;
    private boolean last;

    SealedInput(InputStream in, char[] passphrase) throws IOException {
        this.key = BackupKey.read(in, passphrase);
        this.in = new PushbackInputStream(in, SEALED + SealedOutput.END.length);
    }

    static StartFailure cutOff() {
        return new StartFailure("The backup is cut off: its end is missing. Take another copy of it.");
    }

    static StartFailure damaged(long megabyte) {
        return new StartFailure(
                "The backup is damaged in its megabyte " + (megabyte + 1) + ". Take another copy of it.");
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
        if (count == 0) {
            return 0;
        }
        while (place == chunk.length) {
            if (last) {
                return -1;
            }
            open();
        }
        int part = Math.min(count, chunk.length - place);
        System.arraycopy(chunk, place, target, offset, part);
        place += part;
        return part;
    }

    private void open() throws IOException {
        var end = SealedOutput.END;
        var sealed = in.readNBytes(SEALED + end.length);
        boolean atEnd = sealed.length >= end.length
                && Arrays.equals(end, Arrays.copyOfRange(sealed, sealed.length - end.length, sealed.length))
                && ended();
        if (sealed.length < SEALED + end.length && !atEnd) {
            throw cutOff();
        }
        int length = atEnd ? Math.min(sealed.length - end.length, SEALED) : SEALED;
        if (length < BackupKey.TAG) {
            throw damaged(number);
        }
        last = atEnd && sealed.length - end.length <= SEALED;
        if (!last) {
            in.unread(sealed, SEALED, sealed.length - SEALED);
        }
        try {
            chunk = key.cipher(Cipher.DECRYPT_MODE, number, last).doFinal(sealed, 0, length);
        } catch (GeneralSecurityException e) {
            throw damaged(number);
        }
        place = 0;
        number++;
    }

    private boolean ended() throws IOException {
        int next = in.read();
        if (next >= 0) {
            in.unread(next);
        }
        return next < 0;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
