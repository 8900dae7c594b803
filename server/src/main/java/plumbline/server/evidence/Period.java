package plumbline.server.evidence;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// When something was true: from one moment to another, both included; the same moment twice for an observation.
public record Period(Instant from, Instant to) {
    public Period {
        from = from.truncatedTo(ChronoUnit.MICROS);
        to = to.truncatedTo(ChronoUnit.MICROS);
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("period must end at or after " + from + ", but ends at " + to);
        }
    }

    /// An observation.
    public static Period at(Instant moment) {
        return new Period(moment, moment);
    }

    public boolean isMoment() {
        return from.equals(to);
    }
}
