package plumbline.posture.hcl;

/// Finds the place behind a broken item where the next one begins.
final class Recovery {
    private final Lexer lexer;
    private final String text;

    Recovery(Lexer lexer) {
        this.lexer = lexer;
        this.text = lexer.text();
    }

    /// Leaves the lexer on a newline, on the brace that closes the surrounding block, or at the end of the file.
    void recover(int itemStart, int errorAt) {
        if (!balanced(itemStart, errorAt)) {
            nextLine(itemStart, errorAt);
        }
    }

    /// Goes on behind the item if its brackets close; false if they never do.
    private boolean balanced(int itemStart, int errorAt) {
        StringBuilder open = new StringBuilder();
        lexer.resume(itemStart);
        while (lexer.kind() != TokenKind.END) {
            switch (lexer.kind()) {
                case OPEN_BRACE -> open.append('}');
                case OPEN_BRACKET -> open.append(']');
                case OPEN_PAREN -> open.append(')');
                case CLOSE_BRACE, CLOSE_BRACKET, CLOSE_PAREN -> {
                    if (open.isEmpty() && lexer.start() >= errorAt && lexer.start() > itemStart) {
                        return lexer.kind() == TokenKind.CLOSE_BRACE;
                    }
                    int last = open.length() - 1;
                    if (last >= 0 && open.charAt(last) != text.charAt(lexer.start())) {
                        return false;
                    }
                    open.setLength(Math.max(0, last));
                }
                case NEWLINE -> {
                    if (open.isEmpty() && lexer.end() > errorAt) {
                        return true;
                    }
                }
                case QUOTE -> lexer.skipTo(endOfQuoted(lexer.end()));
                case HEREDOC -> lexer.skipTo(endOfHeredoc());
                default -> {}
            }
            lexer.advance();
        }
        return open.isEmpty();
    }

    private int endOfQuoted(int from) {
        int nested = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                return i;
            } else if (c == '\\') {
                i++;
            } else if (c == '{' && i > 0 && (nested > 0 || text.charAt(i - 1) == '$' || text.charAt(i - 1) == '%')) {
                nested++;
            } else if (c == '}' && nested > 0) {
                nested--;
            } else if (c == '"' && nested == 0) {
                return i + 1;
            }
        }
        return text.length();
    }

    private int endOfHeredoc() {
        int nameStart = lexer.end() + (lexer.followedBy('-') ? 1 : 0);
        int lineEnd = text.indexOf('\n', nameStart);
        if (lineEnd < 0) {
            return text.length();
        }
        String name = text.substring(nameStart, lineEnd).strip();
        int next = lineEnd + 1;
        while (next < text.length()) {
            int end = text.indexOf('\n', next);
            end = end < 0 ? text.length() : end;
            if (text.substring(next, end).strip().equals(name)) {
                return end;
            }
            next = end + 1;
        }
        return lineEnd;
    }

    /// Goes on at the next line that is indented no more than the item and begins with a name or a closing brace.
    private void nextLine(int itemStart, int errorAt) {
        int indent = itemStart - (text.lastIndexOf('\n', Math.max(0, itemStart - 1)) + 1);
        int before = text.lastIndexOf('\n', errorAt - 1);
        boolean leads = before > itemStart && text.substring(before, errorAt).isBlank();
        int newline = leads ? before : text.indexOf('\n', Math.min(errorAt, text.length()));
        if (newline >= 0 && newline < itemStart) {
            newline = text.indexOf('\n', itemStart);
        }
        while (newline >= 0) {
            int i = newline + 1;
            while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
                i++;
            }
            if (i < text.length() && i - newline - 1 <= indent && begins(text.charAt(i))) {
                lexer.resume(newline);
                return;
            }
            newline = text.indexOf('\n', newline + 1);
        }
        lexer.resume(text.length());
    }

    private static boolean begins(char c) {
        return c == '}' || c == '_' || Character.isLetter(c);
    }
}
