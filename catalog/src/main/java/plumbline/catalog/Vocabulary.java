package plumbline.catalog;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import plumbline.catalog.EvidenceKind.Aspect;
import plumbline.catalog.EvidenceKind.Collection;
import plumbline.catalog.Sli.Direction;

/// The lists that controls refer to, each by id in the order of the file.
record Vocabulary(
        Map<String, EvidenceKind> evidenceKinds,
        Map<String, Sli> slis,
        Map<String, FailureMode> failureModes,
        Map<ControlId, Iso27002Control> iso27002,
        Map<Framework, Framework.Source> frameworks) {

    static Vocabulary read(Node root) {
        return new Vocabulary(
                unique(root.field("evidenceKinds"), Vocabulary::evidenceKind, EvidenceKind::id),
                unique(root.field("slis"), Vocabulary::sli, Sli::id),
                unique(root.field("failureModes"), Vocabulary::failureMode, FailureMode::id),
                unique(root.field("controls2022"), Vocabulary::iso27002, Iso27002Control::id),
                unique(root.field("crosswalkFrameworks"), Vocabulary::framework, Framework.Source::framework));
    }

    /// A list as a map by id, refusing an id that comes twice.
    static <K, T> Map<K, T> unique(Node list, Function<Node, T> reading, Function<T, K> id) {
        Map<K, T> byId = new LinkedHashMap<>();
        for (Node item : list.items()) {
            T value = reading.apply(item);
            if (byId.putIfAbsent(id.apply(value), value) != null) {
                throw item.refuse("id \"" + id.apply(value) + "\" was used before", "give it an id of its own");
            }
        }
        return byId;
    }

    private static EvidenceKind evidenceKind(Node node) {
        node.only(Set.of("id", "name", "proves", "collection", "class", "freshnessDays"));
        Node days = node.field("freshnessDays");
        if (days.number() < 1) {
            throw days.refuse("freshness of " + days.number() + " days", "give at least one day");
        }
        return new EvidenceKind(
                node.text("id"),
                node.text("name"),
                node.text("proves"),
                node.field("collection").word(Collection.class),
                node.field("class").word(Aspect.class),
                Duration.ofDays(days.number()));
    }

    private static Sli sli(Node node) {
        node.only(Set.of("id", "name", "measure", "better", "startingTarget", "gotcha"));
        return new Sli(
                node.text("id"),
                node.text("name"),
                node.text("measure"),
                node.field("better").word(Direction.class),
                node.text("startingTarget"),
                node.text("gotcha"));
    }

    private static FailureMode failureMode(Node node) {
        node.only(Set.of("id", "name", "symptom", "signal"));
        return new FailureMode(node.text("id"), node.text("name"), node.text("symptom"), node.text("signal"));
    }

    private static Iso27002Control iso27002(Node node) {
        node.only(Set.of("id", "title", "theme", "from2013", "isNew"));
        return new Iso27002Control(
                node.field("id").controlId(),
                node.text("title"),
                node.text("theme"),
                node.field("from2013").items(Node::controlId),
                node.field("isNew").flag());
    }

    private static Framework.Source framework(Node node) {
        node.only(Set.of("key", "name", "idForm", "publishedBy", "licence"));
        return new Framework.Source(
                frameworkOf(node.field("key")),
                node.text("name"),
                node.text("idForm"),
                node.text("publishedBy"),
                node.text("licence"));
    }

    private static Framework frameworkOf(Node key) {
        for (Framework framework : Framework.values()) {
            if (framework.key().equals(key.text())) {
                return framework;
            }
        }
        throw key.refuse("\"" + key.text() + "\" is no known framework", "add it to Framework or remove it");
    }
}
