package plumbline.server.identity.token;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal.Scope;
import plumbline.server.identity.Rights;
import plumbline.server.platform.Subject;

/// A token of a service account, without its secret.
///
/// @param hint the secret's last letters
/// @param serviceId the one cloud service it is limited to, or null
/// @param createdBy name of the person who made it, or null when the command line did
public record Token(
        long id,
        long serviceAccountId,
        String hint,
        Set<Permission> permissions,
        @Nullable Long serviceId,
        @Nullable String createdBy,
        Instant createdAt,
        Instant expiresAt,
        @Nullable Instant usedAt,
        @Nullable Instant revokedAt) {

    public Token {
        permissions = Set.copyOf(permissions);
    }

    public boolean usable(Instant now) {
        return revokedAt == null && now.isBefore(expiresAt);
    }

    /// What it was given, and where.
    public Rights rights() {
        return Rights.of(permissions, serviceId == null ? Scope.EVERYWHERE : Scope.of(serviceId));
    }

    Subject subject() {
        return new Subject("token", "token:" + id, serviceId);
    }
}
