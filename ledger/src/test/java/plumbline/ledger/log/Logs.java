package plumbline.ledger.log;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.IntStream;
import plumbline.ledger.LogKeys;
import plumbline.ledger.Policy;
import plumbline.testkit.MutableClock;

/// Logs for tests: one pair of keys, and entries that are known by their number.
public final class Logs {
    public static final LogKeys KEYS = LogKeys.generate("log.example/ledger", new SecureRandom());
    public static final LogKeys OTHER_KEYS = LogKeys.generate("log.example/ledger", new SecureRandom());
    public static final InstantSource CLOCK = MutableClock.at("2026-03-01T12:00:00Z");

    private Logs() {}

    public static LogWriter open(Path folder) {
        return LogWriter.open(folder, KEYS, CLOCK);
    }

    public static LogReader read(Path folder) {
        return LogReader.open(folder, Policy.ofLog(KEYS.verifiers()));
    }

    public static byte[] entry(int number) {
        return ("entry " + number + " " + "x".repeat(number % 40)).getBytes(StandardCharsets.UTF_8);
    }

    public static List<byte[]> entries(int from, int to) {
        return IntStream.range(from, to).mapToObj(Logs::entry).toList();
    }
}
