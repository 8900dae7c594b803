package plumbline.server.evidence.journal;

import java.util.Locale;
import plumbline.server.evidence.ledger.LedgerItem;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.search.Hits;
import plumbline.server.identity.search.Hits.Hit;
import plumbline.server.identity.search.SearchSource;
import plumbline.server.web.Address;

/// Finds entries by id and by who did what to which thing and why, the newest first.
final class JournalSearch implements SearchSource {
    private final JournalStore store;

    JournalSearch(JournalStore store) {
        this.store = store;
    }

    @Override
    public String kind() {
        return "journal";
    }

    @Override
    public String name() {
        return "Journal";
    }

    @Override
    public int order() {
        return 70;
    }

    /// The journal is of everything, so it is not for those who may see some services.
    @Override
    public boolean isFor(Principal reader) {
        return reader.mayEverywhere(Permission.JOURNAL_READ);
    }

    @Override
    public Hits find(Principal reader, String words, int limit) {
        var id = LedgerItem.find(words.strip().toUpperCase(Locale.ROOT))
                .filter(item -> item.kind() == LedgerItem.Kind.JOURNAL);
        if (id.isPresent()) {
            var entry = store.find(id.get().number()).stream()
                    .map(JournalSearch::hit)
                    .toList();
            return new Hits(entry, entry.size(), "/journal");
        }
        var found = store.search(words, limit, MOST_COUNTED);
        return new Hits(
                found.newest().stream().map(JournalSearch::hit).toList(),
                found.total(),
                found.more(),
                Address.of("/journal").with("q", words).href());
    }

    private static Hit hit(JournalEntry entry) {
        return new Hit(
                entry.id(),
                entry.actor().name() + ": " + entry.action(),
                entry.object().kind() + " " + entry.object().id(),
                "/journal/" + entry.id());
    }
}
