package plumbline.server.inbox.reminder;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;

/// When somebody is reminded; the numbers are those of the database.
public enum Moment {
    MONTH(30, "30 days before"),
    WEEK(7, "7 days before"),
    DAY(1, "1 day before"),
    OVERDUE(0, "overdue"),
    ESCALATED(-1, "escalated");

    private final int number;
    private final String word;

    Moment(int number, String word) {
        this.number = number;
        this.word = word;
    }

    int number() {
        return number;
    }

    public String word() {
        return word;
    }

    static Moment of(int number) {
        return Arrays.stream(values())
                .filter(moment -> moment.number == number)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no moment has the number " + number));
    }

    /// The last moment that has come, as seen from today; empty when none has.
    static Optional<Moment> of(LocalDate deadline, LocalDate today, int escalateAfterDays) {
        long left = ChronoUnit.DAYS.between(today, deadline);
        if (left <= -escalateAfterDays) {
            return Optional.of(ESCALATED);
        }
        if (left < 0) {
            return Optional.of(OVERDUE);
        }
        if (left <= DAY.number) {
            return Optional.of(DAY);
        }
        if (left <= WEEK.number) {
            return Optional.of(WEEK);
        }
        return left <= MONTH.number ? Optional.of(MONTH) : Optional.empty();
    }
}
