package plumbline.server.identity.token;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import plumbline.server.platform.Subject;

/// A program that calls the API with tokens: a pipeline, an integration.
///
/// @param purpose what it is for, in its maker's words
/// @param ownerId of the person who answers for it, or null
public record ServiceAccount(
        long id,
        String name,
        String purpose,
        @Nullable Long ownerId,
        Instant createdAt,
        @Nullable Instant deactivatedAt) {

    /// The name, if it can be one; else an IllegalArgumentException that says why not.
    public static String requireName(String name) {
        if (!name.strip().matches("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,59}")) {
            throw new IllegalArgumentException("name must be 1 to 60 letters, digits, spaces, dots or hyphens");
        }
        return name.strip();
    }

    public boolean active() {
        return deactivatedAt == null;
    }

    Subject subject() {
        return Subject.of("service account", "service-account:" + id);
    }
}
