package plumbline.server.operation;

import static plumbline.server.operation.OpenApiDocument.ordered;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/// JSON Schemas of the records that the API takes and gives.
final class OpenApiSchemas {
    private final Map<String, Object> schemas = new TreeMap<>();
    private final Map<String, Class<?>> owners = new TreeMap<>();
    private final SourceComments comments;

    OpenApiSchemas(SourceComments comments) {
        this.comments = comments;
    }

    Map<String, Object> all() {
        return schemas;
    }

    void add(String name, Map<String, Object> schema) {
        schemas.put(name, schema);
    }

    static Type unwrapped(Type type) {
        return type instanceof ParameterizedType generic && generic.getRawType().equals(ResponseEntity.class)
                ? generic.getActualTypeArguments()[0]
                : type;
    }

    Map<String, Object> of(Type type) {
        if (type instanceof ParameterizedType generic) {
            var raw = (Class<?>) generic.getRawType();
            var argument = generic.getActualTypeArguments()[generic.getActualTypeArguments().length - 1];
            if (Collection.class.isAssignableFrom(raw)) {
                return ordered("type", "array", "items", of(argument));
            }
            if (Map.class.isAssignableFrom(raw)) {
                return ordered("type", "object", "additionalProperties", of(argument));
            }
            return raw.equals(Optional.class) ? nullable(of(argument)) : generic(raw, argument);
        }
        return simple((Class<?>) type);
    }

    private Map<String, Object> simple(Class<?> type) {
        if (type.equals(String.class)) {
            return ordered("type", "string");
        }
        if (type.equals(int.class) || type.equals(Integer.class)) {
            return ordered("type", "integer", "format", "int32");
        }
        if (type.equals(long.class) || type.equals(Long.class)) {
            return ordered("type", "integer", "format", "int64");
        }
        if (type.equals(boolean.class) || type.equals(Boolean.class)) {
            return ordered("type", "boolean");
        }
        if (type.equals(double.class) || type.equals(Double.class)) {
            return ordered("type", "number");
        }
        if (type.equals(Instant.class)) {
            return ordered("type", "string", "format", "date-time");
        }
        if (type.equals(LocalDate.class)) {
            return ordered("type", "string", "format", "date");
        }
        if (type.isEnum()) {
            return ordered(
                    "type",
                    "string",
                    "enum",
                    Arrays.stream(type.getEnumConstants()).map(Object::toString).toList());
        }
        return type.isRecord() ? reference(type) : new LinkedHashMap<>();
    }

    private Map<String, Object> reference(Class<?> type) {
        var name = type.getSimpleName();
        var before = owners.putIfAbsent(name, type);
        if (before != null && !before.equals(type)) {
            throw new IllegalStateException("two records of the API are called " + name + ": " + before + ", " + type);
        }
        if (before == null) {
            schemas.put(name, record(type, null));
        }
        return ordered("$ref", "#/components/schemas/" + name);
    }

    /// A record with a type argument, for example a page of findings.
    private Map<String, Object> generic(Class<?> raw, Type argument) {
        if (!raw.isRecord()) {
            return new LinkedHashMap<>();
        }
        var name = ((Class<?>) argument).getSimpleName() + raw.getSimpleName();
        if (owners.putIfAbsent(name, raw) == null) {
            schemas.put(name, record(raw, argument));
        }
        return ordered("$ref", "#/components/schemas/" + name);
    }

    private Map<String, Object> record(Class<?> type, Type argument) {
        var properties = new LinkedHashMap<String, Object>();
        var required = new ArrayList<String>();
        for (var component : type.getRecordComponents()) {
            var schema = component(component, argument);
            var words = comments.parameter(type, component.getName());
            if (!words.isEmpty() && !schema.containsKey("$ref")) {
                schema.put("description", words);
            }
            properties.put(component.getName(), schema);
            if (!isNullable(component)) {
                required.add(component.getName());
            }
        }
        var schema = new LinkedHashMap<String, Object>();
        var words = comments.of(type);
        if (!words.isEmpty()) {
            schema.put("description", words);
        }
        schema.put("type", "object");
        schema.put("properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        return schema;
    }

    private Map<String, Object> component(RecordComponent component, Type argument) {
        var type = component.getGenericType();
        var schema = type instanceof ParameterizedType generic
                        && argument != null
                        && Collection.class.isAssignableFrom((Class<?>) generic.getRawType())
                ? ordered("type", "array", "items", of(argument))
                : of(type);
        return isNullable(component) ? nullable(schema) : schema;
    }

    private static boolean isNullable(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                || component.getType().equals(Optional.class);
    }

    private static Map<String, Object> nullable(Map<String, Object> schema) {
        if (schema.get("type") instanceof String type) {
            var more = new LinkedHashMap<>(schema);
            more.put("type", List.of(type, "null"));
            return more;
        }
        return ordered("anyOf", List.of(schema, ordered("type", "null")));
    }

    static Map<String, Object> problem() {
        var text = ordered("type", "string");
        var error = ordered(
                "type", "object",
                "properties",
                        ordered(
                                "pointer",
                                ordered(
                                        "type", "string",
                                        "description",
                                                "JSON pointer into the body, empty for the whole of it; `?name` for a parameter"),
                                "detail",
                                text),
                "required", List.of("pointer", "detail"));
        return ordered(
                "description",
                "Why a request was refused (RFC 9457).",
                "type",
                "object",
                "properties",
                ordered(
                        "type",
                        ordered(
                                "type",
                                "string",
                                "format",
                                "uri-reference",
                                "description",
                                "Stable; leads to an explanation"),
                        "title",
                        text,
                        "status",
                        ordered("type", "integer"),
                        "detail",
                        text,
                        "requestId",
                        text,
                        "errors",
                        ordered("type", "array", "items", error)),
                "required",
                List.of("type", "title", "status", "detail"));
    }
}
