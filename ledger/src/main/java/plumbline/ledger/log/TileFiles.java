package plumbline.ledger.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/// Writes bundles and tiles. Full ones are handed to a [SyncGroup]; partial ones are not worth a sync, since the
/// journal holds what is in them, and are deleted when a larger one has stood for a while.
final class TileFiles implements AutoCloseable {
    private static final int SYNC_THREADS = 8;
    private static final int MAX_UNSYNCED_FILES = 1024;

    private final Disk disk;
    private final LogPaths paths;
    private final Duration grace;
    private final ExecutorService threads = Executors.newFixedThreadPool(
            SYNC_THREADS, Thread.ofPlatform().name("ledger-sync-", 0).daemon().factory());
    private final Semaphore openFiles = new Semaphore(MAX_UNSYNCED_FILES);
    private final Deque<Superseded> superseded = new ArrayDeque<>();
    private Set<TileAddress> partials = Set.of();
    private Set<TileAddress> previous = Set.of();
    private SyncGroup group;

    private record Superseded(Instant since, TileAddress partial) {}

    TileFiles(Disk disk, LogPaths paths, Duration grace) {
        this.disk = disk;
        this.paths = paths;
        this.grace = grace;
        this.group = new SyncGroup(disk, threads, openFiles);
    }

    /// Writes a tile that will never change again.
    void writeFull(TileAddress address, byte[] content) throws IOException {
        Path path = paths.tile(address);
        group.enter(paths.root(), LogPaths.parent(path));
        group.sync(write(path, content), path);
    }

    /// Writes the unfilled tiles of the size that is about to be published.
    void writePartials(Map<TileAddress, byte[]> tiles) throws IOException {
        for (Map.Entry<TileAddress, byte[]> tile : tiles.entrySet()) {
            if (!partials.contains(tile.getKey())) {
                Path path = paths.tile(tile.getKey());
                Path directory = LogPaths.parent(path);
                group.enter(paths.root(), LogPaths.parent(directory));
                if (!Files.isDirectory(directory)) {
                    disk.createDirectory(directory);
                }
                write(path, tile.getValue()).close();
            }
        }
        previous = partials;
        partials = Set.copyOf(tiles.keySet());
    }

    /// Deletes what the checkpoint that has just been published made superfluous: at once where a full tile stands,
    /// after a while where readers of the checkpoint before may still want the narrower partial tile.
    void retire(long size, Instant now) throws IOException {
        for (TileAddress old : previous) {
            if (TileAddress.of(old.level(), old.index(), size).isFull()) {
                deletePartials(old, 0);
            } else if (!partials.contains(old)) {
                superseded.add(new Superseded(now, old));
            }
        }
        previous = Set.of();
        while (!superseded.isEmpty() && !superseded.peek().since().plus(grace).isAfter(now)) {
            disk.delete(paths.tile(superseded.remove().partial()));
        }
    }

    /// Deletes all stale partial tiles from this index on, which an interrupted writer left behind.
    void heal(long from, long size) throws IOException {
        for (int level = TileAddress.ENTRIES; level < TileAddress.levels(size); level++) {
            long tiles = (TileAddress.filled(level, size) + TileAddress.FULL - 1) / TileAddress.FULL;
            for (long index = TileAddress.filled(level, from) / TileAddress.FULL; index < tiles; index++) {
                TileAddress address = TileAddress.of(level, index, size);
                deletePartials(address, address.isFull() ? 0 : address.width());
            }
        }
    }

    private void deletePartials(TileAddress address, int keptWidth) throws IOException {
        Path directory = paths.partials(address);
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> listing = Files.newDirectoryStream(directory)) {
            listing.forEach(files::add);
        }
        for (Path file : files) {
            if (!file.getFileName().toString().equals(Integer.toString(keptWidth))) {
                disk.delete(file);
            }
        }
        if (keptWidth == 0) {
            disk.delete(directory);
        }
        superseded.removeIf(old -> old.partial().full().equals(address.full()));
    }

    /// Ends the current group of written files and begins the next.
    SyncGroup cut() {
        SyncGroup ended = group;
        group = new SyncGroup(disk, threads, openFiles);
        return ended;
    }

    private FileChannel write(Path path, byte[] content) throws IOException {
        try {
            return fill(disk.create(path, StandardOpenOption.CREATE_NEW), path, content);
        } catch (FileAlreadyExistsException e) {
            return replace(path, content);
        }
    }

    /// Only an interrupted writer leaves a file behind. Readers may be using it, if it is whole.
    private FileChannel replace(Path path, byte[] content) throws IOException {
        if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                && Files.size(path) == content.length
                && Arrays.equals(Files.readAllBytes(path), content)) {
            return FileChannel.open(path, StandardOpenOption.WRITE);
        }
        Path draft = paths.state().resolve("tile");
        FileChannel channel = disk.create(draft, StandardOpenOption.CREATE);
        channel.truncate(0);
        fill(channel, draft, content);
        disk.rename(draft, path);
        return channel;
    }

    private FileChannel fill(FileChannel channel, Path path, byte[] content) throws IOException {
        try {
            disk.write(channel, path, ByteBuffer.wrap(content));
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /// Deletes every superseded partial tile now.
    void retireAll() throws IOException {
        while (!superseded.isEmpty()) {
            disk.delete(paths.tile(superseded.remove().partial()));
        }
    }

    /// Stops syncing; what is not on disk yet will be rebuilt from the journal.
    @Override
    public void close() throws IOException {
        threads.shutdown();
        group.close();
    }
}
