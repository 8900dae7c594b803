package plumbline.server.backup;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.jspecify.annotations.Nullable;
import plumbline.ledger.Sha256;
import plumbline.server.platform.StartFailure;

/// Reads a backup's entries in their order.
final class ArchiveInput {
    private static final int BUFFER = 1 << 16;
    private static final int LARGEST_DOCUMENT = 64 << 20;

    private ArchiveInput() {}

    /// Takes one entry; what it leaves unread is read past.
    interface Taker {
        void take(String name, InputStream content) throws IOException;
    }

    /// Reads the whole backup and compares it with its manifest.
    ///
    /// @param taker sees every entry but the manifest, before the whole is known to be good
    /// @throws StartFailure when it is not whole, not of this passphrase, or not what its manifest says
    static Manifest read(Path file, char[] passphrase, Taker taker) {
        try (var raw = new BufferedInputStream(Files.newInputStream(file), BUFFER);
                var sealed = new SealedInput(raw, passphrase);
                var tar = new TarArchiveInputStream(new GZIPInputStream(sealed, BUFFER))) {
            var manifest = new Manifest();
            byte @Nullable [] said = null;
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (said != null) {
                    throw new StartFailure("The backup goes on after its manifest. Take another copy of it.");
                }
                if (entry.getName().equals(Manifest.ENTRY)) {
                    said = tar.readNBytes(LARGEST_DOCUMENT);
                } else {
                    manifest.add(entry.getName(), entry.getSize(), take(entry, tar, taker));
                }
            }
            sealed.transferTo(OutputStream.nullOutputStream());
            if (said == null) {
                throw SealedInput.cutOff();
            }
            manifest.require(said);
            return manifest;
        } catch (IOException e) {
            throw new StartFailure("The backup " + file + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static byte[] take(TarArchiveEntry entry, InputStream tar, Taker taker) throws IOException {
        var content = new Digesting(tar);
        taker.take(entry.getName(), content);
        content.transferTo(OutputStream.nullOutputStream());
        return content.sha256.digest();
    }

    private static final class Digesting extends InputStream {
        private final InputStream in;
        private final MessageDigest sha256 = Sha256.digest();

        Digesting(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            var one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int count) throws IOException {
            int read = in.read(target, offset, count);
            if (read > 0) {
                sha256.update(target, offset, read);
            }
            return read;
        }
    }
}
