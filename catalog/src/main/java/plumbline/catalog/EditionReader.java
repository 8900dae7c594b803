package plumbline.catalog;

import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import plumbline.catalog.Control.Guidance;
import plumbline.catalog.Control.Heading;
import plumbline.catalog.Control.Links;
import plumbline.catalog.Control.Practice;
import plumbline.catalog.Edition.Counts;
import plumbline.catalog.Edition.Publication;
import plumbline.catalog.Provenance.Confidence;

/// Reads an edition's facts and puts its controls under them, holding both to the counts that the edition states.
final class EditionReader {
    private static final Set<String> FACTS = Set.of(
            "id",
            "reference",
            "ordinal",
            "title",
            "published",
            "publishedNote",
            "pages",
            "numbering",
            "counts",
            "status",
            "withdrawn",
            "statusConfidence",
            "clauseFactsConfidence",
            "catalogued",
            "transition",
            "history",
            "note",
            "sources");
    private static final Set<String> SKELETON = Set.of(
            "clauseCount",
            "inherited",
            "newCloudControls",
            "guidedControls",
            "cldSuccessors",
            "cldSuccessorBasis",
            "annexes",
            "confidence",
            "note",
            "sources");
    private static final Map<String, Domain> THEMES = Map.of(
            "Organizational", new Domain("5", "Organizational"),
            "People", new Domain("6", "People"),
            "Physical", new Domain("7", "Physical"),
            "Technological", new Domain("8", "Technological"));

    private final Vocabulary vocabulary;

