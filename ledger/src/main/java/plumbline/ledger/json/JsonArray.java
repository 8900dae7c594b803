package plumbline.ledger.json;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/// A JSON array.
public record JsonArray(List<JsonValue> items) implements JsonValue, Iterable<JsonValue> {
    public JsonArray {
        items = List.copyOf(items);
    }

    public static JsonArray ofStrings(Iterable<String> strings) {
        List<JsonValue> items = new ArrayList<>();
        strings.forEach(string -> items.add(new JsonString(string)));
        return new JsonArray(items);
    }

    @Override
    public Iterator<JsonValue> iterator() {
        return items.iterator();
    }

    public int size() {
        return items.size();
    }

    /// The items, all of which must be objects.
    public List<JsonObject> objects() {
        List<JsonObject> objects = new ArrayList<>();
        for (JsonValue item : items) {
            if (!(item instanceof JsonObject object)) {
                throw new JsonException("an array must hold objects, but holds " + item.kind());
            }
            objects.add(object);
        }
        return objects;
    }

    /// The items, all of which must be strings.
    public List<String> strings() {
        List<String> strings = new ArrayList<>();
        for (JsonValue item : items) {
            if (!(item instanceof JsonString string)) {
                throw new JsonException("an array must hold strings, but holds " + item.kind());
            }
            strings.add(string.value());
        }
        return strings;
    }
}
