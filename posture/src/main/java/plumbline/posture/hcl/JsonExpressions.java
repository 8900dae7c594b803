package plumbline.posture.hcl;

import java.util.ArrayList;
import java.util.List;
import plumbline.posture.hcl.Expression.Entry;
import plumbline.posture.hcl.Expression.Literal;
import plumbline.posture.hcl.Expression.ObjectLiteral;
import plumbline.posture.hcl.Expression.Parenthesized;
import plumbline.posture.hcl.Expression.Tuple;
import plumbline.posture.value.Null;
import plumbline.posture.value.Num;
import plumbline.posture.value.Value;

/// Reads JSON as expressions with their places; texts are templates.
final class JsonExpressions {
    private static final int DEEPEST = 200;

    private final Source source;
    private final String text;
    private int at;

    JsonExpressions(Source source) {
        this.source = source;
        this.text = source.text();
    }

    Expression read() {
        Expression value = value(0);
        blanks();
        if (at < text.length()) {
            throw error("Extra characters", "The file goes on behind the end of the JSON.");
        }
        return value;
    }

    private Expression value(int depth) {
        if (depth > DEEPEST) {
            throw error("Too deeply nested", "JSON may nest at most " + DEEPEST + " levels.");
        }
        blanks();
        int start = at;
        return switch (peek()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> template(string(), source.range(start, at));
            case 't' -> word("true", Value.of(true));
            case 'f' -> word("false", Value.of(false));
            case 'n' -> word("null", Null.NULL);
            default -> number();
        };
    }

    private Expression object(int depth) {
        int start = at++;
        List<Entry> entries = new ArrayList<>();
        blanks();
        while (peek() != '}') {
            blanks();
            int key = at;
            String name = string();
            Expression literal = new Literal(Value.of(name), source.range(key, at));
            blanks();
            if (peek() != ':') {
                throw error("Missing \":\"", "A key must be followed by a colon and its value.");
            }
            at++;
            entries.add(new Entry(literal, value(depth + 1)));
            separator('}');
        }
        at++;
        return new ObjectLiteral(entries, source.range(start, at));
    }

    private Expression array(int depth) {
        int start = at++;
        List<Expression> items = new ArrayList<>();
        blanks();
        while (peek() != ']') {
            items.add(value(depth + 1));
            separator(']');
        }
        at++;
        return new Tuple(items, source.range(start, at));
    }

    private void separator(char closing) {
        blanks();
        if (peek() == ',') {
            at++;
            blanks();
            if (peek() == closing) {
                throw error("Extra comma", "The last member has no comma behind it.");
            }
        } else if (peek() != closing) {
            throw error("Missing comma", "Expected \",\" or \"" + closing + "\".");
        }
    }

    private String string() {
        int start = at;
        if (peek() != '"') {
            throw error("Missing text", "Here should be a text in quotes.");
        }
        at++;
        StringBuilder out = new StringBuilder();
        while (peek() != '"') {
            char c = peek();
            at++;
            if (c == '\\') {
                escape(out);
            } else if (c < 0x20) {
                at = start;
                throw error("Text is never closed", "There is no closing quote on this line.");
            } else {
                out.append(c);
            }
        }
        at++;
        return out.toString();
    }

    private void escape(StringBuilder out) {
        char c = peek();
        at++;
        switch (c) {
            case 'n' -> out.append('\n');
            case 't' -> out.append('\t');
            case 'r' -> out.append('\r');
            case 'b' -> out.append('\b');
            case 'f' -> out.append('\f');
            case '"', '\\', '/' -> out.append(c);
            case 'u' -> {
                int code = 0;
                for (int i = 0; i < 4; i++, at++) {
                    int digit = Character.digit(peek(), 16);
                    if (digit < 0) {
                        throw error("Invalid escape", "\\u needs four hexadecimal digits.");
                    }
                    code = code * 16 + digit;
                }
                out.append((char) code);
            }
            default -> throw error("Invalid escape", "A backslash may be followed by n, t, r, b, f, u, \", \\ or /.");
        }
    }

    private static Expression template(String content, Range range) {
        if (content.indexOf("${") < 0 && content.indexOf("%{") < 0) {
            return new Literal(Value.of(TemplateScanner.normalized(content)), range);
        }
        ParsedExpression parsed = HclParser.parseTemplate(Source.of(range.file(), content));
        if (parsed.expression() == null) {
            Diagnostic first = parsed.diagnostics().getFirst();
            throw new SyntaxError(range, first.summary(), first.detail());
        }
        return new Parenthesized(parsed.expression(), range);
    }

    private Expression word(String word, Value value) {
        if (!text.startsWith(word, at)) {
            throw error("Missing value", "Here should be a JSON value.");
        }
        at += word.length();
        return new Literal(value, source.range(at - word.length(), at));
    }

    private Expression number() {
        int start = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        Num number = Num.parse(text.substring(start, at)).orElse(null);
        if (number == null) {
            at = start;
            throw error("Missing value", "Here should be a JSON value.");
        }
        return new Literal(number, source.range(start, at));
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private void blanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private SyntaxError error(String summary, String detail) {
        int from = Math.min(at, text.length());
        return new SyntaxError(source.range(from, Math.min(from + 1, text.length())), summary, detail);
    }
}
