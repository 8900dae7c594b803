package plumbline.server.api;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The place in a list where the next page begins: the sort values of the last row seen, opaque to callers.
///
/// It is no secret and grants nothing, for each page asks for its rows with the caller's rights; it only must be one
/// that this list gave, so everything in it is checked when it comes back.
public record Cursor(List<String> values) {
    private static final int LONGEST = 2000;
    private static final char BETWEEN = '\u001f';

    public Cursor {
        values = List.copyOf(values);
        if (values.stream().anyMatch(value -> value.indexOf(BETWEEN) >= 0)) {
            throw new IllegalArgumentException("values must not contain the unit separator");
        }
    }

    public static Cursor of(Object... values) {
        return new Cursor(Arrays.stream(values).map(String::valueOf).toList());
    }

    /// As it is given out: the list's name goes along, so that the cursor of one list is refused by another.
    public String text(String list) {
        var joined = list + BETWEEN + String.join(String.valueOf(BETWEEN), values);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(joined.getBytes(StandardCharsets.UTF_8));
    }

    /// Reads a cursor, or answers null for the first page.
    ///
    /// @param list name of the list, with its order
    /// @param size how many values this list's cursors have
    /// @throws ProblemException when this list did not give it
    public static @Nullable Cursor parse(@Nullable String text, String list, int size) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            var joined = text.length() > LONGEST
                    ? ""
                    : new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
            var parts = List.of(joined.split(String.valueOf(BETWEEN), -1));
            if (parts.size() == size + 1 && parts.getFirst().equals(list)) {
                return new Cursor(parts.subList(1, parts.size()));
            }
        } catch (IllegalArgumentException notOurs) {
            // said below, in the same words as a cursor of another list
        }
        throw bad();
    }

    public String text(int index) {
        return values.get(index);
    }

    /// The value as a number.
    ///
    /// @throws ProblemException when it is none
    public long number(int index) {
        try {
            return Long.parseLong(values.get(index));
        } catch (NumberFormatException notOurs) {
            throw bad();
        }
    }

    /// The value as the number of a record, which is at least 1.
    ///
    /// @throws ProblemException when it is none
    public long id(int index) {
        long id = number(index);
        if (id < 1) {
            throw bad();
        }
        return id;
    }

    /// The value as a time.
    ///
    /// @throws ProblemException when it is none
    public Instant time(int index) {
        try {
            return Instant.parse(values.get(index));
        } catch (DateTimeParseException notOurs) {
            throw bad();
        }
    }

    /// What to throw when a value is none that this list gives.
    public static ProblemException bad() {
        return Problem.of(ProblemType.BAD_CURSOR, "Begin at the first page, without a cursor.")
                .error("?cursor", "is not one that this list gave")
                .exception();
    }
}
