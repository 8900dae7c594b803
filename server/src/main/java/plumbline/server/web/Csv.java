package plumbline.server.web;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/// A list as CSV (RFC 4180) for spreadsheets: UTF-8, CRLF, no cell that a spreadsheet would run as a formula, and no
/// character that makes a terminal or a reader see something else than what stands there.
public final class Csv {
    private static final Pattern UNSEEN =
            Pattern.compile("[\\p{Cc}\\p{Cf}&&[^\\t\\r\\n\\x{200c}\\x{200d}]]|[\\u2028\\u2029]");
    private static final Pattern FORMULA = Pattern.compile("^(?:[\\t\\r\\n]|[\\s\\p{Z}]*[=+\\-@＝＋－＠])");

    private final StringBuilder text = new StringBuilder();

    public Csv(List<String> header) {
        row(header);
    }

    public Csv row(List<?> cells) {
        text.append(line(cells));
        return this;
    }

    /// One row with its end, for lists too long to be held.
    public static String line(List<?> cells) {
        return cells.stream()
                .map(cell -> quoted(guarded(plain(String.valueOf(cell)))))
                .collect(Collectors.joining(",", "", "\r\n"));
    }

    public byte[] bytes() {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /// The list as a download of that name.
    public ResponseEntity<byte[]> answer(String fileName) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("text/csv;charset=UTF-8"))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(fileName)
                                .build()
                                .toString())
                .body(bytes());
    }

    /// Without control characters but tab and line ends (an escape sequence rewrites a terminal), and without those
    /// that
    /// turn the direction of reading or have no width (they make a name look like another).
    private static String plain(String cell) {
        return UNSEEN.matcher(cell).replaceAll("");
    }

    /// A leading apostrophe makes text of what would be a formula, with or without space before it.
    private static String guarded(String cell) {
        return FORMULA.matcher(cell).find() ? "'" + cell : cell;
    }

    private static String quoted(String cell) {
        return cell.chars().anyMatch(c -> c == '"' || c == ',' || c == '\r' || c == '\n')
                ? '"' + cell.replace("\"", "\"\"") + '"'
                : cell;
    }
}
