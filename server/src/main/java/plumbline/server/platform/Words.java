package plumbline.server.platform;

import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Words typed into a search field, as PostgreSQL's text search takes them.
public final class Words {
    private static final int MOST = 12;
    private static final Pattern ENDING =
            Pattern.compile("(?<=\\p{L}{4})(?:ions?|ings?|ed)$|(?<=\\p{L}{2}[^siu\\P{L}])s$");

    private Words() {}

    /// Every word must occur, the last letters of each may be missing: `aws buck` becomes `aws:* & buck:*`.
    /// A common English ending does not count, so that "encryption" finds what is encrypted.
    /// Empty when there is no letter or digit.
    public static Optional<String> query(String typed) {
        var parts = new ArrayList<String>();
        for (var word : typed.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1)) {
            if (!word.isEmpty() && parts.size() < MOST) {
                parts.add(ENDING.matcher(word).replaceFirst("") + ":*");
            }
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(" & ", parts));
    }
}
