package plumbline.server.platform;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import plumbline.ledger.json.JsonArray;
import plumbline.ledger.json.JsonObject;
import plumbline.ledger.json.JsonString;
import plumbline.ledger.json.JsonValue;

/// What an action changed, field by field, as every area writes it into its journal entries, so
/// that one component shows the history of any record. Fields have the words that people read on
/// the page; a field that stays as it was is left out, and nothing secret belongs here.
///
/// ```
/// Changes.begin().field("owner", seen.owner(), owner).because(reason).details()
/// ```
public final class Changes {
    static final String MEMBER = "changes";
    static final String REASON = "reason";

    private final List<JsonValue> changes = new ArrayList<>();
    private String reason = "";

    private Changes() {}

    public static Changes begin() {
        return new Changes();
    }

    /// A text before and after; null and the empty text are a field that says nothing.
    public Changes field(String name, @Nullable String before, @Nullable String after) {
        return add(name, text(before), text(after));
    }

    /// Several texts before and after.
    public Changes field(String name, Collection<String> before, Collection<String> after) {
        return add(name, texts(before), texts(after));
    }

    /// Why, in the words of whoever did it.
    public Changes because(String why) {
        reason = why.strip();
        return this;
    }

    public boolean isEmpty() {
        return changes.isEmpty();
    }

    /// The details of an entry that says nothing else.
    public JsonObject details() {
        return details(JsonObject.builder());
    }

    /// The details of an entry that says more.
    public JsonObject details(JsonObject.Builder more) {
        if (!changes.isEmpty()) {
            more.put(MEMBER, new JsonArray(changes));
        }
        if (!reason.isEmpty()) {
            more.put(REASON, reason);
        }
        return more.build();
    }

    private Changes add(String name, @Nullable JsonValue before, @Nullable JsonValue after) {
        if (!Objects.equals(before, after)) {
            var change = JsonObject.builder().put("field", name);
            if (before != null) {
                change.put("before", before);
            }
            if (after != null) {
                change.put("after", after);
            }
            changes.add(change.build());
        }
        return this;
    }

    private static @Nullable JsonValue text(@Nullable String text) {
        return text == null || text.isEmpty() ? null : new JsonString(text);
    }

    private static @Nullable JsonValue texts(Collection<String> texts) {
        return texts.isEmpty() ? null : JsonArray.ofStrings(texts);
    }
}
