package plumbline.server.evidence;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import plumbline.catalog.Catalog;
import plumbline.catalog.ControlRef;
import plumbline.ledger.pack.Salt;
import plumbline.server.identity.Principal.Scope;
import plumbline.server.platform.HistoryEntry;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Subject;
import plumbline.server.platform.Transactions;

/// What other areas ask about evidence.
public final class EvidenceQueries {
    private static final int MOST_IN_PACK = 20_000;

    private final Transactions transactions;
    private final EvidenceStore store;
    private final CoverageStore coverage = new CoverageStore();
    private final Catalog catalog;
    private final Journal journal;

    EvidenceQueries(Transactions transactions, EvidenceStore store, Catalog catalog, Journal journal) {
        this.transactions = transactions;
        this.store = store;
        this.catalog = catalog;
        this.journal = journal;
    }

    /// What happened to a record, the newest first.
    List<HistoryEntry> history(Evidence record) {
        return journal.history(
                transactions.reading(), Subject.of("evidence", record.id().toString()));
    }

    /// How people call the kind of a record.
    String kindName(Evidence record) {
        return catalog.evidenceKindName(record.kind());
    }

    /// How much evidence stands for a control, and the last moment that any of it speaks for. That moment lies in the
    /// future where something holds until then, such as a certificate.
    ///
    /// @param freshUntil until when any of it counts as fresh by its kind, or null when that is not known
    public record Coverage(
            long records, Instant newest, @Nullable Instant freshUntil) {

        public boolean freshAt(Instant now) {
            return freshUntil != null && freshUntil.isAfter(now);
        }
    }

    /// Every control of an edition that has evidence, in one query.
    ///
    /// @param within only of these services and of what belongs to no one service
    public Map<ControlRef, Coverage> coverage(String edition, Scope within) {
        return coverage.byControl(transactions.reading(), edition, within);
    }

    public Optional<Evidence> find(EvidenceId id) {
        return store.find(transactions.reading(), id);
    }

    /// The newest evidence for a control.
    public List<Evidence> latest(ControlRef control, Scope within, int limit) {
        var filter = EvidenceFilter.NONE.forControl(control).within(within);
        return store.list(transactions.reading(), filter, null, limit);
    }

    /// Which of these the ledger has taken in already.
    public Set<EvidenceId> inLedger(Collection<EvidenceId> ids) {
        return store.inLedger(transactions.reading(), ids);
    }

    /// The evidence of a pack by the controls it speaks for, oldest first, as the given transaction sees it.
    public Map<ControlRef, List<EvidenceId>> byControl(DSLContext snapshot, PackSection.Selection selection) {
        return store.byControl(snapshot, selection);
    }

    /// One page of a list, newest first.
    ///
    /// @param before the last record of the page before, or null for the first page
    public List<Evidence> list(EvidenceFilter filter, @Nullable EvidenceId before, int limit) {
        return store.list(transactions.reading(), filter, before, limit);
    }

    /// With the content it opens the commitment that stands in the ledger.
    public Salt salt(EvidenceId id) {
        return store.salt(transactions.reading(), id);
    }

    /// The evidence of a pack, oldest first, as the given transaction sees it.
    ///
    /// @throws PackTooLarge when it is more than a pack can hold
    public List<Evidence> within(DSLContext snapshot, PackSection.Selection selection) {
        var found = store.list(snapshot, selection.evidence(), null, MOST_IN_PACK + 1);
        if (found.size() > MOST_IN_PACK) {
            throw PackTooLarge.moreThan(MOST_IN_PACK, "pieces of evidence");
        }
        return found.reversed();
    }
}
