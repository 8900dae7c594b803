package plumbline.server.notice;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;

/// When somebody wants no e-mail, by the clock where they live.
///
/// @param begins inclusive
/// @param ends exclusive; before or at the beginning means on the next day
public record QuietHours(LocalTime begins, LocalTime ends, ZoneId zone) {

    public QuietHours {
        if (begins.equals(ends)) {
            throw new IllegalArgumentException("quiet hours must end at another time than they begin");
        }
    }

    /// Reads what a form or the API sent; empty when it cannot be.
    static Optional<QuietHours> parse(String begins, String ends, String zone) {
        try {
            return zone.matches("[A-Za-z0-9+_/-]{1,60}")
                            && ZoneId.getAvailableZoneIds().contains(zone)
                    ? Optional.of(new QuietHours(LocalTime.parse(begins), LocalTime.parse(ends), ZoneId.of(zone)))
                    : Optional.empty();
        } catch (DateTimeException | IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    /// The first moment from this one on that is not quiet.
    Instant clear(Instant at) {
        var local = at.atZone(zone);
        var time = local.toLocalTime();
        boolean overMidnight = ends.isBefore(begins);
        boolean quiet = overMidnight
                ? !time.isBefore(begins) || time.isBefore(ends)
                : !time.isBefore(begins) && time.isBefore(ends);
        if (!quiet) {
            return at;
        }
        // Where clocks spring forward over the end, the first moment after the gap is meant.
        var day = overMidnight && !time.isBefore(begins) ? local.toLocalDate().plusDays(1) : local.toLocalDate();
        var end = ZonedDateTime.of(day, ends, zone).toInstant();
        return end.isAfter(at) ? end : at;
    }
}
