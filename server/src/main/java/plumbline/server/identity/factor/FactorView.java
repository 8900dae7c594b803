package plumbline.server.identity.factor;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How somebody signs in, as their page shows it.
///
/// @param fresh whether they may change it now
/// @param appSince when the authenticator app was turned on; null when it is off
/// @param codesLeft recovery codes that were not used
public record FactorView(
        boolean fresh, boolean hasPassword, @Nullable Instant appSince, int codesLeft) {}
