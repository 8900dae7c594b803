package plumbline.server.identity.search;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// Ranks what is short enough for memory: an id before a title, a beginning before a middle, all words before none.
public final class Ranking {
    private Ranking() {}

    /// What is searched in one thing, in the order in which a hit counts.
    public record Text(String id, String title, String rest) {}

    /// Those in which every word occurs, the best first; equals stay in their order.
    public static <T> List<T> best(List<T> things, Function<T, Text> text, String words) {
        var asked = words.strip().toLowerCase(Locale.ROOT);
        var parts = Arrays.stream(asked.split("\\s+"))
                .filter(part -> !part.isEmpty())
                .toList();
        if (parts.isEmpty()) {
            return List.of();
        }
        record Ranked<T>(T thing, int rank) {}
        return things.stream()
                .map(thing -> new Ranked<>(thing, rank(text.apply(thing), asked, parts)))
                .filter(ranked -> ranked.rank() > 0)
                .sorted(Comparator.comparingInt((Ranked<T> ranked) -> ranked.rank())
                        .reversed())
                .map(Ranked::thing)
                .toList();
    }

    private static int rank(Text text, String asked, List<String> parts) {
        var id = text.id().toLowerCase(Locale.ROOT);
        var title = text.title().toLowerCase(Locale.ROOT);
        var whole = id + " " + title + " " + text.rest().toLowerCase(Locale.ROOT);
        if (!parts.stream().allMatch(whole::contains)) {
            return 0;
        }
        if (id.equals(asked)) {
            return 6;
        }
        if (id.startsWith(asked)) {
            return 5;
        }
        if (title.startsWith(asked)) {
            return 4;
        }
        if (title.contains(asked)) {
            return 3;
        }
        return parts.stream().allMatch((id + " " + title)::contains) ? 2 : 1;
    }
}
