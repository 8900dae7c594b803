package plumbline.server.identity.breakglass;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One sign-in with the break-glass account.
///
/// @param seenBy the administrator who said that it was seen; null until then
public record BreakGlassUse(
        long id,
        Instant at,
        String address,
        @Nullable Instant seenAt,
        @Nullable Long seenBy) {}
