package plumbline.server.evidence.pack;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import plumbline.server.api.InvalidFields;

/// A pack to be made; an impossible one is refused with the field's name.
///
/// @param from first moment of the window
/// @param to first moment after it
/// @param title what people call it, or empty
record NewPack(Instant from, Instant to, String edition, String title) {
    static final int LONGEST_TITLE = 120;
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2100-01-01T00:00:00Z");

    NewPack {
        check(from, to, title);
        from = from.truncatedTo(ChronoUnit.MICROS);
        to = to.truncatedTo(ChronoUnit.MICROS);
        if (!from.isBefore(to)) {
            throw new InvalidFields("to", "must be after the beginning");
        }
        title = title.strip();
    }

    private static void check(Instant from, Instant to, String title) {
        InvalidFields.all(() -> within("from", from), () -> within("to", to), () -> checkTitle(title));
    }

    static void checkTitle(String typed) {
        var title = typed.strip();
        if (title.length() > LONGEST_TITLE || title.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidFields("title", "must be one line of at most " + LONGEST_TITLE + " characters");
        }
    }

    private static void within(String field, Instant moment) {
        if (moment.isBefore(EARLIEST) || moment.isAfter(LATEST)) {
            throw new InvalidFields(field, "must lie between the years 2000 and 2100");
        }
    }
}
