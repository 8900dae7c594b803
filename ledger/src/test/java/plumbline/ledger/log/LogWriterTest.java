package plumbline.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.ledger.Checkpoint;
import plumbline.ledger.Hash;
import plumbline.ledger.NaiveTree;
import plumbline.ledger.Policy;
import plumbline.ledger.VerificationException;
import plumbline.testkit.MutableClock;
import plumbline.testkit.Seeds;

class LogWriterTest {
    @TempDir
    Path folder;

    @Test
    void publishesAnEmptyLogAtOnce() {
        try (LogWriter writer = Logs.open(folder)) {
            assertThat(writer.size()).isZero();
            assertThat(Logs.read(folder).checkpoint().root()).isEqualTo(Hash.EMPTY_TREE);
        }
    }

    @Test
    void hasExactlyTheFilesThatItsSizeNeeds() throws IOException {
        try (LogWriter writer = Logs.open(folder)) {
            for (int size : new int[] {1, 5, 255, 256, 257, 511, 600, 70_000}) {
                assertThat(writer.appendAll(Logs.entries((int) writer.size(), size)))
                        .isLessThan(size);
                assertThat(writer.size()).isEqualTo(size);
            }
        }
        Set<String> expected = new TreeSet<>();
        for (int level = TileAddress.ENTRIES; level < 3; level++) {
            long filled = TileAddress.filled(level, 70_000);
            for (long index = 0; index * 256 < filled; index++) {
                expected.add(TileAddress.of(level, index, 70_000).path());
            }
        }
        assertThat(expected)
                .contains("tile/0/272", "tile/0/273.p/112", "tile/1/000", "tile/1/001.p/17", "tile/2/000.p/1");
        assertThat(tiles()).isEqualTo(expected);
    }

    @Test
    void givesTheRootAndProofsOfTheDefinitionAtEverySize() {
        Random random = Seeds.random("givesTheRootAndProofsOfTheDefinitionAtEverySize");
        List<byte[]> entries = Logs.entries(0, 2_000);
        List<Hash> leaves = entries.stream().map(Hash::ofLeaf).toList();
        Checkpoint older = new Checkpoint(Logs.KEYS.origin(), 0, Hash.EMPTY_TREE);
        try (LogWriter writer = Logs.open(folder)) {
            for (int size = 1; size <= 2_000; size++) {
                writer.appendAll(entries.subList(size - 1, size));
                LogReader reader = Logs.read(folder);
                List<Hash> now = leaves.subList(0, size);
                assertThat(reader.checkpoint().root()).isEqualTo(NaiveTree.root(now));
                int index = random.nextInt(size);
                assertThat(reader.inclusionProof(index).hashes()).isEqualTo(NaiveTree.inclusion(index, now));
                assertThat(reader.entry(index)).isEqualTo(entries.get(index));
                assertThat(reader.consistencyProof(older).hashes())
                        .isEqualTo(NaiveTree.consistency((int) older.size(), now));
                if (older.size() > 0) {
                    int known = random.nextInt((int) older.size());
                    assertThat(reader.inclusionProof(known, older).hashes())
                            .isEqualTo(NaiveTree.inclusion(known, leaves.subList(0, (int) older.size())));
                }
                if (random.nextInt(10) == 0) {
                    older = reader.checkpoint().checkpoint();
                }
            }
        }
    }

    @Test
    void givesTheRootAndProofsOfTheDefinitionAtAwkwardSizes() {
        Random random = Seeds.random("givesTheRootAndProofsOfTheDefinitionAtAwkwardSizes");
        int[] sizes = {65_535, 65_536, 65_537, 69_631, 69_632, 69_633, 70_000, 70_001, 131_071, 131_072, 131_073};
        List<byte[]> entries = Logs.entries(0, 131_073);
        List<Hash> leaves = entries.stream().map(Hash::ofLeaf).toList();
        try (LogWriter writer = Logs.open(folder)) {
            for (int size : sizes) {
                writer.appendAll(entries.subList((int) writer.size(), size));
                LogReader reader = Logs.read(folder);
                List<Hash> now = leaves.subList(0, size);
                assertThat(reader.checkpoint().root()).isEqualTo(NaiveTree.root(now));
                for (int index : new int[] {0, size / 2, 65_535, size - 1, random.nextInt(size)}) {
                    int held = Math.min(index, size - 1);
                    assertThat(reader.inclusionProof(held).hashes()).isEqualTo(NaiveTree.inclusion(held, now));
                }
                int old = 1 + random.nextInt(size);
                assertThat(reader.consistencyProof(old).hashes()).isEqualTo(NaiveTree.consistency(old, now));
            }
        }
    }

    @Test
    void completesEveryAddedEntryOnceACheckpointCoversIt() {
        Policy policy = Policy.ofLog(Logs.KEYS.verifiers());
        List<CompletableFuture<Long>> indexes = new ArrayList<>();
        try (LogWriter writer = Logs.open(folder)) {
            for (int i = 0; i < 5_000; i++) {
                indexes.add(writer.add(Logs.entry(i)));
            }
            long last = indexes.getLast().join();
            assertThat(last).isEqualTo(4_999);
            assertThat(policy.verify(writer.checkpoint()).size()).isGreaterThan(last);
        }
        LogReader reader = Logs.read(folder);
        for (int i = 0; i < indexes.size(); i += 499) {
            assertThat(reader.entry(indexes.get(i).join())).isEqualTo(Logs.entry(i));
        }
    }

