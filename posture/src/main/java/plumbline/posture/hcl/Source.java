package plumbline.posture.hcl;

import java.text.BreakIterator;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The text of one file and its name, which turns character offsets into positions on demand.
public final class Source {
    private static final int STRIDE = 4_096;
    private static final int LONG_LINE = 10_000;

    private final String file;
    private final String text;
    private final boolean marked;
    private int @Nullable [] starts;
    private int @Nullable [] bytes;

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
        int line = lineAt(offset);
        return new Position(line, column(starts()[line - 1], offset), utf8Length(offset) + (marked ? 3 : 0));
    }

    /// The line of a character, counted from 1.
    int lineAt(int offset) {
        int found = Arrays.binarySearch(starts(), offset);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /// Far out in a line that no person wrote, each UTF-16 unit counts as one, so that many findings in it cost little.
    private int column(int from, int to) {
        boolean ascii = utf8Length(to) - utf8Length(from) == to - from;
        return 1 + (ascii || to - from > LONG_LINE ? to - from : graphemes(text.substring(from, to)));
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

    /// How many bytes the text takes before a character.
    private int utf8Length(int offset) {
        int[] known = bytes;
        if (known == null) {
            known = new int[text.length() / STRIDE + 1];
            for (int i = 1; i < known.length; i++) {
                known[i] = known[i - 1] + utf8Length((i - 1) * STRIDE, i * STRIDE);
            }
            bytes = known;
        }
        return known[offset / STRIDE] + utf8Length(offset / STRIDE * STRIDE, offset);
    }

    private int utf8Length(int from, int to) {
        int length = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            length += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return length;
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
