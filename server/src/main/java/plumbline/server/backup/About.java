package plumbline.server.backup;

import java.time.Instant;
import java.util.List;
import plumbline.ledger.json.CanonicalJson;
import plumbline.ledger.json.JsonArray;
import plumbline.ledger.json.JsonException;
import plumbline.ledger.json.JsonObject;
import plumbline.ledger.json.JsonReader;
import plumbline.ledger.json.JsonValue;
import plumbline.server.platform.StartFailure;

/// What a backup says of itself, at its beginning.
///
/// @param at the moment that it keeps
/// @param migrations the versions that its database has, oldest first
/// @param checkpoint the ledger's, as it was published then, or empty
record About(Instant at, List<String> migrations, List<Table> tables, String checkpoint) {
    static final String ENTRY = "about.json";
    private static final int FORMAT = 1;

    /// A table and the columns whose values follow, in order.
    record Table(String name, List<String> columns) {}

    byte[] json() {
        var listed = tables.stream()
                .<JsonValue>map(table -> JsonObject.builder()
                        .put("columns", table.columns())
                        .put("name", table.name())
                        .build())
                .toList();
        return CanonicalJson.bytes(JsonObject.builder()
                .put("at", at.toString())
                .put("checkpoint", checkpoint)
                .put("format", FORMAT)
                .put("migrations", migrations)
                .put("tables", new JsonArray(listed))
                .build());
    }

    static About read(byte[] json) {
        try {
            var about = JsonReader.readObject(json);
            if (about.integer("format") != FORMAT) {
                throw new StartFailure("The backup has the format " + about.integer("format")
                        + ", which a newer Plumbline wrote: restore it with that one.");
            }
            return new About(
                    Instant.parse(about.string("at")),
                    about.array("migrations").strings(),
                    about.array("tables").objects().stream()
                            .map(table -> new Table(
                                    table.string("name"), table.array("columns").strings()))
                            .toList(),
                    about.string("checkpoint"));
        } catch (JsonException e) {
            throw new StartFailure("The backup does not say what it holds: " + e.getMessage(), e);
        }
    }
}
