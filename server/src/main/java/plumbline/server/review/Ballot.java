package plumbline.server.review;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import plumbline.server.api.Problem;

/// A decision about one or several items, as it comes in.
///
/// @param seen by item what the reviewer saw of it
/// @param change what shall be different, or null
record Ballot(
        Map<Long, String> seen,
        Verdict verdict,
        String reason,
        @Nullable Change change) {
    static final int MOST = 200;
    static final int LONGEST_REASON = 2_000;

    Ballot {
        seen = Map.copyOf(seen);
        reason = reason.strip();
    }

    /// What shall be different, by names.
    ///
    /// @param role another role, or empty
    /// @param services keys of cloud services, or null to keep them
    /// @param until the last day, or null to keep the end
    record Change(
            String role,
            @Nullable List<String> services,
            @Nullable LocalDate until) {
        @Nullable Instant end() {
            return until == null
                    ? null
                    : until.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        }
    }

    /// @throws plumbline.server.api.ProblemException when it is none
    void check() {
        if (seen.isEmpty() || seen.size() > MOST) {
            throw Problem.invalid("/items", "must be 1 to " + MOST + " at once").exception();
        }
        if (verdict == Verdict.ENDED) {
            throw Problem.invalid("/decision", "must be keep, change or revoke").exception();
        }
        if (reason.length() > LONGEST_REASON || reason.indexOf('\0') >= 0) {
            throw Problem.invalid("/reason", "must have at most 2,000 characters")
                    .exception();
        }
        if (reason.isEmpty() && verdict != Verdict.KEEP) {
            throw Problem.invalid("/reason", "must say why it is " + verdict.participle())
                    .exception();
        }
        if (verdict == Verdict.CHANGE && change == null) {
            throw Problem.invalid("/change", "must say what shall be different").exception();
        }
        if (verdict != Verdict.CHANGE && change != null) {
            throw Problem.invalid("/change", "goes with the decision to change").exception();
        }
    }
}
