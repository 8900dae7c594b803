package plumbline.server.identity.token;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A token that works now and soon will not.
///
/// @param hint the secret's last letters
/// @param createdBy the account that made it, or null when the command line did
public record ExpiringToken(
        long id,
        String hint,
        long serviceAccountId,
        String serviceAccount,
        @Nullable Long createdBy,
        Instant expiresAt) {}
