package plumbline.server.evidence.ledger;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import plumbline.ledger.LogKeys;
import plumbline.ledger.Policy;
import plumbline.ledger.Quorum;
import plumbline.ledger.SignedNote;
import plumbline.ledger.VerifierKey;
import plumbline.ledger.log.LogException;
import plumbline.ledger.log.LogReader;
import plumbline.ledger.pack.Commitment;
import plumbline.server.platform.Lately;
import plumbline.server.platform.Transactions;

/// What pages, endpoints and packs ask of the ledger. Reads the published files, so any process can answer.
public final class Ledger {
    private final Transactions transactions;
    private final LedgerStore store;
    private final LedgerSettings settings;
    private final List<VerifierKey> keys;
    private final Policy policy;
    private final LedgerPublisher publisher;
    private final Witnesses witnesses;
    private final Lately<LedgerStatus> status = new Lately<>(Duration.ofSeconds(1), this::statusNow);
    private volatile @Nullable Read read;

    Ledger(
            Transactions transactions,
            LedgerStore store,
            LedgerSettings settings,
            LogKeys keys,
            LedgerPublisher publisher) {
        this.transactions = transactions;
        this.store = store;
        this.settings = settings;
        this.keys = keys.verifiers();
        this.policy = new Policy(Policy.ofLog(this.keys).logs(), settings.witnesses(), Quorum.NONE);
        this.witnesses = new Witnesses(transactions, settings.witnesses());
        this.publisher = publisher;
    }

    /// Puts the ledger together; the caller starts the publisher.
    public static Ledger open(DataSource dataSource, LedgerSettings settings, InstantSource clock) {
        var store = new LedgerStore();
        var keys = LedgerKeys.take(settings);
        var publisher = new LedgerPublisher(dataSource, store, settings, keys, clock);
        return new Ledger(new Transactions(dataSource), store, settings, keys, publisher);
    }

    public LedgerPublisher publisher() {
        return publisher;
    }

    /// What others have cosigned.
    public Witnesses witnesses() {
        return witnesses;
    }

    /// The log's files.
    Path folder() {
        return settings.folder();
    }

    /// Whose signatures make a checkpoint of this log credible; it names the witnesses and demands none of them.
    public Policy policy() {
        return policy;
    }

    public List<VerifierKey> keys() {
        return keys;
    }

    /// The log at its published checkpoint; empty before the first.
    public Optional<LogReader> reader() {
        if (!Files.exists(settings.folder().resolve("checkpoint"))) {
            return Optional.empty();
        }
        var note = checkpoint();
        var held = read;
        if (held == null || !held.note.equals(note.render())) {
            held = new Read(note.render(), new LogReader(settings.folder(), policy.verify(note)));
            read = held;
        }
        return Optional.of(held.reader);
    }

    /// The reader of a checkpoint: its signatures are verified once, not for every page.
    private record Read(String note, LogReader reader) {}

    /// The published checkpoint, with the cosignatures that are there for it by now.
    private SignedNote checkpoint() {
        return witnesses.added(SignedNote.parse(LogReader.readCheckpoint(settings.folder())));
    }

    /// Proofs of many items under one checkpoint of this log. It may be an old one, and the log may grow meanwhile.
    public LedgerProofs proofs(SignedNote checkpoint) {
        return new LedgerProofs(this, policy.verify(checkpoint).checkpoint());
    }

    /// Where an item stands in the log, proven now.
    ///
    /// @throws LogException when the log's files are damaged
    public Proof proof(LedgerItem item) {
        var index = store.index(transactions.reading(), item);
        var reader = reader();
        if (index.isEmpty() || reader.isEmpty() || reader.get().checkpoint().size() <= index.getAsLong()) {
            return new Proof.Waiting();
        }
        var proof = reader.get().prove(index.getAsLong());
        var leaf = reader.get().entry(index.getAsLong());
        return new Proof.Published(Commitment.read(leaf), proof, reader.get().checkpoint());
    }

    /// The commitments of many items, whether they are published or not.
    public Map<LedgerItem, Commitment> commitments(
            DSLContext snapshot, LedgerItem.Kind kind, Collection<Long> numbers) {
        return store.commitments(snapshot, kind, numbers);
    }

    /// The places in the log of many items; what has none is missing.
    public Map<LedgerItem, Long> indexes(DSLContext snapshot, LedgerItem.Kind kind, Collection<Long> numbers) {
        return store.indexes(snapshot, kind, numbers);
    }

    /// How far the log is, at most a second ago: checkpoints come no more often, and every list shows this.
    public LedgerStatus status() {
        return status.get();
    }

    private LedgerStatus statusNow() {
        var report = publisher.report();
        var progress = store.progress(transactions.reading());
        long size = reader().map(reader -> reader.checkpoint().size()).orElse(0L);
        return new LedgerStatus(
                report.state(),
                keys.getFirst().name(),
                size,
                progress.waiting() + Math.max(0, progress.size() - size),
                progress.publishedAt(),
                report.message());
    }

    /// What is wrong, for every page to say; empty if nothing is. Costs no query.
    public String alarm() {
        var report = publisher.report();
        return report.state() == LedgerStatus.State.REFUSING ? report.message() : "";
    }
}
