package plumbline.ledger.log;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/// The write-ahead journal: the log's newest entries, batch by batch, in segment files named by their first index. One
/// write and one sync make a batch durable. A segment begins with the entries of the unfilled bundle, so that all
/// earlier segments can go as soon as the full tiles before it are on disk. What a crash tears off the end was never
/// acknowledged.
final class Journal implements AutoCloseable {
    /// Takes each whole record.
    interface Reader {
        void accept(JournalRecord journalRecord) throws IOException;
    }

    private static final String PREFIX = "journal-";

    private final Disk disk;
    private final Path directory;
    private final FileChannel directoryHandle;
    private long first;
    private Path path;
    private FileChannel channel;
    private long bytes;

    private Journal(Disk disk, Path directory, JournalRecord tail) throws IOException {
        this.disk = disk;
        this.directory = directory;
        this.directoryHandle = disk.openDirectory(directory);
        this.first = tail.first();
        this.path = segment(directory, first);
        this.channel = begin(tail);
    }

    /// Goes on in a new segment, which begins with this record.
    static Journal begin(Disk disk, Path directory, JournalRecord tail) throws IOException {
        return new Journal(disk, directory, tail);
    }

    /// The index that the oldest segment begins with: all full tiles before it are on disk.
    static Optional<Long> oldest(Path directory) throws IOException {
        NavigableMap<Long, Path> segments = segments(directory);
        return segments.isEmpty() ? Optional.empty() : Optional.of(segments.firstKey());
    }

    /// Reads all whole records in the order of the log; segments overlap by the tails that they begin with.
    static void replay(Path directory, Reader reader) throws IOException {
        for (Path segment : segments(directory).values()) {
            try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(segment)))) {
                Optional<JournalRecord> next = JournalRecord.read(in);
                while (next.isPresent()) {
                    reader.accept(next.get());
                    next = JournalRecord.read(in);
                }
            }
        }
    }

    /// Makes a batch durable.
    void append(JournalRecord batch) throws IOException {
        write(channel, path, batch);
    }

    long first() {
        return first;
    }

    long bytes() {
        return bytes;
    }

    /// Goes on in a new segment, which begins with this record.
    void cut(JournalRecord tail) throws IOException {
        channel.close();
        first = tail.first();
        path = segment(directory, first);
        channel = begin(tail);
    }

    /// Drops all segments before the current one.
    void dropOlder() throws IOException {
        for (Path older : segments(directory).headMap(first, false).values()) {
            disk.delete(older);
        }
    }

    /// The segment appears under its name only when its tail is durable: it may replace one that begins alike.
    private FileChannel begin(JournalRecord tail) throws IOException {
        Path draft = directory.resolve("journal");
        FileChannel begun = disk.create(draft, StandardOpenOption.CREATE);
        begun.truncate(0);
        bytes = 0;
        write(begun, draft, tail);
        disk.rename(draft, path);
        disk.sync(directoryHandle, directory);
        return begun;
    }

    private void write(FileChannel target, Path targetPath, JournalRecord batch) throws IOException {
        bytes += batch.body().length;
        disk.write(target, targetPath, batch.encode());
        disk.sync(target, targetPath);
    }

    private static NavigableMap<Long, Path> segments(Path directory) throws IOException {
        NavigableMap<Long, Path> segments = new TreeMap<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, PREFIX + "[0-9]*")) {
            for (Path file : files) {
                segments.put(Long.parseLong(file.getFileName().toString().substring(PREFIX.length())), file);
            }
        }
        return segments;
    }

    private static Path segment(Path directory, long first) {
        return directory.resolve(PREFIX + "%019d".formatted(first));
    }

    @Override
    public void close() throws IOException {
        channel.close();
        directoryHandle.close();
    }
}
