package plumbline.ledger.log;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/// The files and directories written since the journal was last cut. Files are synced by several threads at once,
/// which lets the file system join their commits; [#await] returns once all is on disk.
final class SyncGroup {
    private final Disk disk;
    private final ExecutorService threads;
    private final Semaphore openFiles;
    private final List<Future<?>> files = new ArrayList<>();
    private final Map<Path, FileChannel> directories = new LinkedHashMap<>();

    SyncGroup(Disk disk, ExecutorService threads, Semaphore openFiles) {
        this.disk = disk;
        this.threads = threads;
        this.openFiles = openFiles;
    }

    /// Makes sure that a directory exists and is part of the group, with all above it up to the root.
    void enter(Path root, Path directory) throws IOException {
        if (directories.containsKey(directory)) {
            return;
        }
        if (!directory.equals(root)) {
            enter(root, LogPaths.parent(directory));
            if (!Files.isDirectory(directory)) {
                disk.createDirectory(directory);
            }
        }
        directories.put(directory, disk.openDirectory(directory));
    }

    /// Takes over a written file. The channel stays open until it is synced, so that no write error is lost.
    void sync(FileChannel channel, Path path) throws IOException {
        try {
            openFiles.acquire();
        } catch (InterruptedException e) {
            channel.close();
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for the disk", e);
        }
        files.add(threads.submit(() -> {
            try (channel) {
                disk.sync(channel, path);
            } finally {
                openFiles.release();
            }
            return null;
        }));
    }

    void await() throws IOException {
        try {
            for (Future<?> file : files) {
                file.get();
            }
            for (Map.Entry<Path, FileChannel> directory : directories.entrySet()) {
                disk.sync(directory.getValue(), directory.getKey());
            }
        } catch (ExecutionException e) {
            throw new IOException("a file could not be synced", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for the disk", e);
        } finally {
            close();
        }
    }

    /// Gives the handles back without making sure of anything.
    void close() throws IOException {
        for (FileChannel handle : directories.values()) {
            handle.close();
        }
    }
}
