package plumbline.server.finding;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import plumbline.server.api.Cursor;
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
        MILDEST_FIRST,
        NEWEST_FIRST,
        OLDEST_FIRST
    }

    /// The last row of the page before.
    public record After(Severity severity, long number) {
        private static final String LIST = "findings";

        /// As it stands in an address and in the API's cursors.
        public String text() {
            return Cursor.of(severity.rank(), number).text(LIST);
        }

        /// Reads a cursor; null for the first page.
        ///
        /// @throws plumbline.server.api.ProblemException when it is not one of this list
        public static @Nullable After read(@Nullable String text) {
            var cursor = Cursor.parse(text, LIST, 2);
            return cursor == null ? null : new After(severity(cursor.id(0)), cursor.id(1));
        }

        private static Severity severity(long rank) {
            return Arrays.stream(Severity.values())
                    .filter(severity -> severity.rank() == rank)
                    .findFirst()
                    .orElseThrow(Cursor::bad);
        }
    }

    FindingFilter ofAnyControl() {
        return new FindingFilter(scope, service, state, severity, check, "", words, scan, order, after);
    }

    /// Whether a tally can count it without looking at rows.
    boolean countedByTally() {
        return words.isBlank() && scan == null;
    }
}
