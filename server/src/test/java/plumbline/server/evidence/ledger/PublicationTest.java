package plumbline.server.evidence.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static plumbline.schema.Tables.LEDGER_LEAF;
import static plumbline.schema.Tables.LEDGER_PENDING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.ledger.Hash;
import plumbline.ledger.pack.Commitment;
import plumbline.server.platform.Actor;
import plumbline.server.platform.StartFailure;
import plumbline.server.platform.Subject;
import plumbline.testkit.Seeds;
import plumbline.testkit.TestPostgres;

class PublicationTest {
    @TempDir
    Path home;

    private LedgerFixtures fixtures;

    @BeforeEach
    void open() {
        fixtures = new LedgerFixtures(home);
    }

    @AfterEach
    void close() {
        fixtures.close();
    }

    @Test
    void publishesEveryEntryAsItsCommitment() {
        fixtures.journal(300);

        fixtures.publishAll();

        var reader = fixtures.reader();
        var expected = fixtures.expected();
        assertThat(reader.checkpoint().size()).isEqualTo(300);
        for (int i = 0; i < 300; i++) {
            assertThat(Commitment.read(reader.entry(i))).isEqualTo(expected.get(i));
        }
        assertThat(fixtures.transactions.reading().fetchCount(LEDGER_PENDING)).isZero();
    }

    @Test
    void takesUpAgainWhatSomebodyTookOutOfTheQueue() {
        fixtures.journal(3);
        fixtures.publishAll();
        fixtures.journal(2);
        fixtures.transactions.run(tx -> {
            tx.execute("reset role");
            tx.execute("delete from ledger_pending");
            tx.execute("set role plumbline_app");
        });
        fixtures.journal(1);

        fixtures.publishAll();

        assertThat(fixtures.published())
                .containsExactlyInAnyOrder("JRN-1", "JRN-2", "JRN-3", "JRN-4", "JRN-5", "JRN-6");
        assertThat(fixtures.transactions.reading().fetchCount(LEDGER_PENDING)).isZero();
    }

    @Test
    void losesAndRepeatsNothingWhereverItIsCutOff() {
        var random = Seeds.random("losesAndRepeatsNothingWhereverItIsCutOff");
        for (int term = 0; term < 12; term++) {
            fixtures.journal(1 + random.nextInt(40));
            switch (random.nextInt(4)) {
                case 0 -> sequenceWithoutPublishing();
                case 1 -> publishWithoutRemembering();
                case 2 -> failWhileSequencing();
                default -> fixtures.publishAll();
            }
        }
        fixtures.publishAll();

        assertThat(fixtures.published())
                .isEqualTo(fixtures.sequenced())
                .doesNotHaveDuplicates()
                .hasSameElementsAs(
                        fixtures.expected().stream().map(Commitment::id).toList());
    }

    /// As after a crash between the database's commit and the log.
    private void sequenceWithoutPublishing() {
        try (var lease = LedgerStore.tryLease(fixtures.database.dataSource()).orElseThrow()) {
            new Sequencer(fixtures.store).sequence(lease.database());
        }
    }

    /// As after a crash between the log and what the database remembers of it.
    private void publishWithoutRemembering() {
        sequenceWithoutPublishing();
        try (var writer =
                plumbline.ledger.log.LogWriter.open(fixtures.settings.folder(), fixtures.keys, fixtures.clock)) {
            writer.appendAll(fixtures.store.leaves(fixtures.transactions.reading(), writer.size(), 10_000));
        }
    }

