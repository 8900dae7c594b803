package plumbline.server.finding;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import plumbline.server.identity.Principal.Scope;

/// Which findings, in which order, from where on.
///
/// @param service key of the cloud service, or empty for all
/// @param check id of the check, or empty
/// @param control reference such as `2015/CLD.9.5.1`, or empty
/// @param words what must occur in check, resource, file or message, or empty
/// @param scan only findings that this scan saw, or null
/// @param after where the page before ended, or null for the first
public record FindingFilter(
        Scope scope,
        String service,
        Optional<Finding.State> state,
        Optional<Severity> severity,
        String check,
        String control,
        String words,
        @Nullable Long scan,
        Order order,
        @Nullable After after) {

    /// The orders of the list.
    public enum Order {
        WORST_FIRST,
        NEWEST_FIRST,
        OLDEST_FIRST
    }

    /// The last row of the page before.
    public record After(Severity severity, long number) {
        /// As it stands in an address: opaque to readers, refused when it is not ours.
        public String cursor() {
            return severity.rank() + "-" + number;
        }

        /// Reads a cursor; empty when it is none.
        public static Optional<After> read(String cursor) {
            if (!cursor.matches("[1-4]-[0-9]{1,18}")) {
                return Optional.empty();
            }
            var severity = Severity.ofRank(Short.parseShort(cursor.substring(0, 1)));
            return Optional.of(new After(severity, Long.parseLong(cursor.substring(2))));
        }
    }

    /// Whether a tally can count it without looking at rows.
    boolean countedByTally() {
        return words.isBlank() && scan == null;
    }
}
