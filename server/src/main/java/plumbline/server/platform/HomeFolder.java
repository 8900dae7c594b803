package plumbline.server.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The data folder, held by one process at a time and readable by its owner alone.
public final class HomeFolder implements AutoCloseable {
    private static final String ADDRESS = "public-url";

    private final Path root;
    private final FileChannel lock;

    private HomeFolder(Path root, FileChannel lock) {
        this.root = root;
        this.lock = lock;
    }

    /// Takes the folder for this process.
    ///
    /// @throws StartFailure when another process holds it, or it cannot be made
    public static HomeFolder take(Path root) {
        var taken = tryTake(root);
        if (taken == null) {
            throw new StartFailure("The data folder " + root
                    + " is in use by another Plumbline: stop that one, or set PLUMBLINE_HOME to another folder.");
        }
        return taken;
    }

    /// Takes the folder, or answers null when another process holds it.
    public static @Nullable HomeFolder tryTake(Path root) {
        try {
            makePrivate(root);
            var lock = FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (lock.tryLock() == null) {
                lock.close();
                return null;
            }
            return new HomeFolder(root, lock);
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        } catch (IOException e) {
            throw new StartFailure(
                    "The data folder " + root + " cannot be used (" + e.getMessage()
                            + "): make it writable, or set PLUMBLINE_HOME to another folder.",
                    e);
        }
    }

    public Path root() {
        return root;
    }

    /// A folder of the given name inside, made when missing.
    public Path folder(String name) {
        var folder = root.resolve(name);
        try {
            makePrivate(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }

    /// Notes how people reach the server that works on this folder, for commands on the same machine.
    public void noteAddress(String publicUrl) {
        try {
            Files.writeString(root.resolve(ADDRESS), publicUrl + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// How people reach the server that works on this folder, or did last; none when none ever did.
    public static Optional<String> notedAddress(Path root) {
        try {
            return Optional.of(Files.readString(root.resolve(ADDRESS)).strip())
                    .filter(address -> address.matches("https?://[!-~]{1,500}"));
        } catch (IOException notThere) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void makePrivate(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            Files.createDirectories(
                    folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }
}
