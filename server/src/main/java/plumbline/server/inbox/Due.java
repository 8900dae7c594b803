package plumbline.server.inbox;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// When a task is due, as seen from a day. Weeks end on Sunday, days are UTC.
public enum Due {
    OVERDUE("Overdue"),
    TODAY("Today"),
    WEEK("This week"),
    LATER("Later");

    private final String label;

    Due(String label) {
        this.label = label;
    }

    /// As a heading has it.
    public String label() {
        return label;
    }

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Due> find(String word) {
        return Arrays.stream(values()).filter(due -> due.word().equals(word)).findFirst();
    }

    public static Due of(LocalDate deadline, LocalDate today) {
        if (deadline.isBefore(today)) {
            return OVERDUE;
        }
        if (deadline.equals(today)) {
            return TODAY;
        }
        return deadline.isAfter(sunday(today)) ? LATER : WEEK;
    }

    /// The first deadline of this kind, or null when there is none.
    @Nullable LocalDate from(LocalDate today) {
        return switch (this) {
            case OVERDUE -> null;
            case TODAY -> today;
            case WEEK -> today.plusDays(1);
            case LATER -> sunday(today).plusDays(1);
        };
    }

    /// The last deadline of this kind, or null when there is none.
    @Nullable LocalDate to(LocalDate today) {
        return switch (this) {
            case OVERDUE -> today.minusDays(1);
            case TODAY -> today;
            case WEEK -> sunday(today);
            case LATER -> null;
        };
    }

    private static LocalDate sunday(LocalDate today) {
        return today.with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
    }
}
