package plumbline.server.api;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The part of a list that a page shows.
///
/// @param next names the place where the next part begins, null when this is the last
public record Slice<T>(List<T> rows, @Nullable String next) {

    public Slice {
        rows = List.copyOf(rows);
    }

    /// Of rows that were asked for with one more than are shown, so that it is known whether more follow.
    ///
    /// @param most how many are shown
    /// @param place names the place after a row
    public static <T> Slice<T> of(List<T> found, int most, Function<T, String> place) {
        if (found.size() <= most) {
            return new Slice<>(found, null);
        }
        var rows = found.subList(0, most);
        return new Slice<>(rows, place.apply(rows.getLast()));
    }
}
