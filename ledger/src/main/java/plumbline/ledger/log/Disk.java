package plumbline.ledger.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// Every change that the writer makes to its folder goes through here, so that tests can stop it before any of them
/// and know what a power loss would leave behind.
final class Disk {
    /// What is about to be done to a path.
    enum Change {
        CREATE_DIRECTORY,
        CREATE,
        WRITE,
        SYNC,
        RENAME,
        DELETE
    }

    /// Told before each change; throwing prevents it.
    interface Observer {
        void before(Change change, Path path) throws IOException;
    }

    private final Observer observer;

    Disk(Observer observer) {
        this.observer = observer;
    }

    void createDirectory(Path path) throws IOException {
        observer.before(Change.CREATE_DIRECTORY, path);
        Files.createDirectory(path);
    }

    FileChannel create(Path path, OpenOption mode) throws IOException {
        observer.before(Change.CREATE, path);
        return FileChannel.open(path, StandardOpenOption.WRITE, mode);
    }

    /// A handle for syncing a directory. It is opened before the changes that it is to make sure of, because the
    /// system reports a failed write-back only to handles that were open at the time.
    FileChannel openDirectory(Path path) throws IOException {
        return FileChannel.open(path, StandardOpenOption.READ);
    }

    void write(FileChannel channel, Path path, ByteBuffer bytes) throws IOException {
        observer.before(Change.WRITE, path);
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    void sync(FileChannel channel, Path path) throws IOException {
        observer.before(Change.SYNC, path);
        channel.force(false);
    }

    void rename(Path from, Path to) throws IOException {
        observer.before(Change.RENAME, to);
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    void delete(Path path) throws IOException {
        observer.before(Change.DELETE, path);
        Files.deleteIfExists(path);
    }
}
