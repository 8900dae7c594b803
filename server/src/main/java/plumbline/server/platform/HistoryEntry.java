package plumbline.server.platform;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import plumbline.ledger.json.CanonicalJson;
import plumbline.ledger.json.JsonArray;
import plumbline.ledger.json.JsonException;
import plumbline.ledger.json.JsonObject;
import plumbline.ledger.json.JsonReader;
import plumbline.ledger.json.JsonString;
import plumbline.ledger.json.JsonValue;

/// One entry of the journal as a record's history tells it.
///
/// @param reason in the words of whoever did it, or empty
public record HistoryEntry(
        long number,
        Instant at,
        String actorId,
        String actorName,
        String action,
        @Nullable String requestId,
        String reason,
        List<FieldChange> changes) {

    public HistoryEntry {
        changes = List.copyOf(changes);
    }

    /// One field; empty is a field that said nothing.
    public record FieldChange(String field, String before, String after) {}

    public String id() {
        return id(number);
    }

    public static String id(long number) {
        return "JRN-" + number;
    }

    /// Why, as the details of an entry have it; else empty.
    public static String reason(JsonObject details) {
        return details.find(Changes.REASON) instanceof JsonString reason ? reason.value() : "";
    }

    /// What the details of an entry say of fields.
    public static List<FieldChange> changes(JsonObject details) {
        if (details.find(Changes.MEMBER) instanceof JsonArray listed) {
            return listed.items().stream()
                    .filter(JsonObject.class::isInstance)
                    .map(change -> change((JsonObject) change))
                    .toList();
        }
        return wholes(details.find("before"), details.find("after"));
    }

    /// The details within an entry's content; none where the content is not of ours.
    public static JsonObject details(byte[] content) {
        try {
            return JsonReader.readObject(content).object("details");
        } catch (JsonException e) {
            return JsonObject.builder().build();
        }
    }

    private static FieldChange change(JsonObject change) {
        return new FieldChange(plain(change.find("field")), plain(change.find("before")), plain(change.find("after")));
    }

    /// Entries of the first releases have the whole before and the whole after.
    private static List<FieldChange> wholes(@Nullable JsonValue before, @Nullable JsonValue after) {
        if (before instanceof JsonObject was && after instanceof JsonObject is) {
            var names = new TreeSet<>(was.members().keySet());
            names.addAll(is.members().keySet());
            var changes = new ArrayList<FieldChange>();
            for (var name : names) {
                var change = new FieldChange(name, plain(was.find(name)), plain(is.find(name)));
                if (!change.before().equals(change.after())) {
                    changes.add(change);
                }
            }
            return changes;
        }
        return before instanceof JsonArray && after instanceof JsonArray
                ? List.of(new FieldChange("roles", plain(before), plain(after)))
                : List.of();
    }

    private static String plain(@Nullable JsonValue value) {
        return switch (value) {
            case null -> "";
            case JsonString text -> text.value();
            case JsonArray texts ->
                texts.items().stream().map(HistoryEntry::plain).collect(Collectors.joining(", "));
            default -> CanonicalJson.text(value);
        };
    }
}
