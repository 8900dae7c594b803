package plumbline.server.evidence.journal;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import plumbline.ledger.json.JsonObject;

/// Which entries are asked for; an empty text and null leave a question open.
///
/// @param actor id of whoever acted, for example `account:12`
/// @param kind of the thing it was done to
/// @param object kind and id of that thing, for example `service:shop`
/// @param request id of the request in which it was done
/// @param words all of which must occur in who did what to which thing, and in what the entry says of it
record JournalFilter(String actor, String action, String kind, String object, String request, String words, Span span) {

    static final JournalFilter NONE = new JournalFilter("", "", "", "", "", "", Span.OPEN);

    /// When, and of which service.
    ///
    /// @param from first moment
    /// @param to first moment after it
    record Span(
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable Long serviceId) {
        static final Span OPEN = new Span(null, null, null);
    }

    static JournalFilter about(String words) {
        return new JournalFilter("", "", "", "", "", words, Span.OPEN);
    }

    JournalFilter within(@Nullable Instant from, @Nullable Instant to, @Nullable Long serviceId) {
        return new JournalFilter(actor, action, kind, object, request, words, new Span(from, to, serviceId));
    }

    /// Reads a day or a moment; null where nothing is said.
    ///
    /// @param daysLater added to a day, so that the end of a period is the beginning of the day after
    /// @throws IllegalArgumentException when it is neither
    static @Nullable Instant moment(String text, int daysLater) {
        if (text.isBlank()) {
            return null;
        }
        try {
            var moment = text.length() == 10
                    ? LocalDate.parse(text)
                            .plusDays(daysLater)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant()
                    : Instant.parse(text);
            // What PostgreSQL cannot hold, and nothing of ours is from then.
            if (moment.isBefore(Instant.EPOCH) || moment.isAfter(Instant.parse("9999-12-31T23:59:59Z"))) {
                throw new IllegalArgumentException("a moment must lie between 1970 and 9999, but is " + text);
            }
            return moment;
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "must be a day such as 2026-11-23, or a moment such as 2026-11-23T10:00:00Z", e);
        }
    }

    /// As the entry about an export keeps it.
    JsonObject.Builder details() {
        var details = JsonObject.builder();
        put(details, "action", action);
        put(details, "actor", actor);
        put(details, "from", span.from() == null ? "" : span.from().toString());
        put(details, "kind", kind);
        put(details, "object", object);
        put(details, "request", request);
        put(details, "to", span.to() == null ? "" : span.to().toString());
        put(details, "words", words);
        if (span.serviceId() != null) {
            details.put("service", span.serviceId());
        }
        return details;
    }

    private static void put(JsonObject.Builder details, String name, String value) {
        if (!value.isBlank()) {
            details.put(name, value);
        }
    }
}
