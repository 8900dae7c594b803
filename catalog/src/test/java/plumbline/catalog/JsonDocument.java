package plumbline.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The catalogue as a document that a test may damage and restore.
final class JsonDocument {
    private static final JsonMapper JSON = new JsonMapper();

    /// Remarks for whoever keeps the file; the catalogue does not offer them.
    private static final Set<String> REMARKS = Set.of(
            "catalogue",
            "prepared",
            "numberingNote",
            "ordinal",
            "pages",
            "catalogued",
            "history",
            "annexes",
            "clauseFactsConfidence",
            "numbering");

    private final String original;
    private JsonNode root;

    JsonDocument(String original) {
        this.original = original;
        this.root = JSON.readTree(original);
    }

    void restore() {
        root = JSON.readTree(original);
    }

    String text() {
        return JSON.writeValueAsString(root);
    }

    void set(String pointer, String json) {
        JsonNode value = JSON.readTree(json);
        switch (parent(pointer)) {
            case ObjectNode object -> object.set(last(pointer), value);
            case ArrayNode array -> array.set(Integer.parseInt(last(pointer)), value);
            default -> throw new IllegalArgumentException("pointer must lead into a container, but is " + pointer);
        }
    }

    void remove(String pointer) {
        switch (parent(pointer)) {
            case ObjectNode object -> object.remove(last(pointer));
            case ArrayNode array -> array.remove(Integer.parseInt(last(pointer)));
            default -> throw new IllegalArgumentException("pointer must lead into a container, but is " + pointer);
        }
    }

    void rename(String pointer, String name) {
        if (parent(pointer) instanceof ObjectNode object) {
            object.set(name, object.remove(last(pointer)));
        }
    }

    /// Where the values are that the catalogue offers or checks.
    List<String> pointersRead() {
        List<String> pointers = new ArrayList<>();
        collect(root, "", pointers);
        return pointers;
    }

    private static void collect(JsonNode node, String pointer, List<String> pointers) {
        if (!pointer.isEmpty()) {
            pointers.add(pointer);
        }
        if (node.isObject()) {
            node.properties().stream()
                    .filter(field -> !REMARKS.contains(field.getKey()))
                    .forEach(field -> collect(field.getValue(), pointer + "/" + field.getKey(), pointers));
        } else {
            for (int i = 0; i < node.size(); i++) {
                collect(node.get(i), pointer + "/" + i, pointers);
            }
        }
    }

    private JsonNode parent(String pointer) {
        JsonNode parent = root.at(JsonPointer.compile(pointer).head());
        if (parent.isMissingNode()) {
            throw new IllegalArgumentException("pointer must lead to a value, but is " + pointer);
        }
        return parent;
    }

    private static String last(String pointer) {
        return pointer.substring(pointer.lastIndexOf('/') + 1);
    }
}
