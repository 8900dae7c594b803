package plumbline.server.review;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import plumbline.ledger.json.JsonArray;
import plumbline.ledger.json.JsonInteger;
import plumbline.ledger.json.JsonObject;
import plumbline.ledger.json.JsonValue;
import plumbline.server.identity.reviewable.Access;

/// All access in a scope at one moment, as one value that one statement stores.
final class Snapshot {
    private Snapshot() {}

    static JsonObject of(String kind, Access access, Places places) {
        var json = JsonObject.builder()
                .put("access", access.right())
                .put("detail", access.holder().detail())
                .put("fingerprint", access.fingerprint())
                .put("fixed", access.fixed())
                .put("holder", access.holder().subject())
                .put("kind", kind)
                .put("name", access.holder().name())
                .put("owners", numbers(access.owners()))
                .put("permissions", access.words())
                .put("places", places.words(access.scope().services()))
                .put("privileged", access.privileged())
                .put("ref", access.ref())
                .put("since", access.since().toString())
                .put("source", access.source());
        var services = access.scope().services();
        if (services != null) {
            json.put("services", numbers(services));
        }
        put(json, "until", access.until());
        put(json, "used", access.usedAt());
        return json.build();
    }

    static JsonArray of(List<JsonObject> rows) {
        return new JsonArray(List.copyOf(rows));
    }

    static JsonArray numbers(Collection<Long> numbers) {
        return new JsonArray(
                numbers.stream().sorted().<JsonValue>map(JsonInteger::new).toList());
    }

    static void put(JsonObject.Builder json, String name, @Nullable Instant at) {
        if (at != null) {
            json.put(name, at.toString());
        }
    }
}
