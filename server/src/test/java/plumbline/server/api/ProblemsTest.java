package plumbline.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import plumbline.server.Answer;
import plumbline.server.ServerFixture;
import plumbline.server.TestApi;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Role;

class ProblemsTest {
    private static final String SERVICES = "/api/v1/services";

    private final ServerFixture server = ServerFixture.shared();
    private final TestApi api =
            server.token(Permission.SERVICE_READ, Permission.SERVICE_WRITE, Permission.FINDING_READ);

    @Test
    void sayWhatIsNotThere() {
        var answer = api.get("/api/v1/nothing");

        is(answer, 404, "not-found");
        assertThat(answer.json().get("requestId").asString()).isEqualTo(answer.header("X-Request-Id"));
        is(api.get(SERVICES + "/no-such-service"), 404, "not-found");
    }

    @Test
    void sayWhatCanBeDoneInstead() {
        var answer = api.delete(SERVICES);

        is(answer, 405, "method-not-allowed");
        assertThat(answer.header("Allow")).contains("GET").contains("POST");
        is(api.send("POST", SERVICES, "<a/>", "Content-Type", "application/xml"), 415, "unsupported-media-type");
        is(api.send(api.request(SERVICES).header("Accept", "image/png").build()), 406, "not-acceptable");
    }

    @Test
    void sayWhereJsonIsBroken() {
        var answer = api.post(SERVICES, "{\"name\": \"shop\",}");

        is(answer, 400, "malformed");
        assertThat(answer.json().get("detail").asString()).contains("line 1, column");
        is(api.post(SERVICES, ""), 400, "malformed");
    }

    @Test
    void pointAtTheMemberThatIsWrong() {
        var answer = api.post(SERVICES, "{\"name\": \"shop\", \"environments\": {\"a\": 1}}");

        is(answer, 422, "invalid");
        assertThat(answer.json().get("errors").get(0).get("pointer").asString()).isEqualTo("/environments");
        var pack = server.token(Permission.PACK_EXPORT)
                .post("/api/v1/packs", "{\"service\": \"shop\", \"from\": \"2026-11-01\", \"to\": \"2026-11-02\"}");
        is(pack, 422, "invalid");
        assertThat(pack.json().get("errors").get(0).get("detail").asString()).startsWith("must be a time such as");
        var limit = api.get("/api/v1/findings?limit=many");
        is(limit, 422, "invalid");
        assertThat(limit.json().get("errors").get(0).get("pointer").asString()).isEqualTo("?limit");
    }

    @Test
    void boundTheBody() throws IOException {
        is(
                api.send(api.request(SERVICES)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(new byte[(int) BodyLimitFilter.MOST_BYTES + 1]))
                        .build()),
                413,
                "too-large");
    }

    @Test
    void refuseParametersThatAreNoText() throws IOException {
        var uri = URI.create(server.url());
        var form = "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
        for (var query : new String[] {"?q=%ED%A0%BD", "?q=%FF", "?q=%zz"}) {
            var text = raw(uri, form.replace("GET /", "GET /sign-in" + query));
            assertThat(text).as(query).startsWith("HTTP/1.1 400").doesNotContain("Exception");
        }
    }

    @Test
    void boundAFormBeforeTheContainerReadsIt() throws IOException {
        var head = String.join(
                "\r\n",
                "POST /sign-in HTTP/1.1",
                "Host: localhost",
                "Connection: close",
                "Content-Type: application/x-www-form-urlencoded",
                "");
        var large = "Content-Length: " + (BodyLimitFilter.MOST_FORM_BYTES + 1) + "\r\n\r\n";
        var unannounced = "Transfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\n\r\n";

        assertThat(raw(URI.create(server.url()), head + large)).startsWith("HTTP/1.1 413");
        assertThat(raw(URI.create(server.url()), head + unannounced)).startsWith("HTTP/1.1 400");
    }

    @Test
    void tellNothingOfTheInside() {
        for (var answer : new Answer[] {
            api.post(SERVICES, "{\"name\": 1}"), api.post(SERVICES, "[]"), api.post(SERVICES, "{\"ourRole\": \"x\"}")
        }) {
            assertThat(answer.status()).isBetween(400, 499);
            assertThat(answer.text()).doesNotContain("Exception", "plumbline.server", "at java", "tools.jackson");
        }
    }

    @Test
    void sayInOurWordsWhatTheContainerRefuses() throws IOException {
        var uri = URI.create(server.url());
        for (var path : new String[] {"/api/v1/%2e%2e/x", "/api/v1/;x=y", "/api//v1"}) {
            var text = raw(uri, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            assertThat(text).as(path).contains("application/problem+json").doesNotContain("Exception", "Apache");
        }
    }

    @Test
    void arePagesForPeople() {
        var answer = server.signIn(Role.ENGINEER).get("/nothing-here");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text()).contains("There is no such thing").contains(answer.header("X-Request-Id"));
        assertThat(server.browser().get("/problems/invalid").text()).contains("errors says what is wrong where");
    }

    @Test
    void echoAPlainRequestIdAndReplaceAnOddOne() {
        var asked = api.send(
                api.request(SERVICES).header("X-Request-Id", "build-4711-a").build());
        assertThat(asked.header("X-Request-Id")).isEqualTo("build-4711-a");

        var odd = api.send(
                api.request(SERVICES).header("X-Request-Id", "a b<script>").build());
        assertThat(odd.header("X-Request-Id")).matches("[0-9a-f]{24}");
    }

    private static String raw(URI uri, String request) throws IOException {
        try (var socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static void is(Answer answer, int status, String slug) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.json().get("type").asString()).isEqualTo("/problems/" + slug);
        assertThat(answer.json().get("status").asInt()).isEqualTo(status);
    }

    @Test
    void answersAnAddressTooLongToBeReadAsAProblem() {
        var answer = server.nobody().get("/api/v1/me?x=" + "9".repeat(20_000));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    }
}
