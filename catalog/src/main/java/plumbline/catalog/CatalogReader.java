package plumbline.catalog;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import plumbline.catalog.Catalog.Remarks;
import plumbline.catalog.Provenance.Confidence;

/// Reads the whole catalogue and holds every reference in it against what it refers to.
final class CatalogReader {
    private static final Set<String> FIELDS = Set.of(
            "schemaVersion",
            "catalogue",
            "prepared",
            "legal",
            "editions",
            "numberingNote",
            "dutyDefinitions",
            "partyValues",
            "responsibilityBasis",
            "confidenceLevels",
            "evidenceKinds",
            "slis",
            "failureModes",
            "crosswalkFrameworks",
            "crosswalkReading",
            "controls",
            "controls2022",
            "edition2026");
    private static final String SCHEMA = "1.0";

    private final Node root;

    CatalogReader(Node root) {
        this.root = root;
    }

    Catalog read() {
        root.only(FIELDS);
        if (!root.text("schemaVersion").equals(SCHEMA)) {
            throw root.field("schemaVersion").refuse("not version " + SCHEMA, "use a catalogue of that version");
        }
        root.field("partyValues").items(party -> party.word(Party.class));
        Vocabulary vocabulary = Vocabulary.read(root);
        EditionReader reader = new EditionReader(vocabulary);
        Map<String, Node> facts = Vocabulary.unique(root.field("editions"), node -> node, node -> node.text("id"));
        Edition first = reader.full(facts(facts, "2015"), root.field("controls"));
        Edition second = reader.skeleton(facts(facts, "2026"), root.field("edition2026"));
        if (facts.size() != 2) {
            throw root.field("editions").refuse("an edition without controls", "catalogue its controls or remove it");
        }
        holdCorrespondence(first);
        Map<String, Edition> editions = new LinkedHashMap<>();
        editions.put(first.id(), first);
        editions.put(second.id(), second);
        return new Catalog(editions, new SuccessionReader(root, first, second).read(), vocabulary, remarks());
    }

    private Node facts(Map<String, Node> facts, String edition) {
        return root.field("editions").reference(edition, facts, "edition");
    }

    /// The correspondence of ISO/IEC 27002 is written at both ends; both must say the same.
    private void holdCorrespondence(Edition first) {
        for (Node row : root.field("controls2022").items()) {
            ControlId id = row.field("id").controlId();
            List<ControlId> stated = row.field("from2013").items(Node::controlId);
            List<ControlId> found = new ArrayList<>();
            for (Control control : first.controls()) {
                if (control.iso27002().contains(id)) {
                    found.add(control.id());
                }
            }
            if (!stated.equals(found)) {
                throw row.field("from2013")
                        .refuse("says " + stated + " but id2022 of the controls says " + found, "make both agree");
            }
        }
    }

    private Remarks remarks() {
        return new Remarks(
                root.text("legal"),
                root.text("responsibilityBasis"),
                root.text("crosswalkReading"),
                definitions(root.field("dutyDefinitions"), Duty.class),
                definitions(root.field("confidenceLevels"), Confidence.class));
    }

    private static <E extends Enum<E>> Map<E, String> definitions(Node node, Class<E> words) {
        node.eachOf(words);
        Map<E, String> definitions = new EnumMap<>(words);
        for (E word : words.getEnumConstants()) {
            definitions.put(word, node.text(Node.wordOf(word)));
        }
        return definitions;
    }
}
