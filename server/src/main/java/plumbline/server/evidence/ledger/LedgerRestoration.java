package plumbline.server.evidence.ledger;

import java.time.InstantSource;
import javax.sql.DataSource;
import plumbline.ledger.Checkpoint;
import plumbline.ledger.Policy;
import plumbline.ledger.SignedNote;
import plumbline.ledger.VerificationException;
import plumbline.ledger.log.LogReader;
import plumbline.server.platform.StartFailure;

/// Builds the ledger's files anew from the leaves in a restored database, and proves that they are the same log.
public final class LedgerRestoration {
    private LedgerRestoration() {}

    /// Publishes all leaves that have a place, to an empty folder.
    ///
    /// @param known the checkpoint that was published when the backup was made, or empty
    /// @return the checkpoint that was published now, or empty if there is no leaf
    /// @throws StartFailure when the log does not go through the known checkpoint
    public static String rebuild(DataSource dataSource, LedgerSettings settings, String known, InstantSource clock) {
        var keys = LedgerKeys.take(settings);
        var store = new LedgerStore();
        var lease = LedgerStore.tryLease(dataSource)
                .orElseThrow(() -> new StartFailure("Another process works on this database already."));
        try (var publication = Publication.begin(store, lease, settings, keys, clock)) {
            while (publication.publish()) {
                // Batch after batch, until nothing waits.
            }
            if (known.isEmpty()) {
                return "";
            }
            var policy = Policy.ofLog(keys.verifiers());
            Checkpoint then = policy.verify(SignedNote.parse(known)).checkpoint();
            var reader = LogReader.open(settings.folder(), policy);
            if (reader.checkpoint().size() < then.size()
                    || !reader.rootAt(then.size()).equals(then.root())) {
                throw new StartFailure("The restored ledger has another root than the backup's checkpoint: the backup"
                        + " is not of one moment. Take an older one.");
            }
            return reader.checkpoint().note().render();
        } catch (VerificationException e) {
            throw new StartFailure("The backup's checkpoint was not signed by its keys: " + e.getMessage(), e);
        }
    }
}
