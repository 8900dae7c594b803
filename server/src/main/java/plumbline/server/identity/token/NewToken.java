package plumbline.server.identity.token;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import plumbline.server.identity.Permission;

/// A token to be made. Refuses permissions that only people can have.
///
/// @param serviceId the one cloud service it is limited to, or null
public record NewToken(
        long serviceAccountId,
        Set<Permission> permissions,
        @Nullable Long serviceId,
        Duration validFor) {
    public static final Duration LONGEST = Duration.ofDays(366);

    public NewToken {
        permissions = Set.copyOf(permissions);
        if (permissions.isEmpty()) {
            throw new IllegalArgumentException("permissions must not be empty");
        }
        if (!permissions.stream().allMatch(Permission::grantableToTokens)) {
            throw new IllegalArgumentException("permissions must be ones that tokens can have, but are " + permissions);
        }
        if (!validFor.isPositive() || validFor.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("validFor must be at most 366 days, but is " + validFor);
        }
    }
}
