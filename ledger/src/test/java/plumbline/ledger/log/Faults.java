package plumbline.ledger.log;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;

/// A disk that dies before a chosen change, and knows what a power loss at that moment may take: of each file, all that
/// was written after its last sync, and files whose directory was not synced since they were made.
final class Faults implements Disk.Observer {
    private final Map<Path, Long> syncedLengths = new HashMap<>();
    private final Map<Path, Boolean> unlisted = new HashMap<>();
    private int changesLeft;
    private Path lastWritten = Path.of("");

    Faults(int changesLeft) {
        this.changesLeft = changesLeft;
    }

    @Override
    public synchronized void before(Disk.Change change, Path path) throws IOException {
        if (changesLeft == 0) {
            throw new IOException("the machine has stopped");
        }
        changesLeft--;
        switch (change) {
            case CREATE -> unlisted.put(path, true);
            case WRITE -> {
                lastWritten = path;
                syncedLengths.putIfAbsent(path, Files.size(path));
            }
            case SYNC -> {
                if (Files.isDirectory(path)) {
                    unlisted.keySet().removeIf(file -> path.equals(file.getParent()));
                } else {
                    syncedLengths.remove(path);
                }
            }
            case RENAME -> {
                Long synced = syncedLengths.remove(lastWritten);
                if (synced != null) {
                    syncedLengths.put(path, synced);
                }
            }
            case DELETE -> {
                syncedLengths.remove(path);
                unlisted.remove(path);
            }
            case CREATE_DIRECTORY -> {}
        }
    }

    /// Does to the folder what a power loss might.
    synchronized void losePower(Random random) throws IOException {
        for (Map.Entry<Path, Long> file : syncedLengths.entrySet()) {
            if (Files.isRegularFile(file.getKey())) {
                spoil(file.getKey(), file.getValue(), random);
            }
        }
        for (Path file : unlisted.keySet()) {
            boolean tile = file.toString().contains("/tile/");
            if (tile && random.nextBoolean()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static void spoil(Path file, long synced, Random random) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            long length = channel.size();
            long kept = synced + (long) (random.nextDouble() * (length - synced));
            channel.truncate(kept);
            if (random.nextBoolean()) {
                // The length reached the disk, the content did not.
                byte[] zeros = new byte[(int) (length - kept)];
                channel.write(ByteBuffer.wrap(zeros), kept);
            }
        }
    }
}
