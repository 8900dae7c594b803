package plumbline.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Role;

/// What strangers try at the door, below the level of pages and endpoints.
class HardeningTest {
    private final ServerFixture server = ServerFixture.shared();

    @Test
    void countsTheClientBehindATrustedProxyAndNobodyElse() {
        try (var behind = ServerFixture.startWith(Map.of("PLUMBLINE_TRUSTED_PROXIES", "127.0.0.1"))) {
            for (int i = 0; i < 30; i++) {
                assertThat(guess(behind, "198.51.100.1")).isEqualTo(401);
            }
            assertThat(guess(behind, "198.51.100.1")).isEqualTo(429);
            assertThat(guess(behind, "1.1.1.1, 198.51.100.1")).isEqualTo(429);
            assertThat(guess(behind, "198.51.100.2")).isEqualTo(401);
        }
    }

    @Test
    void takesNobodysWordForAnAddress() {
        try (var alone = ServerFixture.start()) {
            for (int i = 0; i < 30; i++) {
                assertThat(guess(alone, "198.51.100." + i)).isEqualTo(401);
            }
            assertThat(guess(alone, "198.51.100.200")).isEqualTo(429);
        }
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void hangsUpOnWhoSendsHeadersTooSlowly() throws IOException {
        try (var impatient = ServerFixture.startWith(Map.of("server.tomcat.connection-timeout", "300ms"));
                var socket = socket(impatient)) {
            socket.getOutputStream()
                    .write("GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow: ".getBytes(StandardCharsets.US_ASCII));

            assertThat(socket.getInputStream().readAllBytes()).isNotNull();
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/sign-in", "/settings/account", "/api/v1/me", "/nothing", "/api/v1/openapi.json"})
    void believesNoHostHeader(String path) throws IOException {
        var answer = raw(
                "GET " + path
                        + " HTTP/1.1|Host: evil.example|X-Forwarded-Host: evil.example|X-Forwarded-Proto: https|Forwarded: host=evil.example|Connection: close||");

        assertThat(answer).startsWith("HTTP/1.1 ").doesNotContain("evil.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /%zz HTTP/1.1|Host: localhost||",
                "GET / HTTP/1.1||",
                "GET /\u0001 HTTP/1.1|Host: localhost||",
                "NONSENSE||",
                "GET /..%2f..%2fetc/passwd HTTP/1.1|Host: localhost|Connection: close||",
                "GET /assets/..%5c..%5cetc HTTP/1.1|Host: localhost|Connection: close||",
                "TRACE / HTTP/1.1|Host: localhost|X-Secret: echoed|Connection: close||",
                "POST /sign-in HTTP/1.1|Host: localhost|Content-Length: x|Connection: close||",
                "POST /sign-in HTTP/1.1|Host: localhost|Content-Length: 3|Transfer-Encoding: chunked||0||",
            })
    void tellsNothingOfItselfWhenItRefuses(String request) throws IOException {
        var answer = raw(request);

        assertThat(answer)
                .startsWith("HTTP/1.1 4")
                .doesNotContain("Tomcat", "Apache", "Exception", "at org.", "plumbline.server", "echoed", "Server:");
    }

    @Test
    void refusesHeadersWithoutEnd() throws IOException {
        var answer = raw("GET / HTTP/1.1|Host: localhost|X-Long: " + "x".repeat(20_000) + "||");

        assertThat(answer).startsWith("HTTP/1.1 4").doesNotContain("Tomcat", "Apache");
    }

    @Test
    void refusesABodyOfUnannouncedLengthWhenItIsTooLong() {
        var api = server.token(Permission.SCAN_PUSH);

        var answer = api.send(api.request("/api/v1/scans")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(new byte[(32 << 20) + 1])))
                .build());

        assertThat(answer.status()).isEqualTo(413);
    }

    @Test
    void tellsWhatCanBeDoneWithAnAddressAndNothingToOtherSites() throws IOException {
        var api = server.nobody();
        var options = api.send("OPTIONS", "/api/v1/services", "");
        assertThat(options.status()).isEqualTo(200);
        assertThat(options.header("Allow")).contains("GET", "POST");

        var preflight = raw(
                "OPTIONS /api/v1/services HTTP/1.1|Host: localhost|Origin: https://evil.example|Access-Control-Request-Method: POST|Connection: close||");
        assertThat(preflight).startsWith("HTTP/1.1 403").doesNotContain("Access-Control-Allow");
    }

    @Test
    void headIsGetWithoutABody() {
        var browser = server.signIn(Role.ENGINEER);

        var head = browser.send(browser.request("/services")
                .method("HEAD", BodyPublishers.noBody())
                .build());

        assertThat(head.status()).isEqualTo(200);
        assertThat(head.bytes()).isEmpty();
        var api = server.nobody();
        assertThat(api.send("HEAD", "/api/v1/services", "").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH", "DELETE", "PROPFIND"})
    void pagesTakeNoOtherMethods(String method) {
        var browser = server.signIn(Role.ENGINEER);

        assertThat(browser.json(method, "/services", "").status()).isBetween(400, 499);
    }

    @Test
    void namesNoFrameworkInItsHeaders() {
        var headers =
                server.nobody().get("/api/v1/openapi.json").response().headers().map();

        assertThat(headers.keySet().stream().map(String::toLowerCase)).doesNotContain("server", "x-powered-by");
    }

    private static int guess(ServerFixture at, String forwarded) {
        var api = at.nobody();
        return api.send(api.request("/api/v1/me")
                        .header("Authorization", "Bearer plb_wrong")
                        .header("X-Forwarded-For", forwarded)
                        .build())
                .status();
    }

    /// Sends these lines, which end with a bar each, and reads until the server hangs up.
    private String raw(String request) throws IOException {
        try (var socket = socket(server)) {
            socket.getOutputStream().write(request.replace("|", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Socket socket(ServerFixture at) throws IOException {
        var uri = URI.create(at.url());
        return new Socket(uri.getHost(), uri.getPort());
    }
}
