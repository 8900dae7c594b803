package plumbline.posture.hcl;

import java.nio.charset.StandardCharsets;
import java.text.BreakIterator;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The text of one file and its name, which turns character offsets into positions on demand.
public final class Source {
    private final String file;
    private final String text;
    private final boolean marked;
    private int @Nullable [] starts;

    private Source(String file, String text, boolean marked) {
        this.file = file;
        this.text = text;
        this.marked = marked;
    }

    /// A source named `file`, as findings will show it. A leading byte order mark is not part of the text.
    public static Source of(String file, String text) {
        boolean marked = !text.isEmpty() && text.charAt(0) == '\uFEFF';
        return new Source(file, marked ? text.substring(1) : text, marked);
    }

    public String file() {
        return file;
    }

    public String text() {
        return text;
    }

    /// The range between two character offsets of [#text].
    public Range range(int start, int end) {
        return new Range(this, start, end);
    }

    public int lineCount() {
        return starts().length;
    }

    /// The text of a line, counted from 1, without its end.
    public String line(int number) {
        int[] lines = starts();
        if (number < 1 || number > lines.length) {
            return "";
        }
        int end = number == lines.length ? text.length() : lines[number] - 1;
        String line = text.substring(lines[number - 1], Math.max(lines[number - 1], end));
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }

    Position position(int offset) {
        int[] lines = starts();
        int found = Arrays.binarySearch(lines, offset);
        int line = found >= 0 ? found : -found - 2;
        int column = column(lines[line], offset);
        int bytes = utf8Length(0, offset) + (marked ? 3 : 0);
        return new Position(line + 1, column, bytes);
    }

    private int column(int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) >= 0x80 || text.charAt(i) == '\r') {
                return graphemes(text.substring(from, to)) + 1;
            }
        }
        return to - from + 1;
    }

    private static int graphemes(String part) {
        BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
        characters.setText(part);
        int count = 0;
        while (characters.next() != BreakIterator.DONE) {
            count++;
        }
        return count;
    }

    private int utf8Length(int from, int to) {
        for (int i = from; i < to; i++) {
            if (text.charAt(i) >= 0x80) {
                return i - from + text.substring(i, to).getBytes(StandardCharsets.UTF_8).length;
            }
        }
        return to - from;
    }

    private int[] starts() {
        int[] known = starts;
        if (known == null) {
            int count = 1;
            for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
                count++;
            }
            known = new int[count];
            int next = 1;
            for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
                known[next++] = i + 1;
            }
            starts = known;
        }
        return known;
    }
}
