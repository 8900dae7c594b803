package plumbline.ledger.json;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A JSON object. Its members stand in the order of RFC 8785: by the UTF-16 units of their names, as Java sorts
/// strings.
public record JsonObject(SortedMap<String, JsonValue> members) implements JsonValue {
    public JsonObject {
        members = Collections.unmodifiableSortedMap(new TreeMap<>(members));
    }

    public static Builder builder() {
        return new Builder();
    }

    public @Nullable JsonValue find(String name) {
        return members.get(name);
    }

    public boolean has(String name) {
        return members.containsKey(name);
    }

    public String string(String name) {
        if (find(name) instanceof JsonString string) {
            return string.value();
        }
        throw wrong(name, "a string");
    }

    /// The string of that name, or the given one when the member is missing.
    public String string(String name, String otherwise) {
        return has(name) ? string(name) : otherwise;
    }

    public long integer(String name) {
        if (find(name) instanceof JsonInteger integer) {
            return integer.value();
        }
        throw wrong(name, "an integer");
    }

    public boolean bool(String name) {
        if (find(name) instanceof JsonBoolean bool) {
            return bool.value();
        }
        throw wrong(name, "a boolean");
    }

    public JsonObject object(String name) {
        if (find(name) instanceof JsonObject object) {
            return object;
        }
        throw wrong(name, "an object");
    }

    public JsonArray array(String name) {
        if (find(name) instanceof JsonArray array) {
            return array;
        }
        throw wrong(name, "an array");
    }

    private JsonException wrong(String name, String expected) {
        JsonValue found = find(name);
        String kind = found == null ? "missing" : found.kind();
        return new JsonException("\"" + name + "\" must be " + expected + ", but is " + kind);
    }

    /// Collects members; a name given twice is a bug.
    public static final class Builder {
        private final TreeMap<String, JsonValue> members = new TreeMap<>();

        private Builder() {}

        public Builder put(String name, JsonValue value) {
            if (members.putIfAbsent(name, value) != null) {
                throw new IllegalArgumentException("a JSON member must be given once, but \"" + name + "\" is twice");
            }
            return this;
        }

        public Builder put(String name, String value) {
            return put(name, new JsonString(value));
        }

        public Builder put(String name, long value) {
            return put(name, new JsonInteger(value));
        }

        public Builder put(String name, boolean value) {
            return put(name, new JsonBoolean(value));
        }

        public Builder put(String name, Iterable<String> values) {
            return put(name, JsonArray.ofStrings(values));
        }

        public Builder putAll(Map<String, JsonValue> values) {
            values.forEach(this::put);
            return this;
        }

        public JsonObject build() {
            return new JsonObject(members);
        }
    }
}
