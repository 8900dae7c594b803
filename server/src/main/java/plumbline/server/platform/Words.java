package plumbline.server.platform;

import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;

/// Words typed into a search field, as PostgreSQL's text search takes them.
public final class Words {
    private static final int MOST = 12;

    private Words() {}

    /// Every word must occur, the last letters of each may be missing: `aws buck` becomes `aws:* & buck:*`. Empty when
    /// there is no letter or digit.
    public static Optional<String> query(String typed) {
        var parts = new ArrayList<String>();
        for (var word : typed.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+", -1)) {
            if (!word.isEmpty() && parts.size() < MOST) {
                parts.add(word + ":*");
            }
        }
        return parts.isEmpty() ? Optional.empty() : Optional.of(String.join(" & ", parts));
    }
}
