package plumbline.server.operation;

import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.ValueConstants;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import plumbline.server.api.ProblemType;
import plumbline.server.identity.OpenToAll;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;

/// Derives the OpenAPI document from the handlers, their records and the comments above them.
final class OpenApiDocument {
    private final RequestMappingHandlerMapping handlers;
    private final SourceComments comments = new SourceComments();
    private final OpenApiSchemas schemas = new OpenApiSchemas(comments);

    OpenApiDocument(RequestMappingHandlerMapping handlers) {
        this.handlers = handlers;
    }

    Map<String, Object> make() {
        var paths = paths();
        var document = new LinkedHashMap<String, Object>();
        document.put("openapi", "3.1.0");
        document.put(
                "info",
                ordered(
                        "title",
                        "Plumbline",
                        "version",
                        "1",
                        "description",
                        "From rule to change to evidence under ISO/IEC 27017. Times are UTC in ISO 8601. Lists"
                                + " come in pages: send `nextCursor` as `cursor` for the next one. Refusals are"
                                + " problem details (RFC 9457) with a stable `type`. Every answer carries"
                                + " `X-Request-Id`.",
                        "license",
                        ordered("name", "Apache-2.0", "identifier", "Apache-2.0")));
        document.put("servers", List.of(ordered("url", "/")));
        document.put("security", List.of(ordered("token", List.of()), ordered("session", List.of())));
        document.put("paths", paths);
        document.put(
                "components",
                ordered(
                        "securitySchemes", security(),
                        "responses", problems(),
                        "schemas", schemas.all()));
        return document;
    }

    private Map<String, Object> paths() {
        var paths = new TreeMap<String, Map<String, Object>>();
        handlers.getHandlerMethods().forEach((mapping, handler) -> {
            for (var pattern : mapping.getPatternValues()) {
                if (pattern.startsWith("/api/") || pattern.startsWith("/health/") || pattern.equals("/metrics")) {
                    for (var method : mapping.getMethodsCondition().getMethods()) {
                        paths.computeIfAbsent(pattern.replaceAll("\\{([a-z]+):[^/]*}", "{$1}"), _ -> new TreeMap<>())
                                .put(
                                        method.name().toLowerCase(Locale.ROOT),
                                        operation(
                                                method.name(),
                                                handler,
                                                mapping.getProducesCondition().getProducibleMediaTypes().stream()
                                                        .map(Object::toString)
                                                        .toList()));
                    }
                }
            }
        });
        return new LinkedHashMap<>(paths);
    }

    private Map<String, Object> operation(String verb, HandlerMethod handler, List<String> produces) {
        var method = handler.getMethod();
        var operation = new LinkedHashMap<String, Object>();
        var type = handler.getBeanType();
        var group = type.getSimpleName().replaceFirst("Api$", "");
        operation.put("operationId", decapitalized(group) + capitalized(method.getName()));
        operation.put("tags", List.of(group));
        var words = comments.of(type, method.getName());
        operation.put("summary", words.isEmpty() ? spaced(method.getName()) : words);
        var required = handler.getMethodAnnotation(Requires.class);
        if (required != null) {
            operation.put(
                    "description",
                    "Needs the permission `" + required.value().word() + "`."
                            + (required.scoped() ? " A token that is limited to one cloud service works here." : ""));
            operation.put("x-permission", required.value().word());
        }
        if (handler.hasMethodAnnotation(OpenToAll.class)) {
            operation.put("security", List.of());
        }
        var parameters = parameters(method);
        if (!parameters.isEmpty()) {
            operation.put("parameters", parameters);
        }
        for (var parameter : method.getParameters()) {
            if (parameter.isAnnotationPresent(RequestBody.class)) {
                operation.put("requestBody", body(parameter));
            } else if (parameter.getType().equals(InputStream.class)) {
                var file = ordered("application/octet-stream", ordered());
                operation.put("requestBody", ordered("required", true, "content", file));
            }
        }
        operation.put("responses", responses(verb, handler, produces));
        return operation;
    }

    private List<Object> parameters(Method method) {
        var found = new ArrayList<>();
        for (var parameter : method.getParameters()) {
            var path = parameter.getAnnotation(PathVariable.class);
            var query = parameter.getAnnotation(RequestParam.class);
            var header = parameter.getAnnotation(RequestHeader.class);
            if (path != null) {
                found.add(parameter("path", named(path.name(), path.value(), parameter), parameter, true, null));
            } else if (query != null) {
                found.add(parameter(
                        "query",
                        named(query.name(), query.value(), parameter),
                        parameter,
                        query.required() && isDefault(query.defaultValue()),
                        query.defaultValue()));
            } else if (header != null) {
                found.add(parameter(
                        "header", named(header.name(), header.value(), parameter), parameter, header.required(), null));
            } else if (parameter.getType().isRecord()
                    && !parameter.isAnnotationPresent(RequestBody.class)
                    && !parameter.getType().equals(Principal.class)) {
                for (var component : parameter.getType().getRecordComponents()) {
                    found.add(ordered(
                            "name",
                            component.getName(),
                            "in",
                            "query",
                            "required",
                            false,
                            "schema",
                            schemas.of(component.getGenericType())));
                }
            }
        }
        return found;
    }

