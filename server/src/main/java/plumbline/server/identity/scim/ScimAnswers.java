package plumbline.server.identity.scim;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import plumbline.server.api.ETag;
import plumbline.server.api.Problem;
import plumbline.server.api.ProblemType;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The outer forms of SCIM: bodies that are read, resources and lists that are answered.
final class ScimAnswers {
    static final MediaType TYPE = new MediaType("application", "scim+json");
    static final int MOST_A_PAGE = 200;
    private static final int USUAL_PAGE = 100;
    private static final int FURTHEST = 10_000_000;
    private static final int MOST_BYTES = 4 << 20;
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(20)
                            .maxStringLength(100_000)
                            .build())
                    .build())
            .build();

    private final String base;

    /// @param publicUrl how people reach this server
    ScimAnswers(String publicUrl) {
        this.base = publicUrl + "/scim/v2";
    }

    /// Which part of a list is wanted, and which of its attributes.
    ///
    /// @param startIndex counts from 1
    record Asked(
            @Nullable String filter,
            @Nullable String startIndex,
            @Nullable String count,
            @Nullable String attributes,
            @Nullable String excludedAttributes) {

        @Nullable ScimFilter condition() {
            return filter == null || filter.isBlank() ? null : ScimReader.filter(filter);
        }

        int offset() {
            return Math.clamp(number("startIndex", startIndex, 1), 1, FURTHEST) - 1;
        }

        int limit() {
            return Math.clamp(number("count", count, USUAL_PAGE), 0, MOST_A_PAGE);
        }

        private static int number(String name, @Nullable String text, int otherwise) {
            try {
                return text == null || text.isBlank() ? otherwise : Integer.parseInt(text.strip());
            } catch (NumberFormatException notANumber) {
                throw ScimRefused.value(name + " must be a whole number.");
            }
        }

        /// Whether a top-level attribute is asked for.
        boolean wants(String attribute) {
            var wanted = names(attributes);
            return wanted.isEmpty()
                    ? !names(excludedAttributes).contains(attribute.toLowerCase(Locale.ROOT))
                    : wanted.contains(attribute.toLowerCase(Locale.ROOT));
        }

        private static List<String> names(@Nullable String list) {
            return list == null || list.isBlank()
                    ? List.of()
                    : Arrays.stream(list.toLowerCase(Locale.ROOT).split(",", -1))
                            .map(name -> name.strip()
                                    .replaceFirst("^urn:[\\w:.-]*:", "")
                                    .replaceFirst("\\..*", ""))
                            .toList();
        }
    }

    /// Reads a body, whatever media type it was sent as.
    static ObjectNode read(InputStream body) throws IOException {
        var bytes = body.readNBytes(MOST_BYTES + 1);
        if (bytes.length > MOST_BYTES) {
            throw Problem.of(ProblemType.TOO_LARGE, "At most " + MOST_BYTES + " bytes are taken at a time.")
                    .exception();
        }
        try {
            if (JSON.readTree(bytes) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException broken) {
            // said below, in the same words as what is JSON but no object
        }
        throw ScimRefused.syntax("The body must be a JSON object.");
    }

    /// The number in an address; nothing else is anybody's id.
    static long id(String text) {
        if (!isId(text)) {
            throw ScimRefused.notFound();
        }
        return Long.parseLong(text);
    }

    static boolean isId(String text) {
        return text.matches("[1-9][0-9]{0,17}");
    }

    String location(String kind, Object id) {
        return base + "/" + kind + "/" + id;
    }

    /// One resource, with its address and version in body and headers.
    ResponseEntity<JsonNode> resource(int status, ObjectNode resource) {
        var meta = resource.path("meta");
        var answer = ResponseEntity.status(status)
                .contentType(TYPE)
                .header("Content-Location", meta.path("location").asString(base))
                .eTag(meta.path("version").asString(""));
        return status == 201
                ? answer.location(URI.create(meta.path("location").asString(base)))
                        .body(resource)
                : answer.body(resource);
    }

    static ResponseEntity<JsonNode> list(List<? extends JsonNode> resources, int total, int startIndex) {
        var list = JsonNodeFactory.instance.objectNode();
        list.putArray("schemas").add("urn:ietf:params:scim:api:messages:2.0:ListResponse");
        list.put("totalResults", total);
        list.put("startIndex", startIndex);
        list.put("itemsPerPage", resources.size());
        list.putArray("Resources").addAll(resources);
        return plain(list);
    }

    static ResponseEntity<JsonNode> plain(JsonNode body) {
        return ResponseEntity.ok().contentType(TYPE).body(body);
    }

    /// Refuses a change of what has another version by now, where the caller named the one that it saw.
    static void requireMatch(@Nullable String ifMatch, String version) {
        if (ifMatch != null && !ifMatch.isBlank() && !ifMatch.strip().equals("*")) {
            var seen = ifMatch.strip().replaceFirst("^W/", "").replace("\"", "");
            if (!seen.equals(version)) {
                throw ETag.changed().exception();
            }
        }
    }
}
