package plumbline.catalog;

import java.io.InputStream;
import org.jspecify.annotations.Nullable;
import plumbline.catalog.Node.Shape;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/// JSON into nodes by streaming alone: data binding would cost the command line more time than the reading itself.
final class NodeParser {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private NodeParser() {}

    static Node parse(InputStream document) {
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), document)) {
            parser.nextToken();
            Node root = value(parser, null, "");
            if (parser.nextToken() != null) {
                throw root.refuse("something follows the document", "remove it");
            }
            return root;
        } catch (JacksonException e) {
            throw new CatalogException("", "no valid JSON" + place(e) + ": " + e.getOriginalMessage(), "mend it", e);
        }
    }

    private static String place(JacksonException e) {
        TokenStreamLocation location = e.getLocation();
        return location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    private static Node value(JsonParser parser, @Nullable Node parent, String key) {
        JsonToken token = parser.currentToken();
        if (token == null) {
            throw new CatalogException("", "the document is empty", "restore the file");
        }
        return switch (token) {
            case START_OBJECT -> fields(parser, new Node(parent, key, Shape.OBJECT, ""));
            case START_ARRAY -> items(parser, new Node(parent, key, Shape.ARRAY, ""));
            case VALUE_STRING -> new Node(parent, key, Shape.TEXT, parser.getString());
            case VALUE_NUMBER_INT -> new Node(parent, key, Shape.NUMBER, Integer.toString(parser.getIntValue()));
            case VALUE_TRUE, VALUE_FALSE -> new Node(parent, key, Shape.FLAG, parser.getString());
            case VALUE_NULL -> new Node(parent, key, Shape.NULL, "");
            default -> throw new Node(parent, key, Shape.NULL, "").refuse("value of kind " + token, "use another kind");
        };
    }

    private static Node fields(JsonParser parser, Node object) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String key = parser.currentName();
            parser.nextToken();
            object.add(value(parser, object, key));
        }
        return object;
    }

    private static Node items(JsonParser parser, Node array) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser, array, Integer.toString(array.size())));
        }
        return array;
    }
}
