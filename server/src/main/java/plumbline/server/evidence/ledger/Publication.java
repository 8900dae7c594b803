package plumbline.server.evidence.ledger;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import plumbline.ledger.LogKeys;
import plumbline.ledger.Policy;
import plumbline.ledger.SignedNote;
import plumbline.ledger.log.LogReader;
import plumbline.ledger.log.LogWriter;
import plumbline.server.evidence.ledger.LedgerStore.KnownLog;
import plumbline.server.evidence.ledger.LedgerStore.Lease;

/// One term of being the publisher: the lease, the log opened for writing, and the rounds between.
final class Publication implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Publication.class);

    private final LedgerStore store;
    private final Sequencer sequencer;
    private final Lease lease;
    private final LogWriter writer;
    private final InstantSource clock;
    private final KnownLog identity;

    private Publication(LedgerStore store, Lease lease, LogWriter writer, LogKeys keys, InstantSource clock) {
        this.store = store;
        this.sequencer = new Sequencer(store);
        this.lease = lease;
        this.writer = writer;
        this.clock = clock;
        this.identity = new KnownLog(keys.origin(), text(keys), 0);
    }

    /// Opens the log and compares it with the database.
    ///
    /// @throws LedgerDisagreement when they contradict each other
    static Publication begin(
            LedgerStore store, Lease lease, LedgerSettings settings, LogKeys keys, InstantSource clock) {
        var database = lease.database();
        var known = store.known(database);
        if (known.isPresent() && !known.get().keys().equals(text(keys))) {
            throw new LedgerDisagreement(
                    "This database's ledger was signed as " + known.get().origin() + " by other keys than those in "
                            + settings.keyFile() + ": restore that file from a backup.");
        }
        var writer = LogWriter.open(settings.folder(), keys, clock);
        try {
            compare(store, database, settings, writer, keys);
            if (known.isPresent() && known.get().size() > writer.size()) {
                log.warn(
                        "The ledger's folder has {} leaves although {} were published: it is written again from the database",
                        writer.size(),
                        known.get().size());
            }
            int lost = store.requeueLost(database);
            if (lost > 0) {
                log.error("{} records had been taken out of the ledger's queue; they wait for it again", lost);
            }
            return new Publication(store, lease, writer, keys, clock);
        } catch (RuntimeException e) {
            writer.close();
            throw e;
        }
    }

    private static void compare(
            LedgerStore store, DSLContext database, LedgerSettings settings, LogWriter writer, LogKeys keys) {
        long published = writer.size();
        long known = store.size(database);
        if (published > known) {
            throw new LedgerDisagreement("The ledger has published " + published + " leaves, but the database knows "
                    + known + ": an old database was restored. Restore the newest one; if it is lost, keep the folder "
                    + settings.folder() + " as evidence, move it and " + settings.keyFile()
                    + " aside, and a new ledger begins.");
        }
        if (published == 0) {
            return;
        }
        var last = store.leaves(database, published - 1, 1).getFirst();
        var inLog = new LogReader(
                        settings.folder(), Policy.ofLog(keys.verifiers()).verify(writer.checkpoint()))
                .entry(published - 1);
        if (!Arrays.equals(last, inLog)) {
            throw new LedgerDisagreement("Leaf " + (published - 1)
                    + " in the ledger is not the one in the database: one of them was restored from another time.");
        }
    }

    /// Sequences and publishes what waits.
    ///
    /// @return whether there was anything
    boolean round() {
        int sequenced = sequencer.sequence(lease.database());
        boolean published = publish();
        return sequenced > 0 || published;
    }

    /// Publishes the next of the leaves that have a place.
    ///
    /// @return whether there was one
    boolean publish() {
        var leaves = store.leaves(lease.database(), writer.size(), Sequencer.BATCH);
        if (leaves.isEmpty()) {
            return false;
        }
        writer.appendAll(leaves);
        store.remember(lease.database(), new KnownLog(identity.origin(), identity.keys(), writer.size()), now());
        return true;
    }

    SignedNote checkpoint() {
        return writer.checkpoint();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private static String text(LogKeys keys) {
        return keys.verifiers().stream().map(Object::toString).collect(Collectors.joining("\n"));
    }

    @Override
    public void close() {
        try (lease) {
            writer.close();
        }
    }
}
