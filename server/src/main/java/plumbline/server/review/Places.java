package plumbline.server.review;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import plumbline.server.api.Problem;
import plumbline.server.estate.CloudService;
import plumbline.server.estate.Services;

/// The cloud services by the names that people know, read once for many.
///
/// @param keys by id
record Places(Map<Long, String> keys) {

    static Places of(Services services) {
        return new Places(services.all().stream().collect(Collectors.toMap(CloudService::id, CloudService::key)));
    }

    /// Where something reaches, in words; null is everywhere.
    String words(@Nullable Set<Long> services) {
        return services == null
                ? "everywhere"
                : services.stream()
                        .map(id -> keys.getOrDefault(id, "a service that is gone"))
                        .sorted()
                        .collect(Collectors.joining(", "));
    }

    /// The services of these keys.
    ///
    /// @param pointer of the list, for a refusal
    Set<Long> ids(List<String> named, String pointer) {
        var ids = keys.entrySet().stream().collect(Collectors.toMap(Map.Entry::getValue, Map.Entry::getKey));
        for (int i = 0; i < named.size(); i++) {
            if (!ids.containsKey(named.get(i))) {
                throw Problem.invalid(pointer + "/" + i, "is the key of no cloud service")
                        .exception();
            }
        }
        return named.stream().map(ids::get).collect(Collectors.toSet());
    }

    /// The keys that a form offers.
    List<String> offered() {
        return keys.values().stream().sorted().toList();
    }
}
