package plumbline.server.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import plumbline.server.ServerFixture;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

class OpenApiTest {
    private static final Path FILE = Path.of("src/main/resources/openapi.json");
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private final ServerFixture server = ServerFixture.shared();

    @Test
    void isWhatTheHandlersAre() throws IOException {
        var document = new OpenApiDocument(server.part(RequestMappingHandlerMapping.class)).make();
        var text = JSON.writeValueAsString(document) + "\n";
        if ("write".equals(System.getProperty("plumbline.golden"))) {
            Files.writeString(FILE, text);
        }
        assertThat(FILE)
                .as("write it anew with -Dtest=OpenApiTest -Dplumbline.golden=write, and review the difference")
                .hasContent(text);
    }

    @Test
    void isServedToEverybody() {
        var answer = server.nobody().get("/api/v1/openapi.json");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Content-Type")).startsWith("application/json");
        assertThat(answer.json().get("openapi").asString()).isEqualTo("3.1.0");
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        var document = server.nobody().get("/api/v1/openapi.json").json();
        var references = new HashSet<String>();
        collect(document, references);

        assertThat(references)
                .isNotEmpty()
                .allSatisfy(reference -> assertThat(
                                document.at(reference.substring(1)).isMissingNode())
                        .as(reference)
                        .isFalse());
    }

    @Test
    void namesEachOperationOnce() {
        var ids = new HashSet<String>();
        for (var path : server.nobody().get("/api/v1/openapi.json").json().get("paths")) {
            for (var operation : path) {
                assertThat(ids.add(operation.get("operationId").asString()))
                        .as(operation.get("operationId").asString())
                        .isTrue();
            }
        }
    }

    private static void collect(JsonNode node, Set<String> references) {
        if (node.has("$ref")) {
            references.add(node.get("$ref").asString());
        }
        node.forEach(child -> collect(child, references));
    }
}
