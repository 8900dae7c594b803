package plumbline.server.evidence.pack;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

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
        from = within("from", from);
        to = within("to", to);
        if (!from.isBefore(to)) {
            throw new InvalidPack("to", "must be after the beginning");
        }
        title = title.strip();
        if (title.length() > LONGEST_TITLE || title.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidPack("title", "must be one line of at most " + LONGEST_TITLE + " characters");
        }
    }

    private static Instant within(String field, Instant moment) {
        if (moment.isBefore(EARLIEST) || moment.isAfter(LATEST)) {
            throw new InvalidPack(field, "must lie between the years 2000 and 2100");
        }
        return moment.truncatedTo(ChronoUnit.MICROS);
    }
}
