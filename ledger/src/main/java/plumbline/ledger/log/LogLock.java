package plumbline.ledger.log;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Keeps a second writer away. The system releases it when the process ends, however it ends.
final class LogLock implements AutoCloseable {
    private final FileChannel channel;

    private LogLock(FileChannel channel) {
        this.channel = channel;
    }

    static LogLock take(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return new LogLock(channel);
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw new LogException("another writer of this process has the log open: " + file, e);
        }
        channel.close();
        throw new LogException("another process has the log open: " + file);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
