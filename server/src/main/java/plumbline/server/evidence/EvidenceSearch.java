package plumbline.server.evidence;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import plumbline.catalog.Catalog;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Principal.Scope;
import plumbline.server.identity.search.Hits;
import plumbline.server.identity.search.Hits.Hit;
import plumbline.server.identity.search.SearchSource;
import plumbline.server.platform.Transactions;
import plumbline.server.web.Address;

/// Looks for evidence by words, and for evidence that will soon no longer be fresh.
public final class EvidenceSearch implements SearchSource {
    private final Transactions transactions;
    private final EvidenceStore evidence;
    private final Catalog catalog;
    private final FreshnessStore freshness = new FreshnessStore();

    EvidenceSearch(Transactions transactions, EvidenceStore evidence, Catalog catalog) {
        this.transactions = transactions;
        this.evidence = evidence;
        this.catalog = catalog;
    }

    @Override
    public String kind() {
        return "evidence";
    }

    @Override
    public String name() {
        return "Evidence";
    }

    @Override
    public int order() {
        return 50;
    }

    @Override
    public boolean isFor(Principal reader) {
        return reader.may(Permission.EVIDENCE_READ);
    }

    /// The newest first.
    @Override
    public Hits find(Principal reader, String words, int limit) {
        var within = EvidenceFilter.NONE.within(reader.scope(Permission.EVIDENCE_READ));
        var database = transactions.reading();
        var all = Address.of("/evidence").with("q", words).href();
        var id = EvidenceId.find(words.strip().toUpperCase(Locale.ROOT));
        if (id.isPresent()) {
            var next = new EvidenceId(id.get().number() + 1);
            var named = evidence.list(database, within, next, 1).stream()
                    .filter(record -> record.id().equals(id.get()))
                    .map(this::hit)
                    .toList();
            return new Hits(named, named.size(), all);
        }
        var filter = within.about(words);
        // Few are looked up by their words and sorted; what many have is met soon along the order.
        var some = evidence.some(database, filter, limit, MOST_COUNTED);
        var newest = some.total() < MOST_COUNTED
                ? evidence.these(database, some.newest())
                : evidence.list(database, filter, null, limit);
        return new Hits(newest.stream().map(this::hit).toList(), some.total(), all);
    }

    private Hit hit(Evidence record) {
        var id = record.id().toString();
        return new Hit(id, record.title(), catalog.evidenceKindName(record.kind()), "/evidence/" + id);
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