    /// As after a crash inside the database's transaction.
    private void failWhileSequencing() {
        try (var lease = LedgerStore.tryLease(fixtures.database.dataSource()).orElseThrow()) {
            assertThatThrownBy(() -> lease.database().transaction(configuration -> {
                        new Sequencer(fixtures.store).sequence(configuration.dsl());
                        throw new IllegalStateException("power lost");
                    }))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void leavesNoGapWhenWritersCommitOutOfOrder() throws Exception {
        var random = Seeds.random("leavesNoGapWhenWritersCommitOutOfOrder");
        var writers = new ArrayList<Callable<Void>>();
        for (int i = 0; i < 60; i++) {
            int entries = 1 + random.nextInt(4);
            int holds = random.nextInt(25);
            boolean fails = random.nextInt(6) == 0;
            writers.add(() -> write(entries, holds, fails));
        }
        try (var threads = Executors.newFixedThreadPool(8);
                var publication = fixtures.begin()) {
            var running = writers.stream().map(threads::submit).toList();
            while (running.stream().anyMatch(writer -> !writer.isDone())) {
                publication.round();
            }
            for (var writer : running) {
                writer.get();
            }
        }
        fixtures.publishAll();

        var indexes = fixtures.transactions
                .reading()
                .select(LEDGER_LEAF.LEAF_INDEX)
                .from(LEDGER_LEAF)
                .orderBy(LEDGER_LEAF.LEAF_INDEX)
                .fetch(LEDGER_LEAF.LEAF_INDEX);
        for (int i = 0; i < indexes.size(); i++) {
            assertThat(indexes.get(i)).isEqualTo(i);
        }
        assertThat(fixtures.published())
                .hasSameElementsAs(
                        fixtures.expected().stream().map(Commitment::id).toList())
                .doesNotHaveDuplicates();
    }

    private Void write(int entries, int holdMillis, boolean fails) {
        try {
            fixtures.transactions.run(tx -> {
                for (int i = 0; i < entries; i++) {
                    fixtures.journal.append(tx, Actor.SYSTEM, "test.done", Subject.of("test", "many"));
                }
                tx.execute("select pg_sleep(?)", holdMillis / 1000.0);
                if (fails) {
                    throw new IllegalStateException("rolled back on purpose");
                }
            });
        } catch (IllegalStateException onPurpose) {
            assertThat(fails).isTrue();
        }
        return null;
    }

    @Test
    void letsOnlyOneProcessPublish() {
        try (var other = new LedgerFixtures(home, fixtures.url);
                var publication = fixtures.begin()) {
            assertThat(LedgerStore.tryLease(other.database.dataSource())).isEmpty();
            fixtures.journal(3);
            publication.round();
        }
        try (var other = new LedgerFixtures(home, fixtures.url)) {
            other.journal(2);
            other.publishAll();
            assertThat(other.published()).hasSize(5);
        }
    }

    @Test
    void refusesToPublishAfterAnOldDatabaseWasRestored() {
        fixtures.journal(5);
        fixtures.publishAll();
        fixtures.close();
        var old = TestPostgres.copyOf(fixtures.url);
        fixtures = new LedgerFixtures(home, fixtures.url);
        fixtures.journal(5);
        fixtures.publishAll();

        try (var restored = new LedgerFixtures(home, old)) {
            assertThatThrownBy(restored::begin)
                    .isInstanceOf(LedgerDisagreement.class)
                    .hasMessageContaining("published 10 leaves, but the database knows 5");

            restored.journal(5);
            try (var lease =
                    LedgerStore.tryLease(restored.database.dataSource()).orElseThrow()) {
                new Sequencer(restored.store).sequence(lease.database());
            }
            assertThatThrownBy(restored::begin)
                    .isInstanceOf(LedgerDisagreement.class)
                    .hasMessageContaining("Leaf 9");
        }
        assertThat(fixtures.published()).hasSize(10);
    }

    @Test
    void writesALostLogAgainToTheSameRoot() throws IOException {
        fixtures.journal(20);
        fixtures.publishAll();
        Hash root = fixtures.reader().checkpoint().root();
        delete(fixtures.settings.folder());

        fixtures.publishAll();

        assertThat(fixtures.reader().checkpoint().root()).isEqualTo(root);
    }

    @Test
    void refusesKeysThatAreNotThisDatabases() throws IOException {
        fixtures.journal(1);
        fixtures.publishAll();
        Files.delete(fixtures.settings.keyFile());

        try (var other = new LedgerFixtures(home, fixtures.url)) {
            assertThatThrownBy(other::begin)
                    .isInstanceOf(LedgerDisagreement.class)
                    .hasMessageContaining("restore that file from a backup");
        }
    }

    @Test
    void keepsItsKeysToItselfAndForGood() throws IOException {
        var settings = fixtures.settings;
        assertThat(Files.getPosixFilePermissions(settings.keyFile()))
                .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertThat(LedgerKeys.take(settings).verifiers()).isEqualTo(fixtures.keys.verifiers());

        var renamed = new LedgerSettings(
                settings.folder(), settings.keyFile(), "other.example/ledger", true, java.util.List.of());
        assertThatThrownBy(() -> LedgerKeys.take(renamed))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("plumbline.example/ledger");
    }

    private static void delete(Path folder) throws IOException {
        List<Path> all;
        try (var walk = Files.walk(folder)) {
            all = walk.sorted(Comparator.reverseOrder()).toList();
        }
        for (var path :
                new HashSet<>(all).stream().sorted(Comparator.reverseOrder()).toList()) {
            Files.delete(path);
        }
    }
}
