package plumbline.server.api;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One page of a list.
///
/// @param nextCursor send it as `cursor` for the page after this one; null on the last page
public record Page<T>(List<T> items, @Nullable String nextCursor) {
    public static final int DEFAULT_LIMIT = 50;
    public static final int MAX_LIMIT = 200;

    public Page {
        items = List.copyOf(items);
    }

    /// Which page of a list is asked for.
    ///
    /// @param limit how many items, 1 to 200; 50 when nothing is said
    /// @param cursor the `nextCursor` of the page before, or nothing for the first
    public record Request(@Nullable Integer limit, @Nullable String cursor) {}

    /// Checks the parameter `limit`.
    ///
    /// @throws ProblemException when it is not 1 to 200
    public static int limit(@Nullable Integer asked) {
        if (asked == null) {
            return DEFAULT_LIMIT;
        }
        if (asked < 1 || asked > MAX_LIMIT) {
            throw Problem.of(ProblemType.INVALID, "A page holds 1 to " + MAX_LIMIT + " items.")
                    .error("?limit", "must be 1 to " + MAX_LIMIT + ", but is " + asked)
                    .exception();
        }
        return asked;
    }

    /// Makes a page of rows that were asked for with one more than the limit.
    ///
    /// @param list name of the list, with its order
    /// @param place where a row stands
    public static <T> Page<T> of(List<T> rows, int limit, String list, Function<T, Cursor> place) {
        var shown = Slice.of(rows, limit, row -> place.apply(row).text(list));
        return new Page<>(shown.rows(), shown.next());
    }

    /// Makes a page of a list that is short enough to be held whole: what follows the item that the cursor names.
    ///
    /// @param key names an item; no two of the list have the same
    /// @throws ProblemException when the cursor is not one of this list, or its item is gone
    public static <T> Page<T> within(List<T> all, Request asked, String list, Function<T, String> key) {
        var after = Cursor.parse(asked.cursor(), list, 1);
        int from = 0;
        if (after != null) {
            var keys = all.stream().map(key).toList();
            from = keys.indexOf(after.text(0)) + 1;
            if (from == 0) {
                throw Cursor.bad();
            }
        }
        int limit = limit(asked.limit());
        var rows = all.subList(from, (int) Math.min(all.size(), (long) from + limit + 1));
        return of(rows, limit, list, item -> Cursor.of(key.apply(item)));
    }

    /// The page with other items, for example as the API shows them.
    public <U> Page<U> map(Function<T, U> change) {
        return new Page<>(items.stream().map(change).toList(), nextCursor);
    }
}
