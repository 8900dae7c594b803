package plumbline.server.web;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.stream.Collectors;

/// A short history as a row of small marks, oldest first, one a period. What was not observed is unknown.
public record Strip(String period, List<State.Kind> kinds) {

    public Strip {
        kinds = List.copyOf(kinds);
    }

    /// What a screen reader says: `14 days: 12 pass, 2 fail`.
    public String words() {
        var counts = new EnumMap<State.Kind, Integer>(State.Kind.class);
        kinds.forEach(kind -> counts.merge(kind, 1, Integer::sum));
        return Format.count(kinds.size(), period, period + "s") + ": "
                + Arrays.stream(State.Kind.values())
                        .filter(counts::containsKey)
                        .map(kind -> counts.get(kind) + " " + kind.css())
                        .collect(Collectors.joining(", "));
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
