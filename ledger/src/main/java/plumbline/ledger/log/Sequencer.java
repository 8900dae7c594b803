package plumbline.ledger.log;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.jspecify.annotations.Nullable;
import plumbline.ledger.Checkpoint;
import plumbline.ledger.KeyList;
import plumbline.ledger.LogKeys;
import plumbline.ledger.SignedNote;

/// The one thread of control that changes a log's folder. The order of a batch: journal and its sync; bundles; tiles
/// bottom-up; the checkpoint by rename and directory sync. Belongs to one thread at a time.
final class Sequencer implements AutoCloseable {
    /// How many segments may wait for their tiles to reach the disk before writing waits as well.
    private static final int MAX_SEGMENTS_BEHIND = 32;

    private final LogKeys keys;
    private final InstantSource clock;
    private final LogOptions options;
    private final TileFiles files;
    private final Integrator integrator;
    private final Journal journal;
    private final DurableFile checkpointFile;
    private SignedNote checkpoint;
    private @Nullable FutureTask<?> settling;

    private Sequencer(LogPaths paths, LogKeys keys, InstantSource clock, LogOptions options, Parts parts)
            throws IOException {
        this.keys = keys;
        this.clock = clock;
        this.options = options;
        this.files = parts.files();
        Disk disk = parts.disk();
        Recovery recovery = Recovery.of(paths, files, keys.verifiers());
        this.integrator = recovery.integrator();
        this.checkpointFile =
                new DurableFile(disk, paths.checkpoint(), paths.state().resolve("checkpoint"));
        publishKeys(disk, paths);
        integrator.writePartials();
        Optional<SignedNote> current = recovery.current();
        this.checkpoint = current.isPresent() ? current.get() : publish();
        files.heal(recovery.start(), integrator.size());
        files.cut().await();
        this.journal = Journal.begin(disk, paths.state(), integrator.tail());
        journal.dropOlder();
    }

    static Sequencer open(Path folder, LogKeys keys, InstantSource clock, LogOptions options, Disk disk)
            throws IOException {
        LogPaths paths = new LogPaths(folder.toAbsolutePath());
        TileFiles files = new TileFiles(disk, paths, options.partialGrace());
        try {
            return new Sequencer(paths, keys, clock, options, new Parts(disk, files));
        } catch (IOException | RuntimeException e) {
            files.close();
            throw e;
        }
    }

    private record Parts(Disk disk, TileFiles files) {}

    long size() {
        return integrator.size();
    }

    SignedNote checkpoint() {
        return checkpoint;
    }

    /// Appends the entries and publishes a checkpoint that covers them.
    void append(List<byte[]> entries) throws IOException {
        int from = 0;
        while (from < entries.size()) {
            int to = from;
            long bytes = 0;
            while (to < entries.size()
                    && bytes + entries.get(to).length + Short.BYTES <= JournalRecord.MAX_BODY_BYTES) {
                bytes += entries.get(to).length + Short.BYTES;
                to++;
            }
            JournalRecord batch = JournalRecord.of(integrator.size(), entries.subList(from, to));
            journal.append(batch);
            integrator.append(batch.body(), 0, to - from);
            from = to;
        }
        integrator.writePartials();
        checkpoint = publish();
        settle();
    }

    /// Adds further signatures to the published checkpoint, if the log has not grown since they were asked for.
    void addSignatures(SignedNote cosigned) throws IOException {
        if (cosigned.text().equals(checkpoint.text())) {
            checkpoint = checkpoint.with(cosigned.signatures());
            checkpointFile.replace(checkpoint.bytes());
        }
    }

    private SignedNote publish() throws IOException {
        Checkpoint head = new Checkpoint(keys.origin(), integrator.size(), integrator.root());
        SignedNote signed = keys.sign(head, clock.instant());
        checkpointFile.replace(signed.bytes());
        files.retire(integrator.size(), clock.instant());
        return signed;
    }

    private void publishKeys(Disk disk, LogPaths paths) throws IOException {
        byte[] list = KeyList.sign(keys, clock.instant()).bytes();
        if (!Files.isRegularFile(paths.keys()) || !Arrays.equals(Files.readAllBytes(paths.keys()), list)) {
            try (DurableFile file =
                    new DurableFile(disk, paths.keys(), paths.state().resolve("keys"))) {
                file.replace(list);
            }
        }
    }

    /// When the journal has grown, sees to it that the tiles reach the disk, and drops what they make superfluous.
    private void settle() throws IOException {
        if (settling != null
                && (settling.isDone() || journal.bytes() > (long) MAX_SEGMENTS_BEHIND * options.segmentBytes())) {
            finishSettling(settling);
        }
        boolean worthwhile =
                integrator.size() - journal.first() >= TileAddress.FULL && journal.bytes() >= options.segmentBytes();
        if (settling == null && worthwhile) {
            SyncGroup group = files.cut();
            journal.cut(integrator.tail());
            settling = new FutureTask<>(() -> {
                group.await();
                return null;
            });
            Thread.ofPlatform().name("ledger-settle").daemon().start(settling);
        }
    }

    private void finishSettling(FutureTask<?> task) throws IOException {
        try {
            task.get();
        } catch (ExecutionException e) {
            throw new IOException("tiles could not be synced", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for the disk", e);
        }
        settling = null;
        journal.dropOlder();
    }

    /// Leaves a folder that needs no recovery.
    void finish() throws IOException {
        if (settling != null) {
            finishSettling(settling);
        }
        files.retireAll();
        files.cut().await();
        journal.cut(integrator.tail());
        journal.dropOlder();
    }

    @Override
    public void close() throws IOException {
        journal.close();
        checkpointFile.close();
        files.close();
    }

    /// Makes the folders that a log needs, and sees to it that a power loss does not take them away.
    static void prepare(Path folder) throws IOException {
        Path root = folder.toAbsolutePath();
        Path state = new LogPaths(root).state();
        if (!Files.isDirectory(state)) {
            Files.createDirectories(state);
            for (Path directory : List.of(root, LogPaths.parent(root))) {
                try (FileChannel handle = FileChannel.open(directory, StandardOpenOption.READ)) {
                    handle.force(true);
                }
            }
        }
    }
}
