package plumbline.posture.report;

/// Lines of text within a width, with colour where the terminal has it.
final class Page {
    private static final char ESCAPE = '\u001B';

    private final TextStyle style;
    private final StringBuilder text = new StringBuilder();

    Page(TextStyle style) {
        this.style = style;
    }

    String text() {
        return text.toString();
    }

    String inked(Ink ink, String words) {
        return ink.on(words, style.colour());
    }

    /// One empty line, however often it is asked for.
    void gap() {
        if (!text.isEmpty() && text.lastIndexOf("\n\n") != text.length() - 2) {
            text.append('\n');
        }
    }

    /// Words in one ink, wrapped.
    void line(Ink ink, String words) {
        for (String line : wrap(words, style.width()).split("\n", -1)) {
            text.append(inked(ink, line)).append('\n');
        }
    }

    void wrapped(int indent, String words) {
        for (String line : wrap(words, style.width() - indent).split("\n", -1)) {
            text.append(" ".repeat(indent)).append(line).append('\n');
        }
    }

    /// A label of three letters with its words beside it.
    void labelled(String label, String words) {
        boolean first = true;
        for (String line : wrap(words, style.width() - 8).split("\n", -1)) {
            text.append(first ? "    " + inked(Ink.BOLD, label) + " " : "        ")
                    .append(line)
                    .append('\n');
            first = false;
        }
    }

    /// Two things side by side, or below each other where they do not fit.
    void pair(Ink leftInk, String left, Ink rightInk, String right) {
        int room = style.width() - 2 - left.length() - right.length();
        text.append("  ").append(inked(leftInk, left));
        text.append(room >= 2 ? " ".repeat(2) : "\n    ");
        text.append(inked(rightInk, right)).append('\n');
    }

    /// A line of source behind its margin, cut to the width; the marked one stands out.
    void source(String margin, String line, boolean marked) {
        String shown = clean(line);
        int room = Math.max(8, style.width() - margin.length());
        String cut = shown.length() <= room ? shown : shown.substring(0, room - 1) + "…";
        String edge = cut.isEmpty() ? margin.stripTrailing() : margin;
        text.append(inked(marked ? Ink.RED : Ink.DIM, edge))
                .append(inked(marked ? Ink.BOLD : Ink.NONE, cut))
                .append('\n');
    }

    /// Scanned text must not steer the terminal.
    static String clean(String line) {
        StringBuilder printable = new StringBuilder();
        line.replace("\t", "    ")
                .codePoints()
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? '\uFFFD' : c)
                .forEach(printable::appendCodePoint);
        return printable.toString().stripTrailing();
    }

    private static String wrap(String words, int width) {
        StringBuilder wrapped = new StringBuilder();
        int used = 0;
        for (String word : words.split(" ", -1)) {
            int length = visible(word);
            if (used > 0 && used + 1 + length > width) {
                wrapped.append('\n');
                used = 0;
            } else if (used > 0) {
                wrapped.append(' ');
                used++;
            }
            wrapped.append(word);
            used += length;
        }
        return wrapped.toString();
    }

    private static int visible(String word) {
        int length = 0;
        boolean escaped = false;
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            if (c == ESCAPE) {
                escaped = true;
            } else if (!escaped) {
                length++;
            } else if (c == 'm') {
                escaped = false;
            }
        }
        return length;
    }
}
