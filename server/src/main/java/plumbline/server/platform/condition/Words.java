package plumbline.server.platform.condition;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Words typed into a search field, as PostgreSQL's text search takes them.
public final class Words {
    private static final int MOST = 12;
    private static final Pattern NUMBER = Pattern.compile("\\p{N}+|\\p{L}+\\p{N}{1,3}");
    private static final Pattern ENDING =
            Pattern.compile("(?<=\\p{L}{4})(?:ions?|ings?|ed)$|(?<=\\p{L}{2}[^siu\\P{L}])s$");

    private Words() {}

    /// A word as text search has it.
    ///
    /// @param beginning whether more letters may follow
    public record Word(String text, boolean beginning) {
        private String query() {
            return beginning ? text + ":*" : text;
        }
    }

    /// What was typed, word by word, as [#query] takes it.
    public static List<Word> of(String typed) {
        return split(typed).stream().map(Words::word).toList();
    }

    /// Every word must occur, the last letters of each may be missing: `aws buck` becomes `aws:* & buck:*`.
    /// A common English ending does not count, so that "encryption" finds what is encrypted.
    /// A number is meant as it stands, also after letters: 12 is not 120, and `web1` is not `web10`.
    /// Empty when there is no letter or digit.
    public static Optional<String> query(String typed) {
        return joined(of(typed).stream().map(Word::query).toList());
    }

    /// As [#query], but only the last word may be still unfinished. For what is so much that gathering every word with
    /// a beginning takes long.
    public static Optional<String> finished(String typed) {
        var words = split(typed);
        if (words.isEmpty()) {
            return Optional.empty();
        }
        var last = words.size() - 1;
        var parts = new ArrayList<>(words.subList(0, last));
        parts.add(word(words.get(last)).query());
        return joined(parts);
    }

    private static List<String> split(String typed) {
        return Stream.of(typed.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1))
                .filter(word -> !word.isEmpty())
                .limit(MOST)
                .toList();
    }

    private static Word word(String typed) {
        return NUMBER.matcher(typed).matches()
                ? new Word(typed, false)
                : new Word(ENDING.matcher(typed).replaceFirst(""), true);
    }

    private static Optional<String> joined(List<String> parts) {
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(" & ", parts));
    }
}
