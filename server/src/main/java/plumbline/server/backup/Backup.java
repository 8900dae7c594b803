package plumbline.server.backup;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import plumbline.ledger.json.CanonicalJson;
import plumbline.ledger.json.JsonObject;
import plumbline.server.platform.StartFailure;

/// Writes a backup of a home and its database, while the server runs or not.
///
/// The order matters: the ledger's checkpoint is read before the database's moment, which then knows every leaf of it;
/// the bodies are read after it, when every body that the database names is there.
public final class Backup {
    private static final Logger log = LoggerFactory.getLogger(Backup.class);
    static final String KEYS = "keys/";
    static final String BODIES = "blobs/";
    static final String DATABASE = "database/";
    static final String SEQUENCES = "sequences.json";
    private static final int PART = 4 << 20;

    private final Path home;

    public Backup(Path home) {
        this.home = home;
    }

    /// How much was kept.
    public record Kept(int entries, long bytes) {}

    /// Writes it all to a new file, which appears whole or not at all.
    ///
    /// @param owner as the login that owns the tables; closed at the end
    /// @throws StartFailure when the file is there already, or something cannot be read or written
    public Kept write(Path file, char[] passphrase, Connection owner, Instant at) {
        var unfinished = file.resolveSibling(file.getFileName() + ".part");
        if (Files.exists(file)) {
            throw new StartFailure("There is a file " + file + " already: a backup never overwrites one.");
        }
        try {
            Kept kept;
            try (var store = BackupStore.snapshot(owner);
                    var channel = FileChannel.open(
                            unfinished,
                            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                kept = write(store, channel, passphrase, at);
            }
            Files.move(unfinished, file);
            return kept;
        } catch (FileAlreadyExistsException e) {
            throw new StartFailure(
                    "There is a file " + e.getFile()
                            + " already, of another backup or one that was cut off: remove it.",
                    e);
        } catch (IOException | SQLException e) {
            remove(unfinished);
            throw new StartFailure("The backup could not be written: " + e.getMessage(), e);
        }
    }

    private static void remove(Path unfinished) {
        try {
            Files.deleteIfExists(unfinished);
        } catch (IOException e) {
            log.warn("{} is the beginning of a backup and could not be removed", unfinished, e);
        }
    }

    private Kept write(BackupStore store, FileChannel channel, char[] passphrase, Instant at)
            throws IOException, SQLException {
        var out = new BufferedOutputStream(new KeptOpen(channel), 1 << 16);
        Manifest manifest;
        try (var archive = new ArchiveOutput(out, passphrase)) {
            var checkpoint = checkpoint();
            var tables = store.tables();
            archive.add(About.ENTRY, new About(at, store.migrations(), tables, checkpoint).json());
            files(archive, KEYS);
            for (var table : tables) {
                var parts = new Parts(archive, DATABASE + table.name() + "/");
                store.copyOut(table, parts);
                parts.end();
            }
            var sequences = JsonObject.builder();
            store.sequences().forEach(sequences::put);
            archive.add(DATABASE + SEQUENCES, CanonicalJson.bytes(sequences.build()));
            files(archive, BODIES);
            manifest = archive.finish();
        }
        channel.force(true);
        return new Kept(manifest.size(), manifest.bytes());
    }

    /// Lets the archive be closed before the file is forced to disk.
    private static final class KeptOpen extends FilterOutputStream {
        KeptOpen(FileChannel channel) {
            super(Channels.newOutputStream(channel));
        }

        @Override
        public void write(byte[] source, int offset, int count) throws IOException {
            out.write(source, offset, count);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }

    private String checkpoint() throws IOException {
        try {
            return Files.readString(home.resolve("ledger").resolve("checkpoint"));
        } catch (NoSuchFileException notYet) {
            return "";
        }
    }

    /// All finished files below a folder of the home.
    private void files(ArchiveOutput archive, String folder) throws IOException {
        var root = home.resolve(folder);
        if (!Files.isDirectory(root)) {
            return;
        }
        List<Path> found;
        try (var walk = Files.walk(root)) {
            found = walk.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(root.resolve("unfinished"))
                            && !file.toString().endsWith(".part"))
                    .sorted()
                    .toList();
        }
        for (var file : found) {
            archive.add(folder + root.relativize(file).toString().replace('\\', '/'), file);
        }
    }

    /// A table's rows as entries of a few megabytes, because their whole length is not known before.
    private static final class Parts extends OutputStream {
        private final ArchiveOutput archive;
        private final String folder;
        private final byte[] part = new byte[PART];
        private int filled;
        private int number;

        Parts(ArchiveOutput archive, String folder) {
            this.archive = archive;
            this.folder = folder;
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
                if (filled == PART) {
                    end();
                }
                int piece = Math.min(left, PART - filled);
                System.arraycopy(source, from, part, filled, piece);
                filled += piece;
                from += piece;
                left -= piece;
            }
        }

        void end() throws IOException {
            archive.add(folder + String.format(Locale.ROOT, "%06d", number), part, filled);
            number++;
            filled = 0;
        }
    }
}
