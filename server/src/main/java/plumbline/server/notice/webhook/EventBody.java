package plumbline.server.notice.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import plumbline.ledger.json.CanonicalJson;
import plumbline.ledger.json.JsonObject;
import plumbline.ledger.json.JsonReader;

/// The body of a webhook: `type`, `timestamp` and, as `data`, what the journal says happened. No secret is in it, for
/// none is in the journal. Always the same bytes for the same event.
final class EventBody {
    private EventBody() {}

    static String of(String type, Instant at, @Nullable Long journalId, String content) {
        var data = JsonObject.builder();
        if (JsonReader.read(content) instanceof JsonObject entry) {
            entry.members().forEach((name, value) -> {
                if (!name.equals("at") && !name.equals("action")) {
                    data.put(name, value);
                }
            });
        }
        if (journalId != null) {
            data.put("entry", "JRN-" + journalId);
        }
        return CanonicalJson.text(JsonObject.builder()
                .put("type", type)
                .put("timestamp", at.toString())
                .put("data", data.build())
                .build());
    }
}
