package plumbline.server.decision.matter;

import java.util.List;
import plumbline.ledger.json.CanonicalJson;
import plumbline.ledger.json.JsonArray;
import plumbline.ledger.json.JsonObject;
import plumbline.ledger.json.JsonReader;
import plumbline.ledger.json.JsonValue;

/// How one field of an object differs between two versions, in words for people.
///
/// @param before empty when the field was not there
/// @param after empty when it is there no longer
public record VersionChange(String field, String before, String after) {

    public static JsonArray json(List<VersionChange> changes) {
        return new JsonArray(
                changes.stream().<JsonValue>map(VersionChange::json).toList());
    }

    public static byte[] bytes(List<VersionChange> changes) {
        return CanonicalJson.bytes(json(changes));
    }

    public static List<VersionChange> read(byte[] bytes) {
        var changes = (JsonArray) JsonReader.read(bytes);
        return changes.objects().stream()
                .map(change ->
                        new VersionChange(change.string("field"), change.string("before"), change.string("after")))
                .toList();
    }

    private JsonObject json() {
        return JsonObject.builder()
                .put("after", after)
                .put("before", before)
                .put("field", field)
                .build();
    }
}
