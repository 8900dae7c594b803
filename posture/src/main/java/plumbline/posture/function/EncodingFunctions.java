package plumbline.posture.function;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import plumbline.posture.value.Sequence;
import plumbline.posture.value.Value;

/// Functions that write values as texts and read them back.
final class EncodingFunctions {
    private static final int LONGEST = 10_000_000;

    private EncodingFunctions() {}

    static @Nullable Value call(Arguments arguments) {
        return switch (arguments.name()) {
            case "base64decode" -> Value.of(utf8(arguments, decoded(arguments)));
            case "base64encode" -> Value.of(base64(arguments.text(0).getBytes(StandardCharsets.UTF_8)));
            case "base64gzip" -> Value.of(base64(zipped(arguments.text(0))));
            case "base64gunzip" -> Value.of(utf8(arguments, unzipped(arguments, decoded(arguments))));
            case "csvdecode" -> csv(arguments);
            case "textdecodebase64" -> Value.of(new String(decoded(arguments), charset(arguments, arguments.text(1))));
            case "textencodebase64" ->
                Value.of(base64(arguments.text(0).getBytes(charset(arguments, arguments.text(1)))));
            case "urlencode" ->
                Value.of(URLEncoder.encode(arguments.text(0), StandardCharsets.UTF_8)
                        .replace("*", "%2A"));
            case "urldecode" -> urlDecoded(arguments);
            case "yamldecode" -> YamlReader.read(arguments.text(0));
            case "yamlencode" -> Value.of(YamlWriter.write(arguments.get(0)));
            default -> null;
        };
    }

    static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] decoded(Arguments arguments) {
        try {
            return Base64.getDecoder().decode(arguments.text(0));
        } catch (IllegalArgumentException error) {
            throw arguments.error("the text is not Base64");
        }
    }

    static String utf8(Arguments arguments, byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException error) {
            throw arguments.error("the content is not UTF-8 text");
        }
    }

    private static byte[] zipped(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
            zip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new IllegalStateException("memory must take bytes", impossible);
        }
        return bytes.toByteArray();
    }

    private static byte[] unzipped(Arguments arguments, byte[] bytes) {
        try (GZIPInputStream zip = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            byte[] plain = zip.readNBytes(LONGEST + 1);
            if (plain.length > LONGEST) {
                throw arguments.limit("the content is longer than " + LONGEST + " bytes");
            }
            return plain;
        } catch (IOException error) {
            throw arguments.error("the content is not gzip");
        }
    }

    private static Charset charset(Arguments arguments, String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException error) {
            throw arguments.error("there is no encoding \"" + name + "\"");
        }
    }

    private static Value urlDecoded(Arguments arguments) {
        try {
            return Value.of(URLDecoder.decode(arguments.text(0), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException error) {
            throw arguments.error("the text is not percent-encoded");
        }
    }

    private static Value csv(Arguments arguments) {
        List<List<String>> rows = csvRows(arguments, arguments.text(0));
        if (rows.isEmpty()) {
            throw arguments.error("the header line is missing");
        }
        List<Value> objects = new ArrayList<>();
        for (List<String> row : rows.subList(1, rows.size())) {
            if (row.size() != rows.getFirst().size()) {
                throw arguments.error("a line has another number of fields than the header");
            }
            Map<String, Value> object = new LinkedHashMap<>();
            for (int i = 0; i < row.size(); i++) {
                object.put(rows.getFirst().get(i), Value.of(row.get(i)));
            }
            objects.add(Value.object(object));
        }
        return new Sequence(Sequence.Kind.LIST, objects);
    }

    private static List<List<String>> csvRows(Arguments arguments, String text) {
        List<List<String>> rows = new ArrayList<>();
        List<String> row = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
                field.append('"');
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (quoted || (c != ',' && c != '\n' && c != '\r')) {
                field.append(c);
            } else if (c != '\r') {
                row.add(field.toString());
                field.setLength(0);
                if (c == '\n') {
                    endRow(rows, row);
                    row = new ArrayList<>();
                }
            }
        }
        if (quoted) {
            throw arguments.error("a quote is never closed");
        }
        row.add(field.toString());
        endRow(rows, row);
        return rows;
    }

    private static void endRow(List<List<String>> rows, List<String> row) {
        if (row.size() > 1 || !row.getFirst().isEmpty()) {
            rows.add(row);
        }
    }
}
