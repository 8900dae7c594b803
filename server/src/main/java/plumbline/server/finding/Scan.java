package plumbline.server.finding;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import plumbline.server.evidence.EvidenceId;

/// A scan on the server: while its parts come in, and as the record that remains.
///
/// @param received the parts that are held; all of them once it is complete
/// @param outcome what it changed, or null while it is open
public record Scan(
        long number,
        long serviceId,
        String serviceKey,
        String source,
        @Nullable String commit,
        String digest,
        String tool,
        ScanHeader.Size size,
        Times times,
        String sender,
        List<Integer> received,
        @Nullable Outcome outcome) {

    /// When it began and, once complete, ended.
    public record Times(Instant begun, @Nullable Instant completed) {}

    /// What a complete scan changed.
    ///
    /// @param unknown results that could not be decided, stale and failed checks among them
    public record Outcome(
            int opened,
            int stayed,
            int closed,
            int unknown,
            @Nullable Long evidence) {}

    public String id() {
        return "SCN-%04d".formatted(number);
    }

    /// Reads what [#id] writes; empty for anything else.
    static Optional<Long> number(String id) {
        return id.matches("SCN-[0-9]{4,18}") ? Optional.of(Long.valueOf(id.substring(4))) : Optional.empty();
    }

    /// The id of the evidence that it became, or null while it is open.
    public @Nullable String evidence() {
        return outcome == null || outcome.evidence() == null ? null : new EvidenceId(outcome.evidence()).toString();
    }

    public boolean complete() {
        return outcome != null;
    }
}
