package plumbline.server.example;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import plumbline.ledger.json.CanonicalJson;
import plumbline.ledger.json.JsonObject;
import plumbline.ledger.json.JsonReader;

/// Calls the API of the server as any program would, with a token.
final class ApiClient implements AutoCloseable {
    private final URI server;
    private final String token;
    private final HttpClient http = HttpClient.newHttpClient();

    ApiClient(URI server, String token) {
        this.server = server;
        this.token = token;
    }

    /// Sends a body and answers the status.
    ///
    /// @throws IllegalStateException when it is none of those expected
    int send(String method, String path, JsonObject body, Integer... expected) {
        return call(method, path, body, expected).statusCode();
    }

    /// Sends a body and answers what comes back.
    JsonObject sendForJson(String method, String path, JsonObject body, Integer... expected) {
        return JsonReader.readObject(call(method, path, body, expected).body());
    }

    private HttpResponse<byte[]> call(String method, String path, JsonObject body, Integer... expected) {
        var request = HttpRequest.newBuilder(server.resolve(path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofByteArray(CanonicalJson.bytes(body)))
                .build();
        try {
            var answer = http.send(request, BodyHandlers.ofByteArray());
            if (!Arrays.asList(expected).contains(answer.statusCode())) {
                throw new IllegalStateException(method + " " + path + " must answer one of " + Arrays.toString(expected)
                        + ", but answers " + answer.statusCode() + ": "
                        + new String(answer.body(), StandardCharsets.UTF_8));
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the example was loaded", e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
