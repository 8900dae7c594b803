package plumbline.server.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import plumbline.server.evidence.ledger.LedgerItem;
import plumbline.server.identity.Principal.Scope;
import plumbline.server.platform.Transactions;

/// Looks for evidence and journal entries by words, and for evidence that will soon no longer be fresh.
public final class EvidenceSearch {
    private final Transactions transactions;
    private final EvidenceStore evidence;
    private final FreshnessStore freshness = new FreshnessStore();
    private final JournalStore journal;

    EvidenceSearch(Transactions transactions, EvidenceStore evidence, JournalStore journal) {
        this.transactions = transactions;
        this.evidence = evidence;
        this.journal = journal;
    }

    /// The newest of what matches.
    ///
    /// @param total how many match in all, counted up to [#MOST_COUNTED]
    public record Found<T>(List<T> newest, long total) {}

    /// Counting stops here: more says nothing to a reader.
    public static final int MOST_COUNTED = 1_000;

    public Found<Evidence> evidence(EvidenceFilter filter, int limit) {
        var database = transactions.reading();
        return new Found<>(
                evidence.list(database, filter, null, limit), evidence.matching(database, filter, MOST_COUNTED));
    }

    /// The record of that id, where the filter lets it through.
    public Found<Evidence> named(EvidenceId id, EvidenceFilter within) {
        var next = new EvidenceId(id.number() + 1);
        var found = evidence.list(transactions.reading(), within, next, 1).stream()
                .filter(record -> record.id().equals(id))
                .toList();
        return new Found<>(found, found.size());
    }

    /// Entries that have all words in who did what to which thing, or the one whose id it is.
    public Found<JournalEntry> journal(String words, int limit) {
        var id = LedgerItem.find(words.toUpperCase(Locale.ROOT)).filter(item -> item.kind() == LedgerItem.Kind.JOURNAL);
        if (id.isPresent()) {
            var entry = journal.find(id.get().number()).stream().toList();
            return new Found<>(entry, entry.size());
        }
        var filter = new JournalStore.Filter("", "", "", words, null);
        return new Found<>(journal.list(filter, limit), journal.count(filter, MOST_COUNTED));
    }

    /// Evidence that stops being fresh in that span and that no fresher record of the same thing replaces, soonest
    /// first.
    ///
    /// @param within only of these services
    public List<Expiring> expiring(Scope within, Instant now, Instant until, int limit) {
        return freshness.expiring(transactions.reading(), within, new FreshnessStore.Span(now, until), limit);
    }

    /// A record that is fresh until then.
    public record Expiring(EvidenceId id, String title, Instant freshUntil) {}
}
