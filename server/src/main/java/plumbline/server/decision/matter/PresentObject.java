package plumbline.server.decision.matter;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An object as it is now, and its last edit.
///
/// @param hash null when nobody has asked about it yet
public record PresentObject(
        int version,
        @Nullable ContentHash hash,
        @Nullable Instant changedAt,
        String changedBy,
        List<VersionChange> changes) {

    public boolean is(ObjectVersion version) {
        return this.version == version.version() && version.hash().equals(hash);
    }
}
