package plumbline.posture.value;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Reads JSON out of texts and unknowns in order. An unknown between tokens is an unknown value, one inside a string
/// makes that string known in part.
final class JsonReader {
    private static final int DEEPEST = 200;
    /// Stands for an unknown; it is no character, so no text contains it.
    private static final char HOLE = '\uFFFF';

    private final String text;
    private final List<Unknown> holes = new ArrayList<>();
    private int nextHole;
    private int at;

    JsonReader(List<Value> pieces) {
        StringBuilder joined = new StringBuilder();
        for (Value piece : pieces) {
            switch (piece) {
                case Text(String part) -> joined.append(part.replace(HOLE, '\uFFFD'));
                case Unknown unknown -> {
                    holes.add(unknown);
                    joined.append(HOLE);
                }
                default -> throw new IllegalArgumentException("pieces must be texts or unknowns, but are " + piece);
            }
        }
        this.text = joined.toString();
    }

    Value read() {
        Value value = value(0);
        blanks();
        if (at < text.length()) {
            throw error("there is more behind the end of the JSON");
        }
        return value;
    }

    private Value value(int depth) {
        if (depth > DEEPEST) {
            throw ValueError.limit("the JSON nests more than " + DEEPEST + " levels");
        }
        blanks();
        char c = peek();
        return switch (c) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> string();
            case 't' -> word("true", Bool.TRUE);
            case 'f' -> word("false", Bool.FALSE);
            case 'n' -> word("null", Null.NULL);
            case HOLE -> bare();
            default -> number();
        };
    }

    private Unknown bare() {
        at++;
        return holes.get(nextHole++);
    }

    private Value object(int depth) {
        at++;
        Map<String, Value> entries = new HashMap<>();
        Unknown rest = null;
        blanks();
        if (peek() == '}') {
            at++;
            return Mapping.EMPTY;
        }
        while (true) {
            blanks();
            Value key = peek() == HOLE ? bare() : string();
            blanks();
            if (peek() == ':') {
                at++;
                Value value = value(depth + 1);
                if (key instanceof Text(String name)) {
                    entries.put(name, value);
                } else {
                    rest = (Unknown) key;
                }
            } else if (key instanceof Unknown unknown) {
                rest = unknown;
            } else {
                throw error("\":\" is missing behind a key");
            }
            if (!more('}')) {
                return new Mapping(Mapping.Kind.OBJECT, entries, rest);
            }
        }
    }

    private Value array(int depth) {
        at++;
        List<Value> items = new ArrayList<>();
        blanks();
        if (peek() == ']') {
            at++;
            return Sequence.EMPTY;
        }
        do {
            items.add(value(depth + 1));
        } while (more(']'));
        return Value.tuple(items);
    }

    private boolean more(char closing) {
        blanks();
        char c = peek();
        if (c != ',' && c != closing) {
            throw error("\",\" or \"" + closing + "\" is missing");
        }
        at++;
        return c == ',';
    }

    private Value string() {
        if (peek() != '"') {
            throw error("a quote is missing");
        }
        at++;
        Pieces pieces = new Pieces();
        StringBuilder part = new StringBuilder();
        while (true) {
            char c = peek();
            at++;
            switch (c) {
                case '"' -> {
                    pieces.add(part.toString());
                    return pieces.join();
                }
                case '\\' -> escape(part);
                case HOLE -> {
                    pieces.add(part.toString());
                    part.setLength(0);
                    pieces.add(holes.get(nextHole++));
                }
                default -> {
                    if (c < 0x20) {
                        throw error("a string must be closed on its line");
                    }
                    part.append(c);
                }
            }
        }
    }

    private void escape(StringBuilder part) {
        char c = peek();
        at++;
        switch (c) {
            case 'n' -> part.append('\n');
            case 't' -> part.append('\t');
            case 'r' -> part.append('\r');
            case 'b' -> part.append('\b');
            case 'f' -> part.append('\f');
            case '"', '\\', '/' -> part.append(c);
            case 'u' -> {
                int code = 0;
                for (int i = 0; i < 4; i++, at++) {
                    int digit = Character.digit(peek(), 16);
                    if (digit < 0) {
                        throw error("\\u needs four hexadecimal digits");
                    }
                    code = code * 16 + digit;
                }
                part.append((char) code);
            }
            default -> throw error("\\" + c + " is no escape");
        }
    }

    private Value word(String word, Value value) {
        if (!text.startsWith(word, at)) {
            throw error("a value is missing");
        }
        at += word.length();
        return value;
    }

    private Value number() {
        int start = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return Num.parse(text.substring(start, at)).orElseThrow(() -> error("a value is missing"));
    }

    private char peek() {
        return at < text.length() ? text.charAt(at) : '\0';
    }

    private void blanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private ValueError error(String what) {
        return new ValueError("invalid JSON at character " + (at + 1) + ": " + what);
    }
}
