package plumbline.server.evidence.pack;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import plumbline.catalog.Catalog;
import plumbline.ledger.json.JsonArray;
import plumbline.ledger.json.JsonObject;
import plumbline.ledger.json.JsonValue;
import plumbline.ledger.pack.PackDocuments;
import plumbline.ledger.pack.PackScope;
import plumbline.server.evidence.Evidence;
import plumbline.server.evidence.EvidenceQueries;
import plumbline.server.evidence.PackSection;
import plumbline.server.evidence.PackSection.Selection;
import plumbline.server.evidence.PackTooLarge;
import plumbline.server.web.Format;

/// Settles what goes into a pack, from one snapshot of the database.
final class PackCollector {
    private final Catalog catalog;
    private final EvidenceQueries evidence;
    private final List<PackSection> sections;
    private final PackSettings settings;
    private final LeafStore leaves = new LeafStore();

    PackCollector(Catalog catalog, EvidenceQueries evidence, List<PackSection> sections, PackSettings settings) {
        this.catalog = catalog;
        this.evidence = evidence;
        this.sections = sections;
        this.settings = settings;
    }

    /// What was settled, and how much it is.
    record Collected(PackInputs inputs, long evidence, long journal) {}

    static Selection selection(Pack pack) {
        var subject = pack.subject();
        return new Selection(subject.serviceId(), subject.from(), subject.to(), subject.edition());
    }

    /// Collects; empty while something of it has no place in the log yet.
    ///
    /// @throws PackTooLarge when it is more than a pack can hold
    Optional<Collected> collect(DSLContext snapshot, Pack pack, String organisation, Instant asOf) {
        var selection = selection(pack);
        if (leaves.waits(snapshot, selection)) {
            return Optional.empty();
        }
        long size = leaves.size(snapshot);
        var journal = leaves.journal(snapshot, selection, size, PackSettings.MOST_JOURNAL + 1);
        if (journal.size() > PackSettings.MOST_JOURNAL) {
            throw PackTooLarge.moreThan(PackSettings.MOST_JOURNAL, "journal entries");
        }
        var records = evidence.within(snapshot, selection);
        requireFits(records);
        var documents = new PackDocuments(
                catalogue(pack.subject().edition()),
                section("soa.json").content(snapshot, selection),
                section("findings.json").content(snapshot, selection));
        var inputs = new PackInputs(scope(pack, organisation, asOf), size, documents);
        return Optional.of(new Collected(inputs, records.size(), journal.size()));
    }

    private void requireFits(List<Evidence> records) {
        long bytes =
                records.stream().mapToLong(record -> record.content().length()).sum();
        if (bytes > settings.maxBytes()) {
            throw new PackTooLarge("The evidence alone has " + Format.bytes(bytes) + ", and a pack at most "
                    + Format.bytes(settings.maxBytes())
                    + " (PLUMBLINE_PACK_MAX_MB): choose a shorter window.");
        }
    }

    private static PackScope scope(Pack pack, String organisation, Instant asOf) {
        var subject = pack.subject();
        return new PackScope(
                pack.id(),
                organisation,
                subject.service(),
                subject.serviceName(),
                subject.from(),
                subject.to(),
                asOf,
                subject.edition());
    }

    private PackSection section(String name) {
        return sections.stream()
                .filter(section -> section.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no area contributes " + name));
    }

    private JsonObject catalogue(String id) {
        var edition = catalog.edition(id);
        var controls = new ArrayList<JsonValue>();
        edition.controls()
                .forEach(control -> controls.add(JsonObject.builder()
                        .put("id", control.id().value())
                        .put("title", control.title())
                        .build()));
        return JsonObject.builder()
                .put("controls", new JsonArray(List.copyOf(controls)))
                .put("edition", edition.id())
                .put("reference", edition.publication().reference())
                .build();
    }
}
