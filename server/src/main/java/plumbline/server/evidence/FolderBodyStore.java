package plumbline.server.evidence;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import plumbline.ledger.Sha256;
import plumbline.server.evidence.BodyException.Reason;

/// Bodies as files `ab/cdef…` below one folder.
///
/// A body is written to a temporary file, forced to disk, and only then renamed to its name; the folder is forced too.
/// So a name stands for whole content or for nothing, whenever the power fails. Files are read-only for everybody.
final class FolderBodyStore implements BodyStore {
    private static final int BUFFER = 1 << 16;
    private static final Duration PATIENCE = Duration.ofDays(1);

    private final Path root;
    private final Path unfinished;

    FolderBodyStore(Path root) {
        this.root = root;
        this.unfinished = root.resolve("unfinished");
        try {
            Files.createDirectories(unfinished);
            removeLeftovers();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Staged stage(Content content, long limit) {
        try {
            var temporary = Files.createTempFile(
                    unfinished,
                    "body",
                    "",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try {
                return new Waiting(temporary, write(content, temporary, limit));
            } catch (IOException | RuntimeException e) {
                Files.deleteIfExists(temporary);
                throw e;
            }
        } catch (IOException e) {
            throw unwritable(e);
        }
    }

    /// A whole file that has no name yet.
    private final class Waiting implements Staged {
        private final Path temporary;
        private final Body body;

        Waiting(Path temporary, Body body) {
            this.temporary = temporary;
            this.body = body;
        }

        @Override
        public Body body() {
            return body;
        }

        @Override
        public void keep() {
            try {
                FolderBodyStore.this.keep(temporary, body.digest());
            } catch (IOException e) {
                throw unwritable(e);
            }
        }

        @Override
        public void close() {
            try {
                Files.deleteIfExists(temporary);
            } catch (IOException e) {
                throw unwritable(e);
            }
        }
    }

    private static BodyException unwritable(IOException e) {
        return new BodyException(
                Reason.UNREADABLE, "a body cannot be kept (" + e.getMessage() + "): is the disk full?", e);
    }

    private static Body write(Content content, Path file, long limit) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            var measured = new Measured(channel, limit);
            try (var out = new BufferedOutputStream(measured, BUFFER)) {
                content.writeTo(out);
            }
            channel.force(true);
            return new Body(digest(measured.sha256), measured.length);
        }
    }

    /// Counts and digests what goes to the file. Closing it leaves the file open, which is still to be forced.
    private static final class Measured extends OutputStream {
        private final FileChannel channel;
        private final long limit;
        private final MessageDigest sha256 = Sha256.digest();
        private long length;

        Measured(FileChannel channel, long limit) {
            this.channel = channel;
            this.limit = limit;
        }

        @Override
        public void write(int value) throws IOException {
            write(new byte[] {(byte) value}, 0, 1);
        }

        @Override
        public void write(byte[] source, int offset, int count) throws IOException {
            length += count;
            if (length > limit) {
                throw new BodyException(Reason.TOO_LARGE, "the content has more than " + limit + " bytes");
            }
            sha256.update(source, offset, count);
            for (var bytes = ByteBuffer.wrap(source, offset, count); bytes.hasRemaining(); ) {
                channel.write(bytes);
            }
        }
    }

    private void keep(Path temporary, ContentDigest digest) throws IOException {
        var folder = folder(digest);
        var file = file(digest);
        if (Files.exists(file)) {
            open(digest).close();
            return;
        }
        Files.setPosixFilePermissions(temporary, PosixFilePermissions.fromString("r--------"));
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(folder);
            force(root);
        }
        // Another thread that was faster has put the same bytes there, so replacing them changes nothing.
        Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
        force(folder);
    }

    @Override
    public InputStream open(ContentDigest digest) {
        FileChannel channel;
        try {
            channel = FileChannel.open(file(digest), StandardOpenOption.READ);
        } catch (NoSuchFileException e) {
            throw new BodyException(
                    Reason.MISSING, "the body " + digest + " is not in the store: restore it from a backup", e);
        } catch (IOException e) {
            throw unreadable(digest, e);
        }
        try {
            verify(channel, digest);
            return Channels.newInputStream(channel.position(0));
        } catch (IOException e) {
            close(channel);
            throw unreadable(digest, e);
        } catch (BodyException e) {
            close(channel);
            throw e;
        }
    }

    @Override
    public byte[] read(ContentDigest digest) {
        try (var in = open(digest)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw unreadable(digest, e);
        }
    }

    private static void verify(FileChannel channel, ContentDigest digest) throws IOException {
        var sha256 = Sha256.digest();
        var buffer = ByteBuffer.allocate(BUFFER);
        while (channel.read(buffer.clear()) >= 0) {
            sha256.update(buffer.flip());
        }
        if (!digest(sha256).equals(digest)) {
            throw new BodyException(
                    Reason.CORRUPT,
                    "the body " + digest + " is not what was put into the store: restore it from a backup");
        }
    }

    private Path folder(ContentDigest digest) {
        return root.resolve(digest.sha256().substring(0, 2));
    }

    private Path file(ContentDigest digest) {
        return folder(digest).resolve(digest.sha256().substring(2));
    }

    /// Removes what was never finished (what a crash left half written was never named), but nothing that another
    /// process may be writing now. The time is that of the disk, which is what the files' times come from.
    private void removeLeftovers() throws IOException {
        var now = Files.createTempFile(unfinished, "now", "");
        var oldest = Files.getLastModifiedTime(now).toInstant().minus(PATIENCE);
        Files.delete(now);
        try (var files = Files.list(unfinished)) {
            for (var file : files.toList()) {
                if (Files.getLastModifiedTime(file).toInstant().isBefore(oldest)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static void force(Path folder) throws IOException {
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    private static void close(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BodyException unreadable(ContentDigest digest, IOException e) {
        return new BodyException(
                Reason.UNREADABLE, "the body " + digest + " cannot be read (" + e.getMessage() + ")", e);
    }

    private static ContentDigest digest(MessageDigest sha256) {
        return new ContentDigest(HexFormat.of().formatHex(sha256.digest()));
    }
}
