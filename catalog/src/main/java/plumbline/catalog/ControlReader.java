package plumbline.catalog;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import plumbline.catalog.Control.Guidance;
import plumbline.catalog.Control.Heading;
import plumbline.catalog.Control.Links;
import plumbline.catalog.Control.Practice;
import plumbline.catalog.Control.Section;
import plumbline.catalog.Provenance.Confidence;

/// Reads a control of the edition that is catalogued in full.
final class ControlReader {
    private static final Set<String> ALWAYS = Set.of(
            "id",
            "edition",
            "numbering",
            "kind",
            "title",
            "domain",
            "id2022",
            "guidanceParty",
            "id2026",
            "id2026Basis",
            "confidence",
            "sources");
    private static final Set<String> CLOUDY =
            Set.of("guidance", "responsibilities", "evidenceKinds", "slis", "failureModes", "crosswalk", "note");

    private final String edition;
    private final Vocabulary vocabulary;

    ControlReader(String edition, Vocabulary vocabulary) {
        this.edition = edition;
        this.vocabulary = vocabulary;
    }

    Control read(Node node) {
        ControlKind kind = node.field("kind").word(ControlKind.class);
        onlyWhatTheKindHas(node, kind);
        Heading heading = heading(node, kind);
        boolean base = kind == ControlKind.BASE;
        return new Control(
                heading,
                guidance(node, kind),
                base ? Practice.NONE : practice(node),
                new Links(iso27002(node), base ? Map.of() : crosswalk(node.field("crosswalk"))),
                provenance(node));
    }

    private static void onlyWhatTheKindHas(Node node, ControlKind kind) {
        for (Node field : node.fields().values()) {
            String name = field.key();
            boolean allowed = switch (kind) {
                case BASE -> ALWAYS.contains(name);
                case GUIDED -> ALWAYS.contains(name) || CLOUDY.contains(name);
                case CLOUD -> ALWAYS.contains(name) || CLOUDY.contains(name) || name.equals("section");
            };
            if (!allowed) {
                throw field.refuse(
                        "a " + Node.wordOf(kind) + " control has no \"" + name + "\"",
                        "remove it or correct its name or the kind");
            }
        }
    }

    private Heading heading(Node node, ControlKind kind) {
        if (!node.text("edition").equals(edition)) {
            throw node.field("edition").refuse("a control of another edition", "write \"" + edition + "\"");
        }
        ControlId id = node.field("id").controlId();
        if (id.isAnnex() != (kind == ControlKind.CLOUD)) {
            throw node.field("kind")
                    .refuse(id + " cannot be a " + Node.wordOf(kind) + " control", "correct id or kind");
        }
        Section section = kind == ControlKind.CLOUD ? named(node.field("section"), Section::new) : null;
        return new Heading(
                new ControlRef(edition, id),
                kind,
                node.text("title"),
                named(node.field("domain"), Domain::new),
                section);
    }

    private static <T> T named(Node node, Naming<T> naming) {
        node.only(Set.of("id", "name"));
        return naming.of(node.text("id"), node.text("name"));
    }

    private interface Naming<T> {
        T of(String id, String name);
    }

    private static Guidance guidance(Node node, ControlKind kind) {
        Set<Party> parties = parties(node.field("guidanceParty"));
        if (parties.isEmpty() != (kind == ControlKind.BASE)) {
            throw node.field("guidanceParty")
                    .refuse("does not fit a " + Node.wordOf(kind) + " control", "name none for base controls only");
        }
        if (parties.isEmpty()) {
            return Guidance.NONE;
        }
        Node texts = node.field("guidance").only(Set.of("customer", "provider"));
        Map<Party, String> byParty = new EnumMap<>(Party.class);
        for (Party party : List.of(Party.CUSTOMER, Party.PROVIDER)) {
            texts.optional(Node.wordOf(party)).ifPresent(text -> byParty.put(party, text.text()));
        }
        if (!byParty.keySet().equals(parties)) {
            throw texts.refuse(
                    "guidance for " + byParty.keySet() + " but guidanceParty says " + parties, "make both agree");
        }
        return new Guidance(parties, byParty, Optional.empty());
    }

    static Set<Party> parties(Node node) {
        return switch (node.text()) {
            case "both" -> EnumSet.of(Party.CUSTOMER, Party.PROVIDER);
            case "customer" -> EnumSet.of(Party.CUSTOMER);
            case "provider" -> EnumSet.of(Party.PROVIDER);
            case "none" -> EnumSet.noneOf(Party.class);
            default ->
                throw node.refuse(
                        "\"" + node.text() + "\" is no addressee", "use one of [both, customer, provider, none]");
        };
    }

    private Practice practice(Node node) {
        Node split = node.field("responsibilities");
        split.eachOf(ServiceModel.class);
        Map<ServiceModel, Map<Duty, Party>> responsibilities = new EnumMap<>(ServiceModel.class);
        for (ServiceModel model : ServiceModel.values()) {
            Node duties = split.field(Node.wordOf(model));
            duties.eachOf(Duty.class);
            Map<Duty, Party> parties = new EnumMap<>(Duty.class);
            for (Duty duty : Duty.values()) {
                parties.put(duty, duties.field(Node.wordOf(duty)).word(Party.class));
            }
            responsibilities.put(model, Collections.unmodifiableMap(parties));
        }
        return new Practice(
                responsibilities,
                references(node.field("evidenceKinds"), vocabulary.evidenceKinds(), "evidence kind"),
                references(node.field("slis"), vocabulary.slis(), "SLI"),
                references(node.field("failureModes"), vocabulary.failureModes(), "failure mode"));
    }

    private static <T> List<T> references(Node list, Map<String, T> known, String what) {
        Vocabulary.unique(list, Node::text, id -> id);
        return list.items(item -> item.reference(item.text(), known, what));
    }

    private List<ControlId> iso27002(Node node) {
        return node.field("id2022")
                .items(item -> item.reference(item.controlId(), vocabulary.iso27002(), "control of ISO/IEC 27002:2022")
                        .id());
    }

    private Map<Framework, Mapping> crosswalk(Node node) {
        Map<Framework, Mapping> mappings = new EnumMap<>(Framework.class);
        for (Framework framework : vocabulary.frameworks().keySet()) {
            Node mapping = node.field(framework.key()).only(Set.of("published", "derived"));
            mappings.put(
                    framework,
                    new Mapping(
                            foreignIds(mapping.field("published"), framework),
                            foreignIds(mapping.field("derived"), framework)));
        }
        for (Node mapping : node.fields().values()) {
            if (mappings.keySet().stream()
                    .noneMatch(framework -> framework.key().equals(mapping.key()))) {
                throw mapping.refuse("\"" + mapping.key() + "\" is no framework", "describe it in crosswalkFrameworks");
            }
        }
        return mappings;
    }

    private List<String> foreignIds(Node list, Framework framework) {
        Vocabulary.unique(list, Node::text, id -> id);
        return list.items(item -> {
            if (!framework.admits(item.text()) || !isKnown(item, framework)) {
                throw item.refuse("\"" + item.text() + "\" is no id of " + framework.key(), "correct it");
            }
            return item.text();
        });
    }

    private boolean isKnown(Node item, Framework framework) {
        return framework != Framework.ISO27001_2022
                || vocabulary.iso27002().containsKey(ControlId.of(item.text().substring("A.".length())));
    }

    private static Provenance provenance(Node node) {
        return new Provenance(
                node.field("confidence").word(Confidence.class),
                node.field("sources").items(Node::text),
                node.optional("note").map(Node::text).stream().toList());
    }
}
