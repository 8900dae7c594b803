package plumbline.server.backup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import plumbline.ledger.Sha256;

/// Writes a backup's entries one after the other: tar, compressed, sealed.
final class ArchiveOutput implements AutoCloseable {
    private static final int BUFFER = 1 << 16;

    private final TarArchiveOutputStream tar;
    private final Manifest manifest = new Manifest();

    ArchiveOutput(OutputStream file, char[] passphrase) throws IOException {
        var sealed = new SealedOutput(file, BackupKey.make(passphrase, new SecureRandom()));
        tar = new TarArchiveOutputStream(new Fast(sealed));
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
    }

    /// Compression that keeps up with a disk: evidence is mostly text, and packs are compressed already.
    private static final class Fast extends GZIPOutputStream {
        Fast(OutputStream out) throws IOException {
            super(out, BUFFER);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }

    void add(String name, byte[] content, int length) throws IOException {
        begin(name, length);
        var sha256 = Sha256.digest();
        sha256.update(content, 0, length);
        tar.write(content, 0, length);
        tar.closeArchiveEntry();
        manifest.add(name, length, sha256.digest());
    }

    void add(String name, byte[] content) throws IOException {
        add(name, content, content.length);
    }

    /// Adds a file that does not change any more.
    void add(String name, Path file) throws IOException {
        long length = Files.size(file);
        begin(name, length);
        var sha256 = Sha256.digest();
        var buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sha256.update(buffer, 0, read);
                tar.write(buffer, 0, read);
            }
        }
        tar.closeArchiveEntry();
        manifest.add(name, length, sha256.digest());
    }

    private void begin(String name, long length) throws IOException {
        var entry = new TarArchiveEntry(name);
        entry.setSize(length);
        entry.setModTime(0);
        tar.putArchiveEntry(entry);
    }

    /// Ends the backup with its manifest.
    Manifest finish() throws IOException {
        var json = manifest.json();
        begin(Manifest.ENTRY, json.length);
        tar.write(json);
        tar.closeArchiveEntry();
        tar.finish();
        return manifest;
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }
}
