package plumbline.ledger.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A small file that is replaced as a whole: written beside, synced, renamed, and its directory synced. After a crash
/// it holds its old or its new content, never a mixture.
final class DurableFile implements AutoCloseable {
    private final Disk disk;
    private final Path path;
    private final Path draft;
    private final Path directory;
    private final FileChannel directoryHandle;

    /// @param draft where new content is written first, on the same file system
    DurableFile(Disk disk, Path path, Path draft) throws IOException {
        this.disk = disk;
        this.path = path;
        this.draft = draft;
        this.directory = LogPaths.parent(path);
        this.directoryHandle = disk.openDirectory(directory);
    }

    void replace(byte[] content) throws IOException {
        try (FileChannel channel = disk.create(draft, StandardOpenOption.CREATE)) {
            channel.truncate(0);
            disk.write(channel, draft, ByteBuffer.wrap(content));
            disk.sync(channel, draft);
        }
        disk.rename(draft, path);
        disk.sync(directoryHandle, directory);
    }

    @Override
    public void close() throws IOException {
        directoryHandle.close();
    }
}
