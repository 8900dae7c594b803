package plumbline.server.evidence;

import java.time.Instant;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;
import plumbline.catalog.ControlRef;
import plumbline.server.platform.Actor;

/// One recorded fact: what it shows, when that was true, when we knew, and which body shows it.
///
/// @param supersededBy the record that corrected this one, or null while it stands
public record Evidence(
        EvidenceId id,
        String kind,
        String title,
        EvidenceSource source,
        @Nullable Long serviceId,
        SortedSet<ControlRef> controls,
        Period valid,
        Instant recordedAt,
        Actor actor,
        Content content,
        @Nullable EvidenceId supersedes,
        @Nullable EvidenceId supersededBy) {

    /// How the body is called when it is downloaded; plain enough for every shell.
    public String fileName() {
        return switch (source) {
            case EvidenceSource.Upload(var name) -> id + "-" + plain(name);
            case EvidenceSource.External(var name) -> id + "-" + plain(name);
            case EvidenceSource.Scan _, EvidenceSource.Review _ -> id + ".content";
        };
    }

    private static String plain(String name) {
        return name.replaceAll("[^A-Za-z0-9._-]+", "_");
    }

    /// The body that the record points at.
    public record Content(ContentDigest digest, long length, String mediaType) {}
}
