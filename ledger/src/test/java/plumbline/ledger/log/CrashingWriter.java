package plumbline.ledger.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Random;
import plumbline.ledger.LogKeys;

/// A process that appends until it is killed. It prints the size that it opened with, then each size that was
/// acknowledged, each on a line.
final class CrashingWriter {
    private CrashingWriter() {}

    public static void main(String[] args) throws IOException {
        LogKeys keys = LogKeys.parse(Files.readString(Path.of(args[1])));
        Random random = new Random();
        try (LogWriter writer = LogWriter.open(Path.of(args[0]), keys, InstantSource.system())) {
            System.out.println(writer.size());
            while (true) {
                int next = (int) writer.size();
                writer.appendAll(Logs.entries(next, next + 1 + random.nextInt(600)));
                System.out.println(writer.size());
            }
        }
    }
}
