package plumbline.server.estate;

import java.util.Locale;
import plumbline.ledger.json.JsonObject;
import plumbline.server.estate.CloudService.Description;

/// A service as the journal and packs write it.
final class ServiceJson {
    private ServiceJson() {}

    static JsonObject details(Description description) {
        return JsonObject.builder()
                .put("dataClass", description.dataClass().name().toLowerCase(Locale.ROOT))
                .put("environments", description.environments())
                .put("model", description.model().name().toLowerCase(Locale.ROOT))
                .put("name", description.name())
                .put("ourRole", description.ourRole().name().toLowerCase(Locale.ROOT))
                .put("owner", description.owner())
                .put("purpose", description.purpose())
                .put("repositories", description.repositories())
                .put("upstreamProvider", description.upstreamProvider())
                .build();
    }
}
