package plumbline.ledger.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import plumbline.ledger.LogKeys;
import plumbline.ledger.SignedNote;

/// The one writer of a log's folder. Whatever it acknowledges is on disk, and a published checkpoint covers it; after
/// any crash or power loss, opening the folder again goes on from there. Safe for use by several threads: all changes
/// are made by one thread of its own, which an interrupted caller cannot stop half way.
public final class LogWriter implements AutoCloseable {
    private final LogLock folderLock;
    private final Sequencer sequencer;
    private final AddQueue queue;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("ledger-sequencer").daemon().factory());
    private volatile SignedNote checkpoint;
    private volatile long size;
    private @Nullable Exception failure;

    /// One change to the folder.
    private interface Change {
        void run() throws IOException;
    }

    private LogWriter(LogLock folderLock, Sequencer sequencer, LogOptions options) {
        this.folderLock = folderLock;
        this.sequencer = sequencer;
        this.queue = new AddQueue(this::appendAll, options.publishEvery());
        this.size = sequencer.size();
        this.checkpoint = sequencer.checkpoint();
    }

    public static LogWriter open(Path folder, LogKeys keys, InstantSource clock) {
        return open(folder, keys, clock, LogOptions.DEFAULT);
    }

    /// Takes the folder, makes it if need be, and brings it back to order if its last writer was interrupted.
    public static LogWriter open(Path folder, LogKeys keys, InstantSource clock, LogOptions options) {
        return open(folder, keys, clock, options, new Disk((change, path) -> {}));
    }

    static LogWriter open(Path folder, LogKeys keys, InstantSource clock, LogOptions options, Disk disk) {
        try {
            Sequencer.prepare(folder);
            LogLock folderLock = LogLock.take(new LogPaths(folder).state().resolve("lock"));
            try {
                return new LogWriter(folderLock, Sequencer.open(folder, keys, clock, options, disk), options);
            } catch (IOException | RuntimeException e) {
                folderLock.close();
                throw e;
            }
        } catch (IOException | UncheckedIOException e) {
            throw new LogException("the log in " + folder + " cannot be opened: " + e.getMessage(), e);
        }
    }

    /// How many entries are durable and published.
    public long size() {
        return size;
    }

    /// The checkpoint that is published.
    public SignedNote checkpoint() {
        return checkpoint;
    }

    /// Appends the entries in this order, makes them durable, publishes a checkpoint that covers them, and returns the
    /// index of the first. An entry has at most 65,535 bytes.
    public long appendAll(List<byte[]> entries) {
        List<byte[]> batch = List.copyOf(entries);
        batch.forEach(LogWriter::requireFits);
        return await(() -> append(batch));
    }

    /// Queues one entry. The future gives its index once a published checkpoint covers it; it fails if the log can no
    /// longer be written. Waits while very many entries are queued.
    public CompletableFuture<Long> add(byte[] entry) {
        requireFits(entry);
        return queue.add(entry);
    }

    /// Adds witnesses' cosignatures to the published checkpoint, if it is still the one that they
    /// cosigned. Returns what is published now.
    public SignedNote publishCosigned(SignedNote cosigned) {
        return await(() -> change(() -> sequencer.addSignatures(cosigned)));
    }

    /// Publishes what is queued, and leaves a folder that needs no recovery.
    @Override
    public void close() {
        queue.close();
        if (thread.isShutdown()) {
            return;
        }
        try {
            await(this::finish);
        } finally {
            thread.shutdown();
        }
    }

    private Long append(List<byte[]> entries) throws IOException {
        long first = sequencer.size();
        change(() -> {
            if (!entries.isEmpty()) {
                sequencer.append(entries);
            }
        });
        return first;
    }

    private SignedNote change(Change change) throws IOException {
        if (failure != null) {
            throw new LogException("the log could not be written and must be opened again", failure);
        }
        try {
            change.run();
        } catch (IOException | RuntimeException e) {
            // After a failed write or sync nobody knows what is on disk. Only opening the folder again finds out.
            failure = e;
            throw e;
        }
        size = sequencer.size();
        checkpoint = sequencer.checkpoint();
        return checkpoint;
    }

    private Void finish() throws IOException {
        try (folderLock;
                sequencer) {
            if (failure == null) {
                sequencer.finish();
            }
        }
        return null;
    }

    private <T> T await(Callable<T> work) {
        Future<T> done;
        try {
            done = thread.submit(work);
        } catch (RejectedExecutionException e) {
            throw new IllegalStateException("the log is closed", e);
        }
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return done.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            throw cause instanceof LogException known
                    ? known
                    : new LogException("the log cannot be written: " + cause.getMessage(), cause);
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void requireFits(byte[] entry) {
        if (entry.length > EntryBundle.MAX_ENTRY_BYTES) {
            throw new IllegalArgumentException("an entry must have at most 65,535 bytes, but has " + entry.length);
        }
    }
}
