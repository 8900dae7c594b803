package plumbline.catalog;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A JSON value that knows its place in the document, so that whatever is wrong with it can be found.
final class Node {
    /// What a value can be; a number is a whole number.
    enum Shape {
        OBJECT("an object"),
        ARRAY("a list"),
        TEXT("a text"),
        NUMBER("a whole number"),
        FLAG("true or false"),
        NULL("null");

        private final String words;

        Shape(String words) {
            this.words = words;
        }
    }

    private final @Nullable Node parent;
    private final String key;
    private final Shape shape;
    private final String scalar;
    private final Map<String, Node> fields = new LinkedHashMap<>();
    private final List<Node> items = new ArrayList<>();

    Node(@Nullable Node parent, String key, Shape shape, String scalar) {
        this.parent = parent;
        this.key = key;
        this.shape = shape;
        this.scalar = scalar;
    }

    void add(Node child) {
        if (shape == Shape.OBJECT) {
            fields.put(child.key, child);
        } else {
            items.add(child);
        }
    }

    int size() {
        return shape == Shape.OBJECT ? fields.size() : items.size();
    }

    String key() {
        return key;
    }

    /// The place as a JSON pointer (RFC 6901).
    String pointer() {
        String step = key.replace("~", "~0").replace("/", "~1");
        return parent == null ? "" : parent.pointer() + "/" + step;
    }

    CatalogException refuse(String problem, String remedy) {
        return new CatalogException(pointer(), problem, remedy);
    }

    /// The object's fields in the order of the file.
    Map<String, Node> fields() {
        expect(Shape.OBJECT);
        return fields;
    }

    Node field(String name) {
        Node field = fields().get(name);
        if (field == null) {
            throw refuse("field \"" + name + "\" is missing", "add it");
        }
        return field;
    }

    /// The field if it is there and not null.
    Optional<Node> optional(String name) {
        return Optional.ofNullable(fields().get(name)).filter(field -> field.shape != Shape.NULL);
    }

    /// Refuses fields that nothing reads, which usually are misspelt ones.
    Node only(Set<String> names) {
        for (Node field : fields().values()) {
            if (!names.contains(field.key)) {
                throw field.refuse("field \"" + field.key + "\" is not known", "remove it or correct its name");
            }
        }
        return this;
    }

    List<Node> items() {
        expect(Shape.ARRAY);
        return items;
    }

    <T> List<T> items(Function<Node, T> reading) {
        return items().stream().map(reading).toList();
    }

    String text() {
        expect(Shape.TEXT);
        if (scalar.isBlank()) {
            throw refuse("the text is empty", "write it or set it to null");
        }
        return scalar;
    }

    String text(String field) {
        return field(field).text();
    }

    int number() {
        expect(Shape.NUMBER);
        return Integer.parseInt(scalar);
    }

    boolean flag() {
        expect(Shape.FLAG);
        return Boolean.parseBoolean(scalar);
    }

    /// The constant of an enum whose name, in lower case, this text is.
    <E extends Enum<E>> E word(Class<E> words) {
        String word = text();
        for (E constant : words.getEnumConstants()) {
            if (wordOf(constant).equals(word)) {
                return constant;
            }
        }
        throw refuse("\"" + word + "\" is not one of the words", "use one of " + wordsOf(words));
    }

    /// An object with a field for each constant of an enum and no other.
    <E extends Enum<E>> void eachOf(Class<E> words) {
        only(Set.copyOf(wordsOf(words)));
        wordsOf(words).forEach(this::field);
    }

    ControlId controlId() {
        String id = text();
        if (!ControlId.isWellFormed(id)) {
            throw refuse("\"" + id + "\" is no control id", "write it like 5.1.1, CLD.9.5.1 or 8.35");
        }
        return ControlId.of(id);
    }

    /// The value that this text refers to.
    <K, T> T reference(K id, Map<K, T> known, String what) {
        T value = known.get(id);
        if (value == null) {
            throw refuse("\"" + id + "\" is no " + what, "correct the reference or add the " + what);
        }
        return value;
    }

    static String wordOf(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static <E extends Enum<E>> List<String> wordsOf(Class<E> words) {
        return List.of(words.getEnumConstants()).stream().map(Node::wordOf).collect(Collectors.toList());
    }

    private void expect(Shape expected) {
        if (shape != expected) {
            throw refuse("found " + shape.words + " where " + expected.words + " belongs", "correct the value");
        }
    }
}
