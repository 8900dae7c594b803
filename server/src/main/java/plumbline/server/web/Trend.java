package plumbline.server.web;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// How parts of a whole stood day by day, drawn as one column a day; a day that was not recorded stays empty.
///
/// @param last the day of the last column
/// @param days the oldest first
public record Trend(LocalDate last, List<Optional<Bar>> days) {
    /// The height of a column that is the whole, and the width of a day, in units of the drawing.
    public static final int HEIGHT = 100;

    public static final int DAY = 10;

    public Trend {
        days = List.copyOf(days);
        if (days.isEmpty()) {
            throw new IllegalArgumentException("days must not be empty");
        }
    }

    public LocalDate first() {
        return last.minusDays(days.size() - 1L);
    }

    /// How many of the days were recorded.
    public long recorded() {
        return days.stream().flatMap(Optional::stream).count();
    }

    /// The height of a part of a day's whole.
    public static double height(long part, Bar day) {
        return day.total() == 0 ? 0 : Math.round(part * HEIGHT * 10.0 / day.total()) / 10.0;
    }

    /// What a screen reader says, and whoever hovers sees.
    public String words() {
        var text = Format.count(days.size(), "day", "days") + " until " + last + ", " + recorded() + " recorded";
        var known = days.stream().flatMap(Optional::stream).toList();
        if (known.isEmpty()) {
            return text;
        }
        return text + "; at first " + known.getFirst().words() + "; at last "
                + known.getLast().words();
    }
}
