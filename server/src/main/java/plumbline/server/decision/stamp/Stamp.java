package plumbline.server.decision.stamp;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The time stamp of a vote, or where it stays.
///
/// @param at when the signature existed, as the authority says; null while it is wanted
/// @param authority who said so, as its certificate names it
/// @param trouble why it could not be had the last time, or empty
public record Stamp(@Nullable Instant at, String authority, String trouble) {
    public boolean pending() {
        return at == null;
    }
}
