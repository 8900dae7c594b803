package plumbline.server.web;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// A short history as a row of small marks, oldest first, one a period; a period without one was not recorded.
public record Strip(String period, List<Optional<State.Kind>> marks) {

    public Strip {
        marks = List.copyOf(marks);
    }

    public static Strip of(String period, List<State.Kind> kinds) {
        return new Strip(period, kinds.stream().map(Optional::of).toList());
    }

    /// What a screen reader says: `14 days: 12 pass, 2 fail`.
    public String words() {
        var counts = new EnumMap<State.Kind, Integer>(State.Kind.class);
        marks.stream().flatMap(Optional::stream).forEach(kind -> counts.merge(kind, 1, Integer::sum));
        long missing = marks.stream().filter(Optional::isEmpty).count();
        return Format.count(marks.size(), period, period + "s") + ": "
                + Arrays.stream(State.Kind.values())
                        .filter(counts::containsKey)
                        .map(kind -> counts.get(kind) + " " + kind.css())
                        .collect(Collectors.joining(", "))
                + (missing == 0 ? "" : ", " + missing + " not recorded");
    }

    /// Marks differ in height as well as in colour: what passed is low, what failed or is not known is tall.
    public static int height(State.Kind kind) {
        return switch (kind) {
            case PASS -> 4;
            case DRAFT, WAIT, STALE -> 8;
            case UNKNOWN, ERROR, FAIL -> 12;
        };
    }
}
