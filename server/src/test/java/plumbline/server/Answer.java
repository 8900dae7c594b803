package plumbline.server;

import java.net.http.HttpResponse;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What the server answered.
public record Answer(HttpResponse<byte[]> response) {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    public int status() {
        return response.statusCode();
    }

    public String text() {
        return new String(response.body(), java.nio.charset.StandardCharsets.UTF_8);
    }

    public byte[] bytes() {
        return response.body();
    }

    public JsonNode json() {
        return MAPPER.readTree(response.body());
    }

    public String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    public Optional<String> location() {
        return response.headers().firstValue("Location");
    }
}
