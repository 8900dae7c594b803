package plumbline.posture.value;

import java.util.List;
import java.util.Map;

/// JSON and values. Texts that are known in part are written and read all the same: what is unknown stays unknown,
/// what is around it is known.
public final class Json {
    private Json() {}

    /// The JSON text as `jsonencode` gives it; in pieces if parts are unknown.
    public static Value encode(Value value) {
        Pieces out = new Pieces();
        write(value, out);
        return out.join();
    }

    /// What a JSON text says, also one that is known in part. A [ValueError] says what is wrong with it.
    public static Value decode(Value text) {
        return switch (text) {
            case Text(String plain) -> new JsonReader(List.of(new Text(plain))).read();
            case Unknown unknown when !unknown.pieces().isEmpty() -> new JsonReader(unknown.pieces()).read();
            case Unknown unknown -> unknown;
            default -> throw new ValueError("JSON is a string, but this is " + Conversion.kind(text));
        };
    }

    private static void write(Value value, Pieces out) {
        switch (value) {
            case Null _ -> out.add("null");
            case Bool bool -> out.add(bool.value() ? "true" : "false");
            case Num number -> out.add(number.text());
            case Text text -> quote(text.text(), out);
            case Sequence sequence -> sequence(sequence, out);
            case Mapping mapping -> mapping(mapping, out);
            case Unknown unknown when !unknown.pieces().isEmpty() -> partly(unknown, out);
            case Unknown unknown -> out.add(unknown);
        }
    }

    private static void sequence(Sequence sequence, Pieces out) {
        out.add("[");
        String separator = "";
        for (Value item : sequence.items()) {
            out.add(separator);
            separator = ",";
            write(item, out);
        }
        if (sequence.rest() != null) {
            out.add(separator);
            out.add(sequence.rest());
        }
        out.add("]");
    }

    private static void mapping(Mapping mapping, Pieces out) {
        if (mapping.rest() != null) {
            out.add(mapping.rest());
            return;
        }
        out.add("{");
        String separator = "";
        for (Map.Entry<String, Value> entry : mapping.entries().entrySet()) {
            out.add(separator);
            separator = ",";
            quote(entry.getKey(), out);
            out.add(":");
            write(entry.getValue(), out);
        }
        out.add("}");
    }

    private static void partly(Unknown unknown, Pieces out) {
        out.add("\"");
        for (Value piece : unknown.pieces()) {
            if (piece instanceof Text(String text)) {
                out.add(escaped(text));
            } else {
                out.add(piece);
            }
        }
        out.add("\"");
    }

    private static void quote(String text, Pieces out) {
        out.add("\"");
        out.add(escaped(text));
        out.add("\"");
    }

    /// The text between quotes. Like the language's own function, it escapes what HTML could trip over.
    public static String escaped(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                case '\b' -> out.append("\\b");
                case '\f' -> out.append("\\f");
                case '<', '>', '&', '\u2028', '\u2029' -> unicode(c, out);
                default -> {
                    if (c < 0x20) {
                        unicode(c, out);
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        return out.toString();
    }

    private static void unicode(char c, StringBuilder out) {
        String digits = Integer.toHexString(c);
        out.append("\\u").repeat("0", 4 - digits.length()).append(digits);
    }
}
