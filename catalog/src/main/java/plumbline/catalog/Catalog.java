package plumbline.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import plumbline.catalog.Provenance.Confidence;

/// The catalogue of ISO/IEC 27017: load it once and hand it on, it never changes.
public final class Catalog {
    static final String RESOURCE = "iso27017.json";

    private final Map<String, Edition> editions;
    private final List<Successor> successors;
    private final Vocabulary vocabulary;
    private final Remarks remarks;

    Catalog(Map<String, Edition> editions, List<Successor> successors, Vocabulary vocabulary, Remarks remarks) {
        this.editions = editions;
        this.successors = List.copyOf(successors);
        this.vocabulary = vocabulary;
        this.remarks = remarks;
    }

    /// The catalogue that comes with the program.
    public static Catalog load() {
        try (InputStream document = open()) {
            return read(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A catalogue from elsewhere, held to the same rules; throws `CatalogException` with the place of what is wrong.
    public static Catalog read(InputStream document) {
        return new CatalogReader(NodeParser.parse(document)).read();
    }

    static InputStream open() {
        InputStream document = Catalog.class.getResourceAsStream(RESOURCE);
        if (document == null) {
            throw new CatalogException("", RESOURCE + " is not on the class path", "rebuild the catalog module");
        }
        return document;
    }

    /// The editions, oldest first.
    public List<Edition> editions() {
        return List.copyOf(editions.values());
    }

    public Edition edition(String id) {
        Edition edition = editions.get(id);
        if (edition == null) {
            throw new IllegalArgumentException(
                    "edition must be one of " + editions.keySet() + ", but is \"" + id + "\"");
        }
        return edition;
    }

    public Control control(ControlRef ref) {
        return edition(ref.edition()).control(ref.id());
    }

    public Optional<Control> find(ControlRef ref) {
        return Optional.ofNullable(editions.get(ref.edition())).flatMap(edition -> edition.find(ref.id()));
    }

    /// The controls of the next edition that take this one's place; a control of the last edition has none.
    public List<Successor> successors(ControlRef from) {
        return successors.stream().filter(link -> link.from().equals(from)).toList();
    }

    /// The controls of the edition before whose place this one takes; empty for what is new.
    public List<Successor> predecessors(ControlRef to) {
        return successors.stream().filter(link -> link.to().equals(to)).toList();
    }

    public List<EvidenceKind> evidenceKinds() {
        return List.copyOf(vocabulary.evidenceKinds().values());
    }

    /// How people call the kind of evidence with that id; the id itself where the catalogue has no such kind.
    public String evidenceKindName(String id) {
        var kind = vocabulary.evidenceKinds().get(id);
        return kind == null ? id : kind.name();
    }

    public List<Sli> slis() {
        return List.copyOf(vocabulary.slis().values());
    }

    public List<FailureMode> failureModes() {
        return List.copyOf(vocabulary.failureModes().values());
    }

    public List<Framework.Source> frameworks() {
        return List.copyOf(vocabulary.frameworks().values());
    }

    /// The controls of ISO/IEC 27002:2022 in its order.
    public List<Iso27002Control> iso27002() {
        return List.copyOf(vocabulary.iso27002().values());
    }

    /// What carrying the duty means.
    public String definition(Duty duty) {
        return remarks.duties().getOrDefault(duty, "");
    }

    /// What it takes for a statement to have this confidence.
    public String definition(Confidence confidence) {
        return remarks.confidences().getOrDefault(confidence, "");
    }

    /// On what terms the data may be used and what they do not replace.
    public String legal() {
        return remarks.legal();
    }

    /// Where the default split of responsibilities comes from and how far it goes.
    public String responsibilityBasis() {
        return remarks.responsibilityBasis();
    }

    /// How published and derived crosswalks are to be read.
    public String crosswalkReading() {
        return remarks.crosswalkReading();
    }

    /// What a reader of the catalogue should be told about it: its terms, and how its defaults and words are meant.
    record Remarks(
            String legal,
            String responsibilityBasis,
            String crosswalkReading,
            Map<Duty, String> duties,
            Map<Confidence, String> confidences) {}
}
