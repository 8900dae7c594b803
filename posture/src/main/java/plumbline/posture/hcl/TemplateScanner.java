package plumbline.posture.hcl;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the text of a template up to its end, and hands each `${` and `%{` to the expression parser.
final class TemplateScanner {
    private final Source source;
    private final Lexer lexer;
    private final ExpressionParser expressions;
    private final CollectionParser collections;
    private final String text;
    private final @Nullable String marker;
    private final boolean quoted;
    private final List<TemplatePiece> pieces = new ArrayList<>();
    private final StringBuilder literal = new StringBuilder();
    private int position;
    private int literalStart;
    private boolean stripNext;

    /// @param marker the word that ends a heredoc
    /// @param quoted whether a quote ends the template; if it has neither, the end of the source does
    TemplateScanner(Source source, Lexer lexer, ExpressionParser expressions, @Nullable String marker, boolean quoted) {
        this.source = source;
        this.lexer = lexer;
        this.expressions = expressions;
        this.collections = new CollectionParser(expressions, lexer);
        this.text = lexer.text();
        this.marker = marker;
        this.quoted = quoted;
    }

    /// Where the template ended: behind the closing quote, or behind the marker.
    int position() {
        return position;
    }

    List<TemplatePiece> scan(int from) {
        position = from;
        literalStart = from;
        if (marker != null && atMarker()) {
            return pieces;
        }
        while (true) {
            if (position >= text.length()) {
                if (quoted || marker != null) {
                    throw unended(from);
                }
                flush();
                return pieces;
            }
            char c = text.charAt(position);
            if (quoted && c == '"') {
                flush();
                position++;
                return pieces;
            }
            if ((c == '$' || c == '%') && introduces(c)) {
                continue;
            }
            if (quoted && c == '\\') {
                escape();
            } else if (c == '\n' && newline()) {
                return pieces;
            } else if (c != '\n') {
                literal.append(c);
                position++;
            }
        }
    }

    private SyntaxError unended(int from) {
        String what = quoted
                ? "There is no closing quote before the end of the file."
                : "There is no line with only " + marker + " before the end of the file.";
        return new SyntaxError(source.range(Math.max(0, from - 1), from), "Text is never closed", what);
    }

    /// Takes the end of a line; true if a heredoc ends with it.
    private boolean newline() {
        if (quoted) {
            throw new SyntaxError(
                    source.range(position, position + 1),
                    "Text over several lines",
                    "A quoted text must end on its line: close the quote, write \\n, or use a heredoc.");
        }
        int before = literal.length() - 1;
        if (before >= 0 && literal.charAt(before) == '\r' && marker != null) {
            literal.setLength(before);
        }
        literal.append('\n');
        position++;
        if (marker == null) {
            return false;
        }
        flush();
        return atMarker();
    }

    private boolean atMarker() {
        String word = marker;
        if (word == null) {
            return false;
        }
        int end = text.indexOf('\n', position);
        String line = text.substring(position, end < 0 ? text.length() : end);
        if (!line.strip().equals(word)) {
            return false;
        }
        position += line.indexOf(word) + word.length();
        return true;
    }

    /// At `$` or `%`: true if more than a plain character began here and was dealt with.
    private boolean introduces(char sign) {
        char next = charAt(position + 1);
        if (next == sign && charAt(position + 2) == '{') {
            literal.append(sign).append('{');
            position += 3;
            return true;
        }
        if (next != '{') {
            return false;
        }
        boolean strip = charAt(position + 2) == '~';
        if (strip) {
            stripBefore();
        }
        flush();
        int start = position;
        boolean newlines = lexer.newlines();
        lexer.newlines(false);
        lexer.resume(position + (strip ? 3 : 2));
        TemplatePiece piece = sign == '$' ? value(start) : directive(start);
        stripNext = lexer.kind() == TokenKind.CLOSE_STRIP;
        position = lexer.end();
        literalStart = position;
        lexer.newlines(newlines);
        pieces.add(piece);
        return true;
    }

    private TemplatePiece value(int start) {
        Expression value = expressions.expression();
        closeSequence(start);
        TemplatePiece piece = new TemplatePiece(TemplatePiece.Kind.VALUE, source.range(start, lexer.end()));
        piece.value = value;
        return piece;
    }

