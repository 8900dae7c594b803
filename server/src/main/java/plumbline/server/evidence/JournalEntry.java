package plumbline.server.evidence;

import java.time.Instant;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import plumbline.ledger.json.CanonicalJson;
import plumbline.ledger.json.JsonObject;
import plumbline.ledger.json.JsonReader;
import plumbline.ledger.json.JsonString;
import plumbline.ledger.json.JsonValue;

/// One entry of the journal as it is read.
///
/// @param content canonical JSON, that to which the ledger commits together with the salt
public record JournalEntry(
        long number,
        Instant at,
        String actorId,
        String actorName,
        String action,
        String objectKind,
        String objectId,
        @Nullable String requestId,
        String content,
        String salt) {

    public String id() {
        return "JRN-" + number;
    }

    /// What this action says of itself, without what every entry has: `closed 0, opened 2`.
    public String details() {
        if (!(JsonReader.read(content) instanceof JsonObject entry)
                || !(entry.find("details") instanceof JsonObject details)) {
            return "";
        }
        return details.members().entrySet().stream()
                .map(member -> member.getKey() + " " + plain(member.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String plain(JsonValue value) {
        return value instanceof JsonString text ? text.value() : CanonicalJson.text(value);
    }
}
