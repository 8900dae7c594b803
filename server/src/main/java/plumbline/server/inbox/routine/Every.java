package plumbline.server.inbox.routine;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import plumbline.server.web.Option;

/// How often a routine comes round, counted from its first day. A day that a month lacks is the month's last.
enum Every {
    WEEK("weekly", ChronoUnit.WEEKS, 1),
    MONTH("monthly", ChronoUnit.MONTHS, 1),
    QUARTER("quarterly", ChronoUnit.MONTHS, 3),
    YEAR("yearly", ChronoUnit.YEARS, 1);

    private final String label;
    private final ChronoUnit unit;
    private final int step;

    Every(String label, ChronoUnit unit, int step) {
        this.label = label;
        this.unit = unit;
        this.step = step;
    }

    String label() {
        return label;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Every> find(String word) {
        return Arrays.stream(values())
                .filter(every -> every.word().equals(word))
                .findFirst();
    }

    static List<Option> options() {
        return Arrays.stream(values())
                .map(every -> new Option(every.word(), every.label()))
                .toList();
    }

    /// The first day on or after `day` on which a routine comes round that starts then.
    LocalDate onOrAfter(LocalDate start, LocalDate day) {
        long round = Math.max(0, unit.between(start, day) / step - 1);
        while (day(start, round).isBefore(day)) {
            round++;
        }
        return day(start, round);
    }

    /// The days from `from` up to and including `to`.
    List<LocalDate> between(LocalDate start, LocalDate from, LocalDate to) {
        var days = new ArrayList<LocalDate>();
        for (var day = onOrAfter(start, from); !day.isAfter(to); day = onOrAfter(start, day.plusDays(1))) {
            days.add(day);
        }
        return days;
    }

    /// Each counted from the start: stepping from round to round would stay at 28 after a February.
    private LocalDate day(LocalDate start, long round) {
        return start.plus(round * step, unit);
    }
}
