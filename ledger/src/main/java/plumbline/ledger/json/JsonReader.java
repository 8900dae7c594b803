package plumbline.ledger.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/// Reads JSON strictly. Its input is held in memory, so whoever calls it bounds the size first.
public final class JsonReader {
    /// Deeper than any document of ours, shallow enough for every stack.
    private static final int MAX_DEPTH = 64;

    private final String text;
    private int at;
    private int depth;

    private JsonReader(String text) {
        this.text = text;
    }

    public static JsonValue read(String text) {
        JsonReader reader = new JsonReader(text);
        JsonValue value = reader.value();
        reader.skipSpace();
        if (reader.at < text.length()) {
            throw reader.wrong("text after the end");
        }
        return value;
    }

    public static JsonValue read(byte[] utf8) {
        try {
            return read(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString());
        } catch (CharacterCodingException e) {
            throw new JsonException("JSON must be UTF-8, but is not");
        }
    }

    public static JsonObject readObject(byte[] utf8) {
        return asObject(read(utf8));
    }

    /// Reads an object that must be spelled exactly as [CanonicalJson] spells it.
    public static JsonObject readCanonical(byte[] utf8) {
        JsonObject object = readObject(utf8);
        if (!Arrays.equals(CanonicalJson.bytes(object), utf8)) {
            throw new JsonException("JSON must be in its canonical form (RFC 8785), but is not");
        }
        return object;
    }

    private static JsonObject asObject(JsonValue value) {
        if (value instanceof JsonObject object) {
            return object;
        }
        throw new JsonException("JSON must be an object, but is " + value.kind());
    }

    private JsonValue value() {
        skipSpace();
        return switch (peek()) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> new JsonString(string());
            case 't' -> word("true", new JsonBoolean(true));
            case 'f' -> word("false", new JsonBoolean(false));
            case 'n' -> word("null", JsonNull.NULL);
            default -> integer();
        };
    }

    private JsonObject object() {
        enter();
        TreeMap<String, JsonValue> members = new TreeMap<>();
        skipSpace();
        if (!take('}')) {
            do {
                skipSpace();
                String name = string();
                skipSpace();
                expect(':');
                if (members.putIfAbsent(name, value()) != null) {
                    throw wrong("the name \"" + name + "\" a second time");
                }
                skipSpace();
            } while (take(','));
            expect('}');
        }
        depth--;
        return new JsonObject(members);
    }

    private JsonArray array() {
        enter();
        List<JsonValue> items = new ArrayList<>();
        skipSpace();
        if (!take(']')) {
            do {
                items.add(value());
                skipSpace();
            } while (take(','));
            expect(']');
        }
        depth--;
        return new JsonArray(items);
    }

    private void enter() {
        at++;
        if (++depth > MAX_DEPTH) {
            throw wrong("nesting deeper than " + MAX_DEPTH);
        }
    }

    private String string() {
        expect('"');
        StringBuilder out = new StringBuilder();
        while (true) {
            char c = peek();
            if (c < ' ') {
                throw wrong("a bare control character in a string");
            }
            at++;
            if (c == '"') {
                break;
            }
            out.append(c == '\\' ? escaped() : c);
        }
        requirePairs(out);
        return out.toString();
    }

    private char escaped() {
        char c = peek();
        at++;
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> throw wrong("an unknown escape");
        };
    }

    private char unicode() {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            char c = peek();
            int digit = c < 0x80 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw wrong("a \\u escape without four hex digits");
            }
            unit = unit << 4 | digit;
            at++;
        }
        return (char) unit;
    }

    private void requirePairs(CharSequence string) {
        for (int i = 0; i < string.length(); i++) {
            if (Character.isHighSurrogate(string.charAt(i))
                    && i + 1 < string.length()
                    && Character.isLowSurrogate(string.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(string.charAt(i))) {
                throw wrong("half of a surrogate pair");
            }
        }
    }

    private JsonInteger integer() {
        int start = at;
        take('-');
        int digits = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        int count = at - digits;
        if (count == 0) {
            throw wrong("no JSON value");
        }
        boolean leadingZero = text.charAt(digits) == '0' && (count > 1 || digits > start);
        boolean fraction = at < text.length() && ".eE".indexOf(text.charAt(at)) >= 0;
        if (leadingZero || fraction || count > 16) {
            throw wrong("a number that is no plain integer");
        }
        long value = Long.parseLong(text, start, at, 10);
        if (Math.abs(value) > JsonInteger.MAX) {
            throw wrong("an integer beyond 2^53 - 1");
        }
        return new JsonInteger(value);
    }

    private JsonValue word(String word, JsonValue value) {
        if (!text.startsWith(word, at)) {
            throw wrong("no JSON value");
        }
        at += word.length();
        return value;
    }

    private void skipSpace() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char peek() {
        if (at >= text.length()) {
            throw wrong("the end of the text, too early");
        }
        return text.charAt(at);
    }

    private boolean take(char c) {
        boolean taken = at < text.length() && text.charAt(at) == c;
        if (taken) {
            at++;
        }
        return taken;
    }

    private void expect(char c) {
        if (!take(c)) {
            throw wrong("something else than '" + c + "'");
        }
    }

    private JsonException wrong(String what) {
        return new JsonException("JSON is refused at character " + at + ": " + what);
    }
}
