package plumbline.ledger.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.ledger.Checkpoint;
import plumbline.ledger.Hash;
import plumbline.ledger.Refusal;
import plumbline.ledger.VerificationException;
import plumbline.ledger.VerifierKey;
import plumbline.ledger.log.LogWriter;
import plumbline.ledger.log.Logs;
import plumbline.ledger.log.TileAddress;
import plumbline.testkit.Seeds;

class LogCheckTest {
    private static final List<VerifierKey> ONE_KEY = List.of(Logs.KEYS.ed25519().verifier());

    @TempDir
    Path folder;

    @Test
    void acceptsWhatTheWriterWrote() {
        for (int size : new int[] {0, 1, 255, 256, 257, 600, 65_536, 70_000}) {
            grow(size);
            CheckReport report = LogCheck.run(folder, ONE_KEY);
            assertThat(report.checkpoint().size()).isEqualTo(size);
            assertThat(report.checkpoint().logSignatures()).hasSize(2);
            assertThat(report.notes()).isEmpty();
        }
    }

    @Test
    void acceptsALogThatTesseraWrote() throws IOException, URISyntaxException {
        Path tessera = Path.of(
                LogCheckTest.class.getResource("/plumbline/ledger/tessera").toURI());
        VerifierKey key =
                VerifierKey.parse("example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx");
        for (int size : new int[] {0, 1, 7, 15}) {
            byte[] since = Files.readAllBytes(tessera.resolve("checkpoint." + size));
            CheckReport report = LogCheck.run(tessera, List.of(key), since);
            assertThat(report.checkpoint().size()).isEqualTo(15);
            assertThat(report.since())
                    .hasValueSatisfying(older -> assertThat(older.size()).isEqualTo(size));
            assertThat(report.notes()).hasSize(2);
        }
    }

    /// The long base64 lines are sampled, unless `-Dplumbline.exhaustive=true` has some minutes to spare.
    @Test
    void findsEveryFlippedBitOfASmallLog() throws IOException {
        grow(3);
        boolean exhaustive = Boolean.getBoolean("plumbline.exhaustive");
        for (Path file : files()) {
            byte[] content = Files.readAllBytes(file);
            boolean sampled = !exhaustive && content.length > 1_000;
            for (int bit = 0; bit < content.length * 8; bit += sampled && bit > 2_400 ? 67 : sampled ? 9 : 1) {
                refusesFlip(file, content, bit);
            }
        }
        LogCheck.run(folder, ONE_KEY);
    }

    @Test
    void findsFlippedBitsOfALogWithSeveralLevels() throws IOException {
        Random random = Seeds.random("findsFlippedBitsOfALogWithSeveralLevels");
        grow(600);
        for (Path file : files()) {
            byte[] content = Files.readAllBytes(file);
            for (int i = 0; i < 100; i++) {
                refusesFlip(file, content, random.nextInt(content.length * 8));
            }
        }
    }

    @Test
    void findsAForgedEntryUnderAForgedTile() throws IOException {
        for (int size : new int[] {1, 2, 256, 257, 600, 65_536, 65_537, 69_632, 70_000, 70_001, 131_072, 131_073}) {
            grow(size);
            for (int victim : new int[] {0, size / 2, size - 1}) {
                forge(victim, size);
            }
            LogCheck.run(folder, ONE_KEY);
        }
    }

    @Test
    void findsAForgeryThatReachesUpToTheRoot() throws IOException {
        grow(300);
        Path other = folder.resolveSibling(folder.getFileName() + "-forged");
        try (LogWriter writer = Logs.open(other)) {
            writer.appendAll(Logs.entries(1, 301));
        }
        Files.copy(folder.resolve("checkpoint"), other.resolve("checkpoint"), StandardCopyOption.REPLACE_EXISTING);
        assertRefused(other, Refusal.ROOT_MISMATCH);
    }

    @Test
    void refusesAnotherKey() {
        grow(3);
        assertThatThrownBy(() -> LogCheck.run(folder, Logs.OTHER_KEYS.verifiers()))
                .isInstanceOfSatisfying(
                        VerificationException.class,
                        e -> assertThat(e.refusal()).isEqualTo(Refusal.NO_KNOWN_SIGNATURE));
    }

    @Test
    void refusesACheckpointWithOneSignatureTakenAway() throws IOException {
        grow(3);
        List<String> lines = Files.readAllLines(folder.resolve("checkpoint"));
        Files.writeString(folder.resolve("checkpoint"), String.join("\n", lines.subList(0, 5)) + "\n");
        assertRefused(folder, Refusal.SIGNATURE_MISSING);
    }

