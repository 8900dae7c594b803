package plumbline.server.web.sheet;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;

/// Reads CSV as RFC 4180 has it: quoted cells with separators and line ends in them, any line end, UTF-8 with or
/// without a mark. The separator is the one that the header has most of: comma, semicolon or tab.
final class CsvReader implements Iterator<SheetLine> {
    private static final String SEPARATORS = ",;\t";

    private final String text;
    private final char separator;
    private int at;
    private int line = 1;

    CsvReader(byte[] file) {
        text = decoded(file);
        char named = named();
        while (at < text.length() && isEnd(text.charAt(at))) {
            end();
        }
        separator = named == 0 ? guessed() : named;
    }

    @Override
    public boolean hasNext() {
        return at < text.length();
    }

    @Override
    public SheetLine next() {
        if (!hasNext()) {
            throw new NoSuchElementException("there must be another line");
        }
        int number = line;
        var cells = new ArrayList<String>();
        cells.add(cell());
        while (at < text.length() && text.charAt(at) == separator) {
            at++;
            cells.add(cell());
            // Not only at the line's end: a line of separators alone would fill the memory before.
            SheetReader.requireFew(cells.size(), number);
        }
        end();
        return new SheetLine(number, List.copyOf(cells));
    }

    private String cell() {
        return Csv.unguarded(at < text.length() && text.charAt(at) == '"' ? quoted() : bare());
    }

    private String bare() {
        int begin = at;
        while (at < text.length() && text.charAt(at) != separator && !isEnd(text.charAt(at))) {
            at++;
        }
        return text.substring(begin, at);
    }

    private String quoted() {
        int begin = line;
        var cell = new StringBuilder();
        at++;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '"' && at + 1 < text.length() && text.charAt(at + 1) == '"') {
                cell.append('"');
                at += 2;
            } else if (c == '"') {
                at++;
                requireEndOfCell();
                return cell.toString();
            } else {
                int before = at;
                if (isEnd(c)) {
                    end();
                } else {
                    at++;
                }
                cell.append(text, before, at);
            }
        }
        throw new UnreadableSheet("The quotation mark that opens a cell in line " + begin + " is never closed.");
    }

    private void requireEndOfCell() {
        if (at < text.length() && text.charAt(at) != separator && !isEnd(text.charAt(at))) {
            throw new UnreadableSheet("In line " + line + " something stands behind a closing quotation mark: write "
                    + "quotation marks within a cell twice.");
        }
    }

    /// Goes past one line end, if there is one.
    private void end() {
        if (at < text.length() && isEnd(text.charAt(at))) {
            boolean two = text.startsWith("\r\n", at);
            at += two ? 2 : 1;
            line++;
        }
    }

    private static boolean isEnd(char c) {
        return c == '\n' || c == '\r';
    }

    /// What a first line such as `sep=;` says, which some spreadsheets write.
    private char named() {
        boolean says = text.length() >= 5
                && text.substring(0, 4).equalsIgnoreCase("sep=")
                && SEPARATORS.indexOf(text.charAt(4)) >= 0
                && (text.length() == 5 || isEnd(text.charAt(5)));
        if (!says) {
            return 0;
        }
        at = 5;
        end();
        return text.charAt(4);
    }

    private char guessed() {
        int[] counts = new int[SEPARATORS.length()];
        boolean inQuotes = false;
        for (int i = at; i < text.length() && (inQuotes || !isEnd(text.charAt(i))); i++) {
            char c = text.charAt(i);
            inQuotes ^= c == '"';
            int which = inQuotes ? -1 : SEPARATORS.indexOf(c);
            if (which >= 0) {
                counts[which]++;
            }
        }
        int best = 0;
        for (int i = 1; i < counts.length; i++) {
            best = counts[i] > counts[best] ? i : best;
        }
        return SEPARATORS.charAt(best);
    }

    private static String decoded(byte[] file) {
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(file))
                    .toString();
            return text.startsWith("\ufeff") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new UnreadableSheet(
                    "This is neither CSV in UTF-8 nor a workbook: save it as \"CSV UTF-8\" or as XLSX.", e);
        }
    }
}
