package plumbline.server.backup;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import plumbline.ledger.json.JsonInteger;
import plumbline.ledger.json.JsonReader;
import plumbline.server.platform.StartFailure;

/// Brings a backup back, in two readings: the first proves all of it, the second writes.
public final class Restoration {
    private static final Pattern FILE = Pattern.compile("(?:keys|blobs)(?:/[A-Za-z0-9_][A-Za-z0-9_.-]*){1,4}");
    private static final int LARGEST_DOCUMENT = 64 << 20;

    private final Path file;
    private final char[] passphrase;
    private final About about;
    private final Backup.Kept kept;

    private Restoration(Path file, char[] passphrase, About about, Backup.Kept kept) {
        this.file = file;
        this.passphrase = passphrase;
        this.about = about;
        this.kept = kept;
    }

    /// Reads all of a backup and writes nothing.
    ///
    /// @throws StartFailure when it is not whole, not of this passphrase, or not what its manifest says
    public static Restoration verified(Path file, char[] passphrase) {
        var first = new About[1];
        var manifest = ArchiveInput.read(file, passphrase, (name, content) -> {
            if (name.equals(About.ENTRY)) {
                first[0] = About.read(content.readNBytes(LARGEST_DOCUMENT));
            }
        });
        if (first[0] == null) {
            throw new StartFailure("The backup does not say what it holds.");
        }
        return new Restoration(file, passphrase, first[0], new Backup.Kept(manifest.size(), manifest.bytes()));
    }

    /// How much is in it.
    public Backup.Kept kept() {
        return kept;
    }

    /// The moment that it keeps.
    public Instant at() {
        return about.at();
    }

    /// The version of the newest migration that its database has.
    public String schemaVersion() {
        return about.migrations().getLast();
    }

    /// All migrations that its database has.
    public List<String> migrations() {
        return about.migrations();
    }

    /// The ledger's checkpoint as it was published then, or empty.
    public String checkpoint() {
        return about.checkpoint();
    }

    /// Fills a database that has been migrated to [#schemaVersion], and the folder of keys and bodies.
    ///
    /// @param owner as the login that owns the tables; closed at the end
    public void fill(Path home, Connection owner) {
        try (var store = BackupStore.filling(owner)) {
            store.prepare(about.tables());
            var filling = new Filling(home, store, about);
            ArchiveInput.read(file, passphrase, filling::take);
            store.keep(about.tables());
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static StartFailure failed(Exception e) {
        return new StartFailure("The database could not be filled: " + e.getMessage(), e);
    }

    /// The second reading.
    private static final class Filling {
        private final Path home;
        private final BackupStore store;
        private final Map<String, About.Table> tables = new HashMap<>();
        private @Nullable String table;

        Filling(Path home, BackupStore store, About about) {
            this.home = home;
            this.store = store;
            about.tables().forEach(one -> tables.put(one.name(), one));
        }

        void take(String name, InputStream content) throws IOException {
            try {
                if (name.equals(Backup.DATABASE + Backup.SEQUENCES)) {
                    count(content);
                } else if (name.startsWith(Backup.DATABASE)) {
                    rows(name.substring(Backup.DATABASE.length()), content);
                } else if (FILE.matcher(name).matches() && !name.contains("..")) {
                    copy(name, content);
                } else if (!name.equals(About.ENTRY)) {
                    throw new StartFailure("The backup holds " + name + ", which this Plumbline does not know.");
                }
            } catch (SQLException e) {
                throw failed(e);
            }
        }

        private void rows(String place, InputStream content) throws SQLException, IOException {
            var name = place.substring(0, Math.max(0, place.indexOf('/')));
            var known = tables.get(name);
            if (known == null) {
                throw new StartFailure("The backup holds the table " + name + ", which it does not announce.");
            }
            if (!name.equals(table)) {
                store.begin(known);
                table = name;
            }
            store.rows(content);
        }

        private void count(InputStream content) throws SQLException, IOException {
            store.endTable();
            var counted = JsonReader.readObject(content.readNBytes(LARGEST_DOCUMENT));
            for (var sequence : counted.members().entrySet()) {
                if (sequence.getValue() instanceof JsonInteger value) {
                    store.count(sequence.getKey(), value.value());
                }
            }
        }

        private void copy(String name, InputStream content) throws IOException {
            var target = home.resolve(name);
            var folder = target.getParent();
            if (folder == null) {
                throw new IllegalStateException("a file below the home must have a folder");
            }
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            var rights = name.startsWith(Backup.KEYS) ? "rw-------" : "r--------";
            try (var channel = FileChannel.open(
                            target,
                            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights)));
                    var out = Channels.newOutputStream(channel)) {
                content.transferTo(out);
                channel.force(true);
            }
        }
    }
}
