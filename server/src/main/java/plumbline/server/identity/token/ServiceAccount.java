package plumbline.server.identity.token;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import plumbline.server.platform.Subject;

/// A program that calls the API with tokens: a pipeline, an integration.
///
/// @param purpose what it is for, in its maker's words
public record ServiceAccount(
        long id,
        String name,
        String purpose,
        Instant createdAt,
        @Nullable Instant deactivatedAt) {

    public boolean active() {
        return deactivatedAt == null;
    }

    Subject subject() {
        return Subject.of("service account", "service-account:" + id);
    }
}
