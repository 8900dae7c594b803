package plumbline.server.evidence.pack;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import plumbline.server.evidence.ledger.LedgerItem;
import plumbline.server.platform.Actor;

/// A pack that somebody asked for, and how far it is.
///
/// @param failure why there will be none, or null
/// @param file what was written, or null until it is ready
public record Pack(
        long number,
        Subject subject,
        Request request,
        PackState state,
        @Nullable String failure,
        @Nullable File file) {

    /// What it is about.
    ///
    /// @param from first moment of the window
    /// @param to first moment after it
    /// @param edition of the catalogue
    public record Subject(
            long serviceId, String service, String serviceName, Instant from, Instant to, String edition) {}

    /// Who asked for it, when, and how they call it.
    public record Request(String title, Actor by, Instant at) {}

    /// The finished file.
    public record File(String sha256, long length, long evidence, long journal, Instant finishedAt) {}

    public String id() {
        return LedgerItem.pack(number).id();
    }

    /// As the reader downloads it.
    public String fileName() {
        return id() + ".zip";
    }
}