    EditionReader(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /// The edition of which every control is catalogued.
    Edition full(Node facts, Node controls) {
        ControlReader reader = new ControlReader(facts.text("id"), vocabulary);
        Map<ControlId, Control> byId = Vocabulary.unique(controls, reader::read, Control::id);
        holdDomains(controls);
        Confidence confidence = facts.field("statusConfidence").word(Confidence.class);
        return edition(facts, new Provenance(confidence, sources(facts), notes(facts)), byId, controls);
    }

    /// A domain has one name, or the list by domain would fall apart.
    private static void holdDomains(Node controls) {
        Map<String, String> names = new HashMap<>();
        for (Node control : controls.items()) {
            Node domain = control.field("domain");
            String name = names.computeIfAbsent(domain.text("id"), id -> domain.text("name"));
            if (!name.equals(domain.text("name"))) {
                throw domain.field("name")
                        .refuse("domain " + domain.text("id") + " is also called " + name, "use one name");
            }
        }
    }

    /// The edition of which we know the numbers, the titles and whom the guidance addresses.
    Edition skeleton(Node facts, Node skeleton) {
        skeleton.only(SKELETON);
        String id = facts.text("id");
        Confidence confidence = skeleton.field("confidence").word(Confidence.class);
        Provenance ofControls = new Provenance(confidence, sources(skeleton), List.of());
        Map<ControlId, Set<Party>> parties = guided(skeleton.field("guidedControls"));
        Map<ControlId, Control> byId = new HashMap<>();
        for (Iso27002Control base : vocabulary.iso27002().values()) {
            Set<Party> addressed = parties.getOrDefault(base.id(), Set.of());
            ControlKind kind = addressed.isEmpty() ? ControlKind.BASE : ControlKind.GUIDED;
            Domain theme = theme(skeleton, base);
            Heading heading = new Heading(new ControlRef(id, base.id()), kind, base.title(), theme, null);
            Guidance guidance = new Guidance(addressed, Map.of(), Optional.empty());
            byId.put(base.id(), control(heading, guidance, List.of(base.id()), ofControls));
        }
        expect(skeleton.field("inherited"), byId.size(), "controls taken over");
        for (Node added : skeleton.field("newCloudControls").items()) {
            Control control = addedControl(id, added, ofControls);
            if (byId.putIfAbsent(control.id(), control) != null) {
                throw added.refuse("id \"" + control.id() + "\" was used before", "give it an id of its own");
            }
        }
        expect(skeleton.field("clauseCount"), byId.size(), "controls");
        List<String> notes = notes(facts);
        notes.add(skeleton.text("note"));
        doubtOnCount(skeleton.field("guidedControls")).ifPresent(notes::add);
        return edition(
                facts, new Provenance(confidence, sources(facts), notes), byId, skeleton.field("newCloudControls"));
    }

    private static Domain theme(Node skeleton, Iso27002Control base) {
        Domain theme = THEMES.get(base.theme());
        if (theme == null || !base.id().value().startsWith(theme.id() + ".")) {
            throw skeleton.refuse(
                    base.id() + " is said to be of theme \"" + base.theme() + "\"", "correct its row in controls2022");
        }
        return theme;
    }

    private static Control addedControl(String edition, Node node, Provenance provenance) {
        node.only(Set.of("id", "title", "predecessor", "predecessorBasis", "party", "summary"));
        ControlId id = node.field("id").controlId();
        Domain theme = THEMES.values().stream()
                .filter(domain -> id.value().startsWith(domain.id() + "."))
                .findFirst()
                .orElseThrow(() -> node.field("id").refuse(id + " belongs to no theme", "number it 5 to 8"));
        Heading heading = new Heading(new ControlRef(edition, id), ControlKind.CLOUD, node.text("title"), theme, null);
        Set<Party> addressed = ControlReader.parties(node.field("party"));
        Guidance guidance = new Guidance(addressed, Map.of(), Optional.of(node.text("summary")));
        return control(heading, guidance, List.of(), provenance);
    }

    private static Control control(
            Heading heading, Guidance guidance, List<ControlId> iso27002, Provenance provenance) {
        return new Control(heading, guidance, Practice.NONE, new Links(iso27002, Map.of()), provenance);
    }

    private Map<ControlId, Set<Party>> guided(Node node) {
        node.only(Set.of("both", "providerOnly", "countListed", "countClaimedBySource"));
        Map<ControlId, Set<Party>> parties = new HashMap<>();
        for (String list : List.of("both", "providerOnly")) {
            Set<Party> addressed =
                    list.equals("both") ? Set.of(Party.CUSTOMER, Party.PROVIDER) : Set.of(Party.PROVIDER);
            for (Node item : node.field(list).items()) {
                ControlId id = item.reference(item.controlId(), vocabulary.iso27002(), "control of ISO/IEC 27002:2022")
                        .id();
                if (parties.put(id, addressed) != null) {
                    throw item.refuse("id \"" + id + "\" was used before", "list it once");
                }
            }
        }
        expect(node.field("countListed"), parties.size(), "guided controls");
        return parties;
    }

    private static Edition edition(Node facts, Provenance provenance, Map<ControlId, Control> byId, Node list) {
        facts.only(FACTS);
        List<Control> controls = new ArrayList<>(byId.values());
        controls.sort(Comparator.comparing(Control::id));
        Edition edition = new Edition(facts.text("id"), publication(facts), provenance, controls);
        Node counts = facts.field("counts").only(Set.of("base", "guided", "cloud", "statementOfApplicabilityRows"));
        Counts found = edition.counts();
        Counts stated = new Counts(
                counts.field("base").number(),
                counts.field("guided").number(),
                counts.field("cloud").number());
        if (!found.equals(stated)) {
            throw list.refuse(
                    "found " + found + " but edition " + edition.id() + " states " + stated,
                    "restore the missing control, remove the surplus one or correct the kind");
        }
        expect(counts.field("statementOfApplicabilityRows"), found.rows(), "rows");
        return edition;
    }

    private static Publication publication(Node facts) {
        holdStatus(facts);
        return new Publication(
                facts.text("reference"),
                facts.text("title"),
                facts.text("numbering"),
                month(facts.field("published")),
                facts.optional("withdrawn").map(EditionReader::month).orElse(null));
    }

    /// An edition says in a word and by a month whether it was withdrawn, and how sure that is.
    private static void holdStatus(Node facts) {
        facts.field("statusConfidence").word(Confidence.class);
        Node status = facts.field("status");
        boolean withdrawn = facts.optional("withdrawn").isPresent();
        if (!status.text().equals(withdrawn ? "withdrawn" : "published")) {
            throw status.refuse(
                    "\"" + status.text() + "\" does not fit the field \"withdrawn\"",
                    "write \"withdrawn\" with its month, or \"published\" without");
        }
    }

    private static YearMonth month(Node node) {
        try {
            return YearMonth.parse(node.text());
        } catch (DateTimeParseException e) {
            throw node.refuse("\"" + node.text() + "\" is no month", "write it like 2015-12");
        }
    }

    private static List<String> sources(Node node) {
        return node.field("sources").items(Node::text);
    }

    private static List<String> notes(Node facts) {
        List<String> notes = new ArrayList<>();
        for (String name : List.of("note", "publishedNote", "transition")) {
            facts.optional(name).ifPresent(note -> notes.add(note.text()));
        }
        return notes;
    }

    /// A source that lists other controls than it counts is believed in its list, but not in silence.
    private static Optional<String> doubtOnCount(Node guided) {
        int listed = guided.field("countListed").number();
        int claimed = guided.field("countClaimedBySource").number();
        return listed == claimed
                ? Optional.empty()
                : Optional.of("A source counts " + claimed + " guided controls but lists " + listed + ".");
    }

    private static void expect(Node stated, int found, String what) {
        if (stated.number() != found) {
            throw stated.refuse(
                    "states " + stated.number() + " " + what + " but " + found + " are listed",
                    "correct the list, or the count with its source");
        }
    }
}