    @Test
    void publishesWhatIsQueuedWhenClosed() {
        LogWriter writer = Logs.open(folder);
        CompletableFuture<Long> queued = writer.add(Logs.entry(0));
        writer.close();
        assertThat(queued).isCompletedWithValue(0L);
        writer.close();
        assertThatThrownBy(() -> writer.add(Logs.entry(1))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> writer.appendAll(List.of())).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void keepsSupersededPartialTilesForAWhile() throws IOException {
        MutableClock clock = MutableClock.at("2026-03-01T12:00:00Z");
        try (LogWriter writer = LogWriter.open(folder, Logs.KEYS, clock)) {
            writer.appendAll(Logs.entries(0, 5));
            writer.appendAll(Logs.entries(5, 9));
            assertThat(tiles()).contains("tile/0/000.p/5", "tile/0/000.p/9", "tile/entries/000.p/5");
            clock.advance(Duration.ofSeconds(6));
            writer.appendAll(Logs.entries(9, 12));
            assertThat(tiles())
                    .contains("tile/0/000.p/9", "tile/0/000.p/12")
                    .doesNotContain("tile/0/000.p/5", "tile/entries/000.p/5");
            writer.appendAll(Logs.entries(12, 256));
            assertThat(tiles()).containsExactlyInAnyOrder("tile/0/000", "tile/1/000.p/1", "tile/entries/000");
        }
    }

    @Test
    void goesOnWhereItWasClosed() {
        List<byte[]> entries = Logs.entries(0, 1_000);
        for (int from = 0; from < 1_000; from += 100) {
            try (LogWriter writer = Logs.open(folder)) {
                assertThat(writer.size()).isEqualTo(from);
                writer.appendAll(entries.subList(from, from + 100));
            }
        }
        assertThat(Logs.read(folder).checkpoint().root())
                .isEqualTo(NaiveTree.root(entries.stream().map(Hash::ofLeaf).toList()));
    }

    @Test
    void adoptsAFolderWithoutItsJournal() throws IOException {
        List<byte[]> entries = Logs.entries(0, 70_100);
        try (LogWriter writer = Logs.open(folder)) {
            writer.appendAll(entries.subList(0, 70_000));
        }
        deleteJournal();
        try (LogWriter writer = Logs.open(folder)) {
            writer.appendAll(entries.subList(70_000, 70_100));
        }
        assertThat(Logs.read(folder).checkpoint().root())
                .isEqualTo(NaiveTree.root(entries.stream().map(Hash::ofLeaf).toList()));
    }

    @Test
    void takesEntriesOfEveryAllowedLength() {
        List<byte[]> entries = List.of(new byte[0], new byte[EntryBundle.MAX_ENTRY_BYTES], new byte[1]);
        try (LogWriter writer = Logs.open(folder)) {
            writer.appendAll(entries);
            assertThatThrownBy(() -> writer.appendAll(List.of(new byte[EntryBundle.MAX_ENTRY_BYTES + 1])))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(writer.size()).isEqualTo(3);
        }
        for (int i = 0; i < 3; i++) {
            assertThat(Logs.read(folder).entry(i)).isEqualTo(entries.get(i));
        }
    }

    @Test
    void splitsWhatIsTooMuchForOneJournalRecord() {
        List<byte[]> entries = Stream.generate(() -> new byte[EntryBundle.MAX_ENTRY_BYTES])
                .limit(1_100)
                .toList();
        try (LogWriter writer = Logs.open(folder)) {
            assertThat(writer.appendAll(entries)).isZero();
            assertThat(writer.size()).isEqualTo(1_100);
        }
        try (LogWriter writer = Logs.open(folder)) {
            assertThat(writer.size()).isEqualTo(1_100);
        }
    }

    @Test
    void keepsASecondWriterAway() {
        try (LogWriter writer = Logs.open(folder)) {
            assertThatThrownBy(() -> Logs.open(folder))
                    .isInstanceOf(LogException.class)
                    .hasMessageContaining("has the log open");
            assertThat(writer.size()).isZero();
        }
        Logs.open(folder).close();
    }

    @Test
    void refusesToGoOnFromACheckpointThatItsEntriesContradict() throws IOException {
        try (LogWriter writer = Logs.open(folder)) {
            writer.appendAll(Logs.entries(0, 300));
        }
        Path other = folder.resolveSibling(folder.getFileName() + "-other");
        try (LogWriter writer = Logs.open(other)) {
            writer.appendAll(Logs.entries(1, 301));
        }
        Files.copy(other.resolve("checkpoint"), folder.resolve("checkpoint"), StandardCopyOption.REPLACE_EXISTING);
        assertThatThrownBy(() -> Logs.open(folder))
                .isInstanceOf(LogException.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void refusesToSignASecondHistoryFromAnOldCheckpoint() throws IOException {
        byte[] old;
        try (LogWriter writer = Logs.open(folder)) {
            writer.appendAll(Logs.entries(0, 300));
            old = Files.readAllBytes(folder.resolve("checkpoint"));
            writer.appendAll(Logs.entries(300, 2_000));
        }
        Files.write(folder.resolve("checkpoint"), old);
        assertThatThrownBy(() -> Logs.open(folder)).isInstanceOf(LogException.class);
    }

    @Test
    void refusesAFolderOfAnotherLog() {
        Logs.open(folder).close();
        assertThatThrownBy(() -> LogWriter.open(folder, Logs.OTHER_KEYS, Logs.CLOCK))
                .isInstanceOf(VerificationException.class);
    }

    private Set<String> tiles() throws IOException {
        try (Stream<Path> files = Files.walk(folder.resolve("tile"))) {
            Set<String> names = new TreeSet<>();
            files.filter(Files::isRegularFile)
                    .forEach(file -> names.add(folder.relativize(file).toString()));
            return names;
        }
    }

    private void deleteJournal() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(".state"))) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
    }
}
