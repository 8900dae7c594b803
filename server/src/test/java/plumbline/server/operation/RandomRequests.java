package plumbline.server.operation;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Makes requests from nothing but an OpenAPI document: some as it says, some nearly so, some not at all.
final class RandomRequests {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> TEXTS = List.of(
            "",
            " ",
            "a",
            "shop",
            "null",
            "0",
            "1",
            "-1",
            "2015",
            "5.1.1",
            "2015/5.1.1",
            "CLD.9.5.1",
            "EV-0001",
            "JRN-1",
            "SCN-0001",
            "FND-0001",
            "PACK-0001",
            "EV-999999999999999999",
            "999999999999999999999999",
            "../../etc/passwd",
            "%00",
            "\u0000",
            "a\u0000b",
            "\ud83d\ude80",
            "\ud800",
            "\u202e\u0627\u0644",
            "'; drop table account; --",
            "<script>alert(1)</script>",
            "${jndi:ldap://x}",
            "a b+c&d=e#f?g",
            "\r\nX-Injected: yes",
            "open",
            "high",
            "engineer",
            "scan:push",
            "provider",
            "saas",
            "confidential",
            "somebody@example.com",
            "x".repeat(300),
            "9".repeat(4000));
    private static final List<String> NUMBERS = List.of(
            "0",
            "1",
            "2",
            "-1",
            "50",
            "200",
            "201",
            "2147483647",
            "2147483648",
            "-9223372036854775808",
            "1e400",
            "1.5");

    private final JsonNode document;
    private final Random random;

    RandomRequests(JsonNode document, Random random) {
        this.document = document;
        this.random = random;
    }

    /// One request.
    record Made(String method, String path, Map<String, String> headers, String body) {
        @Override
        public String toString() {
            return method + " " + path + " " + headers + " " + (body.length() > 500 ? body.substring(0, 500) : body);
        }
    }

    Made make(String method, String template, JsonNode operation) {
        var path = template;
        var query = new StringBuilder();
        var headers = new LinkedHashMap<String, String>();
        for (var parameter : operation.path("parameters")) {
            var name = parameter.get("name").asString();
            switch (parameter.get("in").asString()) {
                case "path" -> path = path.replace("{" + name + "}", encoded(pathText(parameter.get("schema"))));
                case "query" -> {
                    if (random.nextInt(3) > 0) {
                        query.append(query.isEmpty() ? '?' : '&')
                                .append(name)
                                .append('=')
                                .append(encoded(value(parameter.get("schema"))));
                    }
                }
                default -> {
                    if (random.nextInt(3) > 0) {
                        headers.put(name, header());
                    }
                }
            }
        }
        var body = "";
        if (operation.has("requestBody")) {
            var content =
                    operation.at("/requestBody/content").properties().iterator().next();
            headers.put("Content-Type", random.nextInt(20) == 0 ? "text/plain" : content.getKey());
            body = body(content.getValue().path("schema"));
        }
        return new Made(method, path + query, headers, body);
    }

    private String pathText(JsonNode schema) {
        var text = value(schema);
        return text.isEmpty() || text.contains("/") || text.startsWith(".") ? "1" : text;
    }

    private String value(JsonNode schema) {
        boolean asSaid = random.nextInt(4) > 0;
        return asSaid && isKind(schema, "integer") ? pick(List.of("1", "2", "3", "50")) : text();
    }

    private String text() {
        return random.nextInt(8) == 0 ? pick(NUMBERS) : pick(TEXTS);
    }

    private String header() {
        return pick(
                List.of("\"1\"", "\"0\"", "W/\"2\"", "*", "\"99999999999\"", "key-1", "key-2", "x".repeat(101), "a b"));
    }

    private String body(JsonNode schema) {
        return switch (random.nextInt(12)) {
            case 0 -> "";
            case 1 -> "{";
            case 2 -> pick(List.of("[]", "null", "7", "\"text\"", "true", "{}", "{\"a\":{}}"));
            case 3 -> "[".repeat(5000) + "]".repeat(5000);
            case 4 -> "{\"name\":".repeat(3000);
            default -> JSON.writeValueAsString(json(schema, 0));
        };
    }

    /// A value that fits the schema, or in one of eight places does not.
    private Object json(JsonNode schema, int depth) {
        if (depth > 6 || random.nextInt(8) == 0) {
            return anything();
        }
        if (schema.has("$ref")) {
            return json(document.at(schema.get("$ref").asString().substring(1)), depth);
        }
        if (schema.has("anyOf")) {
            return json(
                    schema.get("anyOf").get(random.nextInt(schema.get("anyOf").size())), depth);
        }
        if (isKind(schema, "object")) {
            var object = new LinkedHashMap<String, Object>();
            schema.path("properties").properties().forEach(property -> {
                if (random.nextInt(10) > 0) {
                    object.put(property.getKey(), json(property.getValue(), depth + 1));
                }
            });
            return object;
        }
        if (isKind(schema, "array")) {
            var items = new ArrayList<>();
            for (int i = random.nextInt(4); i > 0; i--) {
                items.add(json(schema.path("items"), depth + 1));
            }
            return items;
        }
        if (isKind(schema, "integer")) {
            return random.nextInt(400);
        }
        return isKind(schema, "boolean") ? random.nextBoolean() : pick(TEXTS);
    }

    private Object anything() {
        return switch (random.nextInt(6)) {
            case 0 -> Map.of("a", List.of(1, 2));
            case 1 -> List.of("x", List.of());
            case 2 -> Long.MIN_VALUE;
            case 3 -> 1.5e300;
            case 4 -> random.nextBoolean();
            default -> pick(TEXTS);
        };
    }

    private static boolean isKind(JsonNode schema, String kind) {
        var type = schema.path("type");
        return type.isArray()
                ? type.get(0).asString().equals(kind)
                : type.asString("").equals(kind);
    }

    private String pick(List<String> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