    private Map<String, Object> parameter(
            String in, String name, Parameter parameter, boolean required, String preset) {
        var schema = new LinkedHashMap<>(schemas.of(parameter.getParameterizedType()));
        if (preset != null && !isDefault(preset) && !preset.isEmpty()) {
            schema.put("default", preset.matches("[0-9]+") ? (Object) Long.valueOf(preset) : preset);
        }
        if (name.equals("limit")) {
            schema.put("minimum", 1);
            schema.put("maximum", 200);
        }
        return ordered("name", name, "in", in, "required", required, "schema", schema);
    }

    private Map<String, Object> body(Parameter parameter) {
        return ordered(
                "required",
                parameter.getAnnotation(RequestBody.class).required(),
                "content",
                ordered("application/json", ordered("schema", schemas.of(parameter.getParameterizedType()))));
    }

    private Map<String, Object> responses(String verb, HandlerMethod handler, List<String> produces) {
        var method = handler.getMethod();
        var responses = new TreeMap<String, Object>();
        var result = OpenApiSchemas.unwrapped(method.getGenericReturnType());
        var media = produces.isEmpty() ? "application/json" : produces.getFirst();
        var done = new LinkedHashMap<String, Object>();
        done.put("description", "Done");
        if (!result.equals(Void.class) && !result.equals(void.class)) {
            done.put("content", ordered(media, ordered("schema", schemas.of(result))));
        }
        boolean entity = method.getReturnType().equals(ResponseEntity.class);
        boolean empty = result.equals(Void.class) || result.equals(void.class);
        var accepted = method.getAnnotation(ResponseStatus.class);
        if (accepted != null) {
            responses.put(Integer.toString(accepted.value().value()), done);
        } else {
            responses.put(empty ? "204" : "200", done);
        }
        if (accepted == null && verb.equals("POST") && entity && !empty) {
            var created = new LinkedHashMap<>(done);
            created.put("description", "Made; the header Location says where it is");
            responses.put("201", created);
        }
        for (var type : refusals(verb, handler)) {
            responses.put(Integer.toString(type.status()), ordered("$ref", "#/components/responses/" + name(type)));
        }
        return new LinkedHashMap<>(responses);
    }

    private List<ProblemType> refusals(String verb, HandlerMethod handler) {
        var found =
                new ArrayList<>(List.of(ProblemType.MALFORMED, ProblemType.TOO_MANY_REQUESTS, ProblemType.INTERNAL));
        if (!handler.hasMethodAnnotation(OpenToAll.class)) {
            found.addAll(List.of(ProblemType.UNAUTHENTICATED, ProblemType.FORBIDDEN, ProblemType.NOT_FOUND));
        }
        for (var parameter : handler.getMethod().getParameters()) {
            if (parameter.isAnnotationPresent(PathVariable.class)) {
                found.addAll(List.of(ProblemType.NOT_FOUND, ProblemType.INVALID));
            }
            if (parameter.isAnnotationPresent(RequestParam.class)
                    || parameter.getType().isRecord()) {
                found.add(ProblemType.INVALID);
            }
            if (parameter.getName().equals("cursor")) {
                found.add(ProblemType.BAD_CURSOR);
            }
            if (parameter.isAnnotationPresent(RequestBody.class)) {
                found.addAll(List.of(
                        ProblemType.MALFORMED,
                        ProblemType.TOO_LARGE,
                        ProblemType.UNSUPPORTED_MEDIA_TYPE,
                        ProblemType.INVALID));
            }
            var header = parameter.getAnnotation(RequestHeader.class);
            if (header != null && (header.name() + header.value()).equals("If-Match")) {
                found.addAll(List.of(ProblemType.CHANGED, ProblemType.PRECONDITION_REQUIRED));
            }
        }
        if (!verb.equals("GET")) {
            found.add(ProblemType.CONFLICT);
        }
        return found;
    }

    private Map<String, Object> problems() {
        var responses = new LinkedHashMap<String, Object>();
        for (var type : ProblemType.values()) {
            responses.put(
                    name(type),
                    ordered(
                            "description",
                            type.title() + ". " + type.meaning(),
                            "content",
                            ordered(
                                    "application/problem+json",
                                    ordered("schema", ordered("$ref", "#/components/schemas/Problem")))));
        }
        schemas.add("Problem", OpenApiSchemas.problem());
        return responses;
    }

    private static Map<String, Object> security() {
        return ordered(
                "token",
                ordered(
                        "type", "http",
                        "scheme", "bearer",
                        "description", "A token of a service account: plb_…"),
                "session",
                ordered(
                        "type", "apiKey",
                        "in", "cookie",
                        "name", "plumbline",
                        "description",
                                "A person's session, `__Host-plumbline` where the public address is https; what changes something also sends X-CSRF-TOKEN"));
    }

    private static String name(ProblemType type) {
        var text = new StringBuilder();
        for (var word : type.slug().split("-", -1)) {
            text.append(capitalized(word));
        }
        return text.toString();
    }

    private static String named(String name, String value, Parameter parameter) {
        return !name.isEmpty() ? name : !value.isEmpty() ? value : parameter.getName();
    }

    private static boolean isDefault(String value) {
        return value.equals(ValueConstants.DEFAULT_NONE);
    }

    private static String spaced(String name) {
        return capitalized(name.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT));
    }

    private static String capitalized(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private static String decapitalized(String text) {
        return text.substring(0, 1).toLowerCase(Locale.ROOT) + text.substring(1);
    }

    /// A map that keeps the order in which names and values are given.
    static Map<String, Object> ordered(Object... namesAndValues) {
        var map = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }
}
