package plumbline.posture.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import plumbline.posture.value.Null;
import plumbline.posture.value.Text;
import plumbline.posture.value.Unknown;
import plumbline.posture.value.Value;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/// JSON text of which some parts are unknown. Each unknown part is replaced by a mark from Unicode's private area, so
/// that the text can be parsed, and put back into the texts that hold its mark.
final class MarkedJson {
    private static final char OPEN = '\uE000';
    private static final char CLOSE = '\uE001';
    private static final JsonFactory JSON = new JsonFactory();

    private final List<Unknown> parts = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private boolean quoted;

    private MarkedJson() {}

    /// Parses a text made of known and unknown pieces.
    static Value parse(List<Value> pieces) throws JacksonException {
        MarkedJson marked = new MarkedJson();
        for (Value piece : pieces) {
            if (piece instanceof Unknown unknown) {
                marked.mark(unknown);
            } else {
                marked.append(piece.asText().orElse(""));
            }
        }
        return marked.parse();
    }

    private void append(String known) {
        boolean escaped = false;
        for (int i = 0; i < known.length(); i++) {
            char c = known.charAt(i);
            if (escaped) {
                escaped = false;
            } else if (quoted && c == '\\') {
                escaped = true;
            } else if (c == '"') {
                quoted = !quoted;
            }
        }
        text.append(known);
    }

    private void mark(Unknown unknown) {
        String mark = "" + OPEN + parts.size() + CLOSE;
        text.append(quoted ? mark : "\"" + mark + "\"");
        parts.add(unknown);
    }

    private Value parse() throws JacksonException {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text.toString())) {
            parser.nextToken();
            return value(parser);
        }
    }

    private Value value(JsonParser parser) throws JacksonException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            return Null.NULL;
        }
        return switch (token) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> restored(parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> Value.of(parser.getDecimalValue());
            case VALUE_TRUE -> Value.of(true);
            case VALUE_FALSE -> Value.of(false);
            default -> Null.NULL;
        };
    }

    private Value object(JsonParser parser) throws JacksonException {
        Map<String, Value> entries = new TreeMap<>();
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            entries.put(name, value(parser));
        }
        return Value.object(entries);
    }

    private Value array(JsonParser parser) throws JacksonException {
        List<Value> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser));
        }
        return Value.tuple(items);
    }

    private Value restored(String read) {
        if (read.indexOf(OPEN) < 0) {
            return Value.of(read);
        }
        List<Value> pieces = new ArrayList<>();
        int done = 0;
        for (int open = read.indexOf(OPEN); open >= 0; open = read.indexOf(OPEN, done)) {
            int close = read.indexOf(CLOSE, open);
            if (close < 0) {
                break;
            }
            if (open > done) {
                pieces.add(new Text(read.substring(done, open)));
            }
            pieces.add(parts.get(Integer.parseInt(read.substring(open + 1, close))));
            done = close + 1;
        }
        if (done < read.length()) {
            pieces.add(new Text(read.substring(done)));
        }
        return pieces.size() == 1 ? pieces.getFirst() : Unknown.ofPieces(pieces);
    }
}
