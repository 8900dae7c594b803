package plumbline.bench.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import plumbline.ledger.LogKeys;
import plumbline.ledger.log.LogWriter;

/// A process that appends until it is killed. It prints the size that it opened with, then each size that was
/// acknowledged, each on a line.
final class CrashingWriter {
    private static final int MAX_BATCH = 600;

    private CrashingWriter() {}

    public static void main(String[] args) throws IOException {
        LogKeys keys = LogKeys.parse(Files.readString(Path.of(args[1])));
        Commitments commitments = new Commitments(Long.parseLong(args[2]));
        SplittableRandom random = new SplittableRandom();
        try (LogWriter writer = LogWriter.open(Path.of(args[0]), keys, InstantSource.system())) {
            System.out.println(writer.size());
            while (true) {
                long next = writer.size();
                List<byte[]> batch = LongStream.range(next, next + 1 + random.nextInt(MAX_BATCH))
                        .mapToObj(commitments::at)
                        .toList();
                writer.appendAll(batch);
                System.out.println(writer.size());
            }
        }
    }
}
