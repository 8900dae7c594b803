package plumbline.server.evidence.pack;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import plumbline.ledger.json.JsonObject;
import plumbline.ledger.pack.EvidenceItem;
import plumbline.ledger.pack.JournalLine;
import plumbline.ledger.pack.PackContents;
import plumbline.server.evidence.BodyStore;
import plumbline.server.evidence.Evidence;
import plumbline.server.evidence.EvidenceQueries;
import plumbline.server.evidence.PackSection.Selection;
import plumbline.server.evidence.ledger.Ledger;
import plumbline.server.evidence.ledger.LedgerItem;
import plumbline.server.platform.Transactions;

/// Makes a pack's contents of what was settled. Bodies and journal are read as they are written, never all at once.
final class PackAssembly {
    private static final int LINES_AT_ONCE = 1_000;

    private final Transactions transactions;
    private final EvidenceQueries evidence;
    private final BodyStore bodies;
    private final Ledger ledger;
    private final LeafStore leaves = new LeafStore();

    PackAssembly(Transactions transactions, EvidenceQueries evidence, BodyStore bodies, Ledger ledger) {
        this.transactions = transactions;
        this.evidence = evidence;
        this.bodies = bodies;
        this.ledger = ledger;
    }

    /// The contents, and where each item stands in the log, by its id.
    record Assembled(PackContents contents, Map<String, Long> places) {}

    Assembled assemble(PackInputs inputs, Selection selection) {
        var reading = transactions.reading();
        var proven = leaves.evidence(reading, selection, inputs.size());
        var journal = leaves.journal(reading, selection, inputs.size(), Integer.MAX_VALUE);
        var places = new HashMap<String, Long>();
        proven.forEach((number, leaf) -> places.put(LedgerItem.evidence(number).id(), leaf.index()));
        journal.forEach(place -> places.put(LedgerItem.journal(place.number()).id(), place.index()));
        var items = evidence.within(reading, selection).stream()
                .filter(item -> proven.containsKey(item.id().number()))
                .map(item ->
                        item(item, Objects.requireNonNull(proven.get(item.id().number()))))
                .toList();
        var contents =
                new PackContents(inputs.scope(), inputs.documents(), items, () -> new Lines(journal), ledger.policy());
        return new Assembled(contents, places);
    }

    private EvidenceItem item(Evidence item, LeafStore.Proven leaf) {
        var digest = item.content().digest();
        var disclosed = new EvidenceItem.Disclosed(leaf.salt(), () -> {
            PackStopped.check();
            return bodies.open(digest);
        });
        return new EvidenceItem(leaf.commitment(), json(item), Optional.of(disclosed));
    }

    private static JsonObject json(Evidence item) {
        var json = JsonObject.builder()
                .put("controls", item.controls().stream().map(Object::toString).toList())
                .put("id", item.id().toString())
                .put("kind", item.kind())
                .put("recordedAt", item.recordedAt().toString())
                .put("recordedBy", item.actor().name())
                .put("sha256", item.content().digest().sha256())
                .put("source", item.source().word() + ":" + item.source().reference())
                .put("title", item.title())
                .put("validFrom", item.valid().from().toString())
                .put("validTo", item.valid().to().toString());
        if (item.supersedes() != null) {
            json.put("supersedes", item.supersedes().toString());
        }
        return json.build();
    }

    /// The journal in the log's order, read a thousand lines at a time.
    private final class Lines implements Iterator<JournalLine> {
        private final List<LeafStore.Place> places;
        private List<JournalLine> read = new ArrayList<>();
        private int begun;
        private int next;

        Lines(List<LeafStore.Place> places) {
            this.places = places;
        }

        @Override
        public boolean hasNext() {
            return next < read.size() || begun < places.size();
        }

        @Override
        public JournalLine next() {
            if (next == read.size()) {
                if (begun == places.size()) {
                    throw new NoSuchElementException();
                }
                PackStopped.check();
                int end = Math.min(places.size(), begun + LINES_AT_ONCE);
                read = leaves.lines(transactions.reading(), places.subList(begun, end));
                if (read.size() != end - begun) {
                    throw new IllegalStateException("the journal must have all of its entries, but some are gone");
                }
                begun = end;
                next = 0;
            }
            return read.get(next++);
        }
    }
}
