package plumbline.ledger.pack;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import plumbline.ledger.json.JsonException;

/// The one spelling of a time in leaves and packs: UTC with exactly six digits behind the second, as the database
/// keeps it. What is finer is refused, not rounded.
final class Timestamps {
    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private Timestamps() {}

    static Instant require(Instant time) {
        if (!time.equals(time.truncatedTo(ChronoUnit.MICROS)) || format(time).length() != 27) {
            throw new IllegalArgumentException(
                    "time must be in whole microseconds of the years 0 to 9999, but is " + time);
        }
        return time;
    }

    static String format(Instant time) {
        return MICROSECONDS.format(time);
    }

    static Instant parse(String text) {
        try {
            return Instant.from(MICROSECONDS.parse(text));
        } catch (DateTimeException _) {
            throw new JsonException("a time must be like 2026-01-31T09:30:00.000000Z, but is " + text);
        }
    }
}
