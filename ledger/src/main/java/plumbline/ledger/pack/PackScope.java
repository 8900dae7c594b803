package plumbline.ledger.pack;

import java.time.Instant;
import java.util.List;
import plumbline.ledger.json.JsonObject;

/// What a pack is about: one service of one organisation, a window of time, and the edition of the catalogue.
///
/// @param id the pack's own id, under which its manifest stands in the log
/// @param service the service's id, and `serviceName` what people call it
/// @param from begins the window, which ends just before `to`
/// @param asOf when the state that the pack shows was read
public record PackScope(
        String id,
        String organisation,
        String service,
        String serviceName,
        Instant from,
        Instant to,
        Instant asOf,
        String edition) {
    public PackScope {
        for (String text : List.of(id, organisation, service, serviceName, edition)) {
            if (text.isBlank() || text.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("a scope's texts must be one line each, but one is not");
            }
        }
        Timestamps.require(from);
        Timestamps.require(to);
        Timestamps.require(asOf);
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("a window must begin before it ends, but is " + from + " to " + to);
        }
    }

    JsonObject json() {
        return JsonObject.builder()
                .put("id", id)
                .put("organisation", organisation)
                .put("service", service)
                .put("serviceName", serviceName)
                .put("from", Timestamps.format(from))
                .put("to", Timestamps.format(to))
                .put("asOf", Timestamps.format(asOf))
                .put("edition", edition)
                .build();
    }

    static PackScope read(JsonObject json) {
        return new PackScope(
                json.string("id"),
                json.string("organisation"),
                json.string("service"),
                json.string("serviceName"),
                Timestamps.parse(json.string("from")),
                Timestamps.parse(json.string("to")),
                Timestamps.parse(json.string("asOf")),
                json.string("edition"));
    }
}
