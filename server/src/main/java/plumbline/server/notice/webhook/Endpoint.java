package plumbline.server.notice.webhook;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import plumbline.server.platform.Subject;

/// A program of others that is told what happens, without its secret.
///
/// @param ownerId of the person who answers for it, or null where nobody knows
/// @param events patterns such as `account.*`; one that fits is enough
/// @param disabledWhy why it is not told anything now, empty while it is
/// @param failingSince when the failures began that have not ended; null when the last delivery worked
/// @param overlapUntil until when the secret of before signs as well, or null
public record Endpoint(
        long id,
        String name,
        String address,
        @Nullable Long ownerId,
        List<String> events,
        boolean enabled,
        String disabledWhy,
        @Nullable Instant failingSince,
        @Nullable Instant overlapUntil,
        int version,
        Instant createdAt) {

    public Endpoint {
        events = List.copyOf(events);
    }

    /// The address without what may be a secret in it.
    public String host() {
        return URI.create(address).getHost();
    }

    Subject subject() {
        return Subject.of("webhook", "webhook:" + id);
    }

    static String purpose(long id) {
        return "webhook " + id;
    }

    static String previousPurpose(long id) {
        return "webhook " + id + " before";
    }
}
