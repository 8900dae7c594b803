package plumbline.server.finding;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A failing result that somebody must deal with.
///
/// @param result what the check says now
/// @param fixedBy which kind of re-check ended it, or null while it is not fixed
public record Finding(
        long number,
        State state,
        Instant openedAt,
        @Nullable Instant fixedAt,
        @Nullable String fixedBy,
        CheckResult result) {

    /// The states of a finding; only a re-check leads to `FIXED`.
    public enum State {
        OPEN,
        EXCEPTED,
        FIXED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public String id() {
        return "FND-%04d".formatted(number);
    }

    /// What a check says of a resource, as of the last scan that saw it.
    ///
    /// @param since since when it has said so
    /// @param snippet the lines around it as the scan sent them, JSON, or empty
    public record CheckResult(
            long number,
            String serviceKey,
            String serviceName,
            String source,
            String check,
            Severity severity,
            String result,
            String resource,
            Words words,
            Place place,
            List<String> controls,
            String snippet,
            Instant since,
            Instant seenAt,
            long scan) {

        /// What the check found on the resource, in few words: a check's title says only what should hold.
        public String found() {
            if (!words.reason().isBlank()) {
                return words.reason();
            }
            var message = words.message().strip();
            if (message.startsWith(resource + ":")) {
                message = message.substring(resource.length() + 1).strip();
            }
            return message.isBlank() ? words.title() : message;
        }

        /// The same as a text that stands alone, with the resource.
        public String foundWhere() {
            return resource + ": " + found();
        }
    }

    /// What is said about it.
    public record Words(String reason, String title, String message, String fix) {}

    /// Where it stands; line and column count from 1, 0 where there is none.
    public record Place(String file, int line, int column) {
        /// `network/main.tf:12`.
        public String where() {
            return line == 0 ? file : file + ":" + line;
        }
    }

    /// One change in the history of a result.
    public record Change(Instant at, long scan, @Nullable String was, String became, String reason) {}
}
