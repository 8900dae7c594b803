package plumbline.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plumbline.server.ServerFixture;
import plumbline.server.identity.Permission;

class CompressionTest {
    private final ServerFixture server = ServerFixture.shared();

    @Test
    void compressesPagesForWhoeverTakesIt() throws Exception {
        var answer = get("/sign-in", "Accept-Encoding", "gzip, deflate, br");

        assertThat(answer.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(answer.headers().firstValue("Vary"))
                .hasValueSatisfying(vary -> assertThat(vary).containsIgnoringCase("Accept-Encoding"));
        assertThat(answer.headers().firstValueAsLong("Content-Length")).hasValue(answer.body().length);
        assertThat(unpacked(answer.body())).contains("</html>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"identity", "gzip;q=0", "gzip; q=0.0, identity", "deflate", "gzipped"})
    void compressesNothingForWhoeverDoesNot(String accepted) throws Exception {
        var answer = get("/sign-in", "Accept-Encoding", accepted);

        assertThat(answer.headers().firstValue("Content-Encoding")).isEmpty();
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("</html>");
    }

    @Test
    void compressesListsOfTheApi() throws Exception {
        var token = server.tokenText(null, Permission.CONTROL_READ);

        var packed = get("/api/v1/controls", "Accept-Encoding", "gzip", "Authorization", "Bearer " + token);
        var plain = get("/api/v1/controls", "Authorization", "Bearer " + token);

        assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(unpacked(packed.body())).isEqualTo(new String(plain.body(), StandardCharsets.UTF_8));
    }

    private HttpResponse<byte[]> get(String path, String... headers) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(URI.create(server.url() + path)).headers(headers);
            return client.send(request.build(), BodyHandlers.ofByteArray());
        }
    }

    private static String unpacked(byte[] body) throws IOException {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