    private TemplatePiece directive(int start) {
        if (lexer.kind() != TokenKind.IDENTIFIER) {
            throw expressions.error("Invalid template directive", "Expected if, else, endif, for or endfor.");
        }
        TemplatePiece.Kind kind = switch (lexer.word()) {
            case "if" -> TemplatePiece.Kind.IF;
            case "else" -> TemplatePiece.Kind.ELSE;
            case "endif" -> TemplatePiece.Kind.ENDIF;
            case "for" -> TemplatePiece.Kind.FOR;
            case "endfor" -> TemplatePiece.Kind.ENDFOR;
            default ->
                throw expressions.error("Invalid template directive", "Expected if, else, endif, for or endfor.");
        };
        Expression condition = null;
        CollectionParser.ForIntro intro = null;
        if (kind == TemplatePiece.Kind.FOR) {
            intro = collections.forIntro();
        } else {
            lexer.advance();
            condition = kind == TemplatePiece.Kind.IF ? expressions.expression() : null;
        }
        closeSequence(start);
        TemplatePiece piece = new TemplatePiece(kind, source.range(start, lexer.end()));
        piece.value = condition;
        piece.intro = intro;
        return piece;
    }

    private void closeSequence(int start) {
        if (lexer.kind() == TokenKind.CLOSE_BRACE || lexer.kind() == TokenKind.CLOSE_STRIP) {
            return;
        }
        if (lexer.kind() == TokenKind.END) {
            throw new SyntaxError(
                    source.range(start, start + 2),
                    "Template sequence is never closed",
                    "There is no \"}\" for it. To write this sign as text, double it: $${ or %%{.");
        }
        throw expressions.error(
                "Extra characters in a template",
                "Expected \"}\" behind the expression, but here is "
                        + lexer.kind().described() + ".");
    }

    private void escape() {
        char next = charAt(position + 1);
        switch (next) {
            case 'n' -> literal.append('\n');
            case 'r' -> literal.append('\r');
            case 't' -> literal.append('\t');
            case '"' -> literal.append('"');
            case '\\' -> literal.append('\\');
            case 'u' -> {
                unicode(4);
                return;
            }
            case 'U' -> {
                unicode(8);
                return;
            }
            default ->
                throw new SyntaxError(
                        source.range(position, Math.min(position + 2, text.length())),
                        "Invalid escape",
                        "A backslash may be followed by n, r, t, \", \\, uNNNN or UNNNNNNNN; write \\\\ for itself.");
        }
        position += 2;
    }

    private void unicode(int digits) {
        int from = position + 2;
        int to = Math.min(from + digits, text.length());
        int codePoint = 0;
        for (int i = from; i < to; i++) {
            int digit = Character.digit(text.charAt(i), 16);
            codePoint = digit < 0 || codePoint > Character.MAX_CODE_POINT ? -1 : codePoint * 16 + digit;
            if (codePoint < 0) {
                break;
            }
        }
        if (to - from < digits || !Character.isValidCodePoint(codePoint)) {
            throw new SyntaxError(
                    source.range(position, to),
                    "Invalid escape",
                    "Expected " + digits + " hexadecimal digits that name a Unicode character.");
        }
        literal.appendCodePoint(codePoint);
        position = to;
    }

    private void flush() {
        if (!literal.isEmpty()) {
            String found = literal.toString();
            if (stripNext) {
                found = found.stripLeading();
            }
            stripNext = false;
            pieces.add(TemplatePiece.text(normalized(found), source.range(literalStart, position)));
            literal.setLength(0);
        }
        literalStart = position;
    }

    /// Takes white space off the end of the text so far; in a heredoc, off its last line.
    private void stripBefore() {
        if (literal.isEmpty() && !pieces.isEmpty()) {
            TemplatePiece last = pieces.getLast();
            last.text = last.text.stripTrailing();
        }
        literal.setLength(trailing(literal));
    }

    private static int trailing(StringBuilder text) {
        int length = text.length();
        while (length > 0 && Character.isWhitespace(text.charAt(length - 1))) {
            length--;
        }
        return length;
    }

    static String normalized(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x300) {
                return Normalizer.normalize(text, Normalizer.Form.NFC);
            }
        }
        return text;
    }

    private char charAt(int index) {
        return index < text.length() ? text.charAt(index) : '\0';
    }
}
