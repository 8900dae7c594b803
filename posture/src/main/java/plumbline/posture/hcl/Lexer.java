package plumbline.posture.hcl;

/// Cuts one token at a time out of a source. It looks no further than the token it is on, so that the template parser
/// can take over at a quote and hand back behind it.
final class Lexer {
    private final String text;
    private TokenKind kind = TokenKind.NEWLINE;
    private int start;
    private int end;
    private int unclosedComment = -1;

    /// Whether the end of a line is a token; it is not inside brackets.
    private boolean newlines = true;

    Lexer(String text) {
        this.text = text;
    }

    TokenKind kind() {
        return kind;
    }

    int start() {
        return start;
    }

    int end() {
        return end;
    }

    String text() {
        return text;
    }

    String word() {
        return text.substring(start, end);
    }

    boolean at(String word) {
        return kind == TokenKind.IDENTIFIER && end - start == word.length() && text.startsWith(word, start);
    }

    /// Where a comment begins that never ends, or -1.
    int unclosedComment() {
        return unclosedComment;
    }

    boolean newlines() {
        return newlines;
    }

    /// Takes effect with the next token: change it while standing on the bracket.
    void newlines(boolean significant) {
        newlines = significant;
    }

    /// Whether the character right after this token is the given one.
    boolean followedBy(char expected) {
        return charAt(end) == expected;
    }

    char following() {
        return charAt(end);
    }

    /// Stands before `offset` and takes the token there.
    void resume(int offset) {
        end = offset;
        advance();
    }

    /// Stretches this token up to `offset`.
    void skipTo(int offset) {
        end = offset;
    }

    /// Takes plain digits as a number, for the old index `a.0`, where `0.1` would be two of them.
    void advanceDigits() {
        start = end;
        while (isDigit(charAt(end))) {
            end++;
        }
        kind = TokenKind.NUMBER;
    }

    void advance() {
        do {
            skipBlanks();
            start = end;
            scan();
        } while (kind == TokenKind.NEWLINE && !newlines);
    }

    private void skipBlanks() {
        while (end < text.length()) {
            char c = text.charAt(end);
            if (c == ' ' || c == '\t') {
                end++;
            } else if (c == '#' || (c == '/' && charAt(end + 1) == '/')) {
                int newline = text.indexOf('\n', end);
                end = newline < 0 ? text.length() : newline;
            } else if (c == '/' && charAt(end + 1) == '*') {
                int close = text.indexOf("*/", end + 2);
                if (close < 0) {
                    unclosedComment = end;
                }
                end = close < 0 ? text.length() : close + 2;
            } else {
                return;
            }
        }
    }

    private void scan() {
        if (end >= text.length()) {
            kind = TokenKind.END;
            return;
        }
        char c = text.charAt(end);
        if (isAsciiLetter(c) || c == '_') {
            identifier();
        } else if (isDigit(c)) {
            number();
        } else if (c >= 0x80) {
            if (Character.isUnicodeIdentifierStart(text.codePointAt(end))) {
                identifier();
            } else {
                end += Character.charCount(text.codePointAt(end));
                kind = TokenKind.INVALID;
            }
        } else {
            symbol(c);
        }
    }

    private void identifier() {
        kind = TokenKind.IDENTIFIER;
        while (end < text.length()) {
            char c = text.charAt(end);
            if (isAsciiLetter(c) || isDigit(c) || c == '_' || c == '-') {
                end++;
            } else if (c >= 0x80 && isIdentifierPart(text.codePointAt(end))) {
                end += Character.charCount(text.codePointAt(end));
            } else {
                return;
            }
        }
    }

    private void number() {
        kind = TokenKind.NUMBER;
        digits();
        if (charAt(end) == '.' && isDigit(charAt(end + 1))) {
            end++;
            digits();
        }
        if (charAt(end) == 'e' || charAt(end) == 'E') {
            int sign = charAt(end + 1) == '+' || charAt(end + 1) == '-' ? 1 : 0;
            if (isDigit(charAt(end + 1 + sign))) {
                end += 1 + sign;
                digits();
            }
        }
    }