    @Test
    void refusesSizesThatTheEntriesDoNotReach() throws IOException {
        grow(300);
        for (long size : new long[] {301, 512, 70_000, 1L << 40, 1L << 62, Long.MAX_VALUE}) {
            sign(new Checkpoint(Logs.KEYS.origin(), size, Hash.EMPTY_TREE));
            assertRefused(folder, Refusal.ENTRIES_MISSING);
        }
        sign(new Checkpoint(Logs.KEYS.origin(), 299, Hash.EMPTY_TREE));
        assertThatThrownBy(() -> LogCheck.run(folder, ONE_KEY)).isInstanceOf(VerificationException.class);
    }

    @Test
    void checksThatTheLogContinuesAnOlderCheckpoint() throws IOException {
        grow(300);
        byte[] older = Files.readAllBytes(folder.resolve("checkpoint"));
        grow(70_000);
        assertThat(LogCheck.run(folder, ONE_KEY, older).since())
                .hasValueSatisfying(since -> assertThat(since.size()).isEqualTo(300));

        assertRefusedSince(signed(new Checkpoint(Logs.KEYS.origin(), 300, Hash.EMPTY_TREE)), Refusal.INCONSISTENT);
        assertRefusedSince(signed(new Checkpoint(Logs.KEYS.origin(), 70_001, Hash.EMPTY_TREE)), Refusal.INCONSISTENT);
        assertRefusedSince(new byte[0], Refusal.MALFORMED_CHECKPOINT, Refusal.MALFORMED_NOTE);
        byte[] foreign = Logs.OTHER_KEYS
                .sign(new Checkpoint(Logs.KEYS.origin(), 300, Hash.EMPTY_TREE), Instant.EPOCH)
                .bytes();
        assertRefusedSince(foreign, Refusal.NO_KNOWN_SIGNATURE);
    }

    private void assertRefusedSince(byte[] since, Refusal... reasons) {
        assertThatThrownBy(() -> LogCheck.run(folder, ONE_KEY, since))
                .isInstanceOfSatisfying(
                        VerificationException.class,
                        e -> assertThat(e.refusal()).isIn((Object[]) reasons));
    }

    /// Changes an entry in its bundle, and its hash in the tile over it to fit.
    private void forge(int victim, int size) throws IOException {
        TileAddress bundleAddress = TileAddress.of(TileAddress.ENTRIES, victim / 256, size);
        Path bundleFile = folder.resolve(bundleAddress.path());
        Path tileFile = folder.resolve(TileAddress.of(0, victim / 256, size).path());
        byte[] bundle = Files.readAllBytes(bundleFile);
        byte[] tile = Files.readAllBytes(tileFile);

        int at = 0;
        for (int i = 0; i < victim % 256; i++) {
            at += 2 + Logs.entry(victim - victim % 256 + i).length;
        }
        byte[] forgedBundle = bundle.clone();
        forgedBundle[at + 2] ^= 1;
        byte[] forgedTile = tile.clone();
        byte[] entry = Arrays.copyOfRange(forgedBundle, at + 2, at + 2 + Logs.entry(victim).length);
        Hash.ofLeaf(entry).copyTo(forgedTile, victim % 256 * Hash.BYTES);
        Files.write(bundleFile, forgedBundle);
        Files.write(tileFile, forgedTile);
        assertThatThrownBy(() -> LogCheck.run(folder, ONE_KEY))
                .as("entry %d of %d", victim, size)
                .isInstanceOfSatisfying(
                        VerificationException.class,
                        e -> assertThat(e.refusal()).isIn(Refusal.TILE_DIFFERS, Refusal.ROOT_MISMATCH));
        assertThatThrownBy(() -> Logs.read(folder).entry(victim)).isInstanceOf(VerificationException.class);
        Files.write(bundleFile, bundle);
        Files.write(tileFile, tile);
    }

    private void refusesFlip(Path file, byte[] content, int bit) throws IOException {
        byte[] flipped = content.clone();
        flipped[bit / 8] ^= (byte) (1 << bit % 8);
        Files.write(file, flipped);
        assertThatThrownBy(() -> LogCheck.run(folder, ONE_KEY))
                .as("bit %d of %s", bit, file)
                .isInstanceOf(VerificationException.class);
        Files.write(file, content);
    }

    private void grow(int size) {
        try (LogWriter writer = Logs.open(folder)) {
            writer.appendAll(Logs.entries((int) writer.size(), size));
        }
    }

    private static byte[] signed(Checkpoint checkpoint) {
        return Logs.KEYS.sign(checkpoint, Instant.EPOCH).bytes();
    }

    private void sign(Checkpoint checkpoint) throws IOException {
        Files.write(folder.resolve("checkpoint"), signed(checkpoint));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(folder.resolve(".state")))
                    .toList();
        }
    }

    private static void assertRefused(Path log, Refusal reason) {
        assertThatThrownBy(() -> LogCheck.run(log, ONE_KEY))
                .isInstanceOfSatisfying(
                        VerificationException.class,
                        e -> assertThat(e.refusal()).isEqualTo(reason));
    }
}
