package plumbline.server.web.sheet;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A list as CSV (RFC 4180) for spreadsheets: UTF-8, CRLF, no cell that a spreadsheet would run as a formula, and no
/// character that makes a terminal or a reader see something else than what stands there.
public final class Csv {
    private static final Pattern UNSEEN =
            Pattern.compile("[\\p{Cc}\\p{Cf}&&[^\\t\\r\\n\\x{200c}\\x{200d}]]|[\\u2028\\u2029]");
    private static final Pattern FORMULA = Pattern.compile("^'*(?:[\\t\\r\\n]|[\\s\\p{Z}]*[=+\\-@＝＋－＠])");

    private Csv() {}

    /// One row with its end, for lists too long to be held.
    public static String line(List<?> cells) {
        return cells.stream()
                .map(cell -> quoted(guarded(plain(String.valueOf(cell)))))
                .collect(Collectors.joining(",", "", "\r\n"));
    }

    /// Whether a text has what [#plain] takes away.
    public static boolean hides(String text) {
        return UNSEEN.matcher(text).find();
    }

    /// Without control characters but tab and line ends (an escape sequence rewrites a terminal), and without those
    /// that turn the direction of reading or have no width (they make a name look like another).
    public static String plain(String cell) {
        return UNSEEN.matcher(cell).replaceAll("");
    }

    /// A leading apostrophe makes text of what would be a formula, with or without space before it. What begins with
    /// apostrophes gets one more, so that [#unguarded] takes the right one away.
    private static String guarded(String cell) {
        return FORMULA.matcher(cell).find() ? "'" + cell : cell;
    }

    /// The cell as it was before it was guarded.
    static String unguarded(String cell) {
        return cell.startsWith("'") && FORMULA.matcher(cell).find() ? cell.substring(1) : cell;
    }

    private static String quoted(String cell) {
        return cell.chars().anyMatch(c -> c == '"' || c == ',' || c == '\r' || c == '\n')
                ? '"' + cell.replace("\"", "\"\"") + '"'
                : cell;
    }
}