    private void digits() {
        while (isDigit(charAt(end))) {
            end++;
        }
    }

    private void symbol(char c) {
        switch (c) {
            case '\n' -> take(TokenKind.NEWLINE, 1);
            case '\r' -> {
                boolean line = charAt(end + 1) == '\n';
                take(line ? TokenKind.NEWLINE : TokenKind.INVALID, line ? 2 : 1);
            }
            case '"' -> take(TokenKind.QUOTE, 1);
            case '{' -> take(TokenKind.OPEN_BRACE, 1);
            case '}' -> take(TokenKind.CLOSE_BRACE, 1);
            case '[' -> take(TokenKind.OPEN_BRACKET, 1);
            case ']' -> take(TokenKind.CLOSE_BRACKET, 1);
            case '(' -> take(TokenKind.OPEN_PAREN, 1);
            case ')' -> take(TokenKind.CLOSE_PAREN, 1);
            case ',' -> take(TokenKind.COMMA, 1);
            case '?' -> take(TokenKind.QUESTION, 1);
            case '*' -> take(TokenKind.STAR, 1);
            case '/' -> take(TokenKind.SLASH, 1);
            case '%' -> take(TokenKind.PERCENT, 1);
            case '+' -> take(TokenKind.PLUS, 1);
            case '-' -> take(TokenKind.MINUS, 1);
            default -> compound(c);
        }
    }

    private void compound(char c) {
        char next = charAt(end + 1);
        switch (c) {
            case '=' -> {
                if (next == '=') {
                    take(TokenKind.EQUAL, 2);
                } else {
                    take(next == '>' ? TokenKind.ARROW : TokenKind.ASSIGN, next == '>' ? 2 : 1);
                }
            }
            case '!' -> take(next == '=' ? TokenKind.NOT_EQUAL : TokenKind.NOT, next == '=' ? 2 : 1);
            case '>' -> take(next == '=' ? TokenKind.GREATER_EQUAL : TokenKind.GREATER, next == '=' ? 2 : 1);
            case '<' -> {
                if (next == '<') {
                    take(TokenKind.HEREDOC, 2);
                } else {
                    take(next == '=' ? TokenKind.LESS_EQUAL : TokenKind.LESS, next == '=' ? 2 : 1);
                }
            }
            case ':' -> take(next == ':' ? TokenKind.DOUBLE_COLON : TokenKind.COLON, next == ':' ? 2 : 1);
            case '&' -> take(next == '&' ? TokenKind.AND : TokenKind.INVALID, next == '&' ? 2 : 1);
            case '|' -> take(next == '|' ? TokenKind.OR : TokenKind.INVALID, next == '|' ? 2 : 1);
            case '~' -> take(next == '}' ? TokenKind.CLOSE_STRIP : TokenKind.INVALID, next == '}' ? 2 : 1);
            case '.' -> {
                boolean ellipsis = next == '.' && charAt(end + 2) == '.';
                take(ellipsis ? TokenKind.ELLIPSIS : TokenKind.DOT, ellipsis ? 3 : 1);
            }
            default -> take(TokenKind.INVALID, 1);
        }
    }

    private void take(TokenKind found, int length) {
        kind = found;
        end += length;
    }

    private char charAt(int index) {
        return index < text.length() ? text.charAt(index) : '\0';
    }

    static boolean isIdentifierPart(int codePoint) {
        return Character.isUnicodeIdentifierPart(codePoint) && !Character.isIdentifierIgnorable(codePoint);
    }

    /// Whether the text is a name that could be written without quotes.
    static boolean isIdentifier(String name) {
        Lexer lexer = new Lexer(name);
        lexer.advance();
        return lexer.kind == TokenKind.IDENTIFIER && lexer.start == 0 && lexer.end == name.length();
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static boolean isAsciiLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
