package plumbline.server.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import plumbline.server.Answer;
import plumbline.server.ServerFixture;
import plumbline.server.TestApi;
import plumbline.server.TestBrowser;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Role;
import plumbline.testkit.Seeds;
import tools.jackson.databind.JsonNode;

/// Drives the API by its OpenAPI document alone, with random requests: whatever is asked, the answer is one that the
/// document announces, a refusal is a problem that says where, and nothing ever fails on our side.
/// `-Dplumbline.requests=N` sends more of each operation.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RandomApiTest {
    private static final int REQUESTS = Integer.getInteger("plumbline.requests", 25);
    private static final Pattern POINTER = Pattern.compile("(/([^~]|~[01])*)?|\\?[A-Za-z]+");

    private ServerFixture server;
    private TestApi program;
    private TestBrowser administrator;

    @BeforeAll
    void start() {
        server = ServerFixture.start();
        for (int i = 0; i < 4; i++) {
            // Small numbers belong to those whom random requests may end; those who ask come later.
            server.person(Role.ENGINEER);
            server.token(Permission.SERVICE_READ);
        }
        program = server.token(Arrays.stream(Permission.values())
                .filter(Permission::grantableToTokens)
                .toArray(Permission[]::new));
        administrator = server.signIn(Role.ADMINISTRATOR);
        administrator.open("/settings/account");
        assertThat(program.post(
                                "/api/v1/services",
                                "{\"name\":\"Shop\",\"ourRole\":\"provider\",\"model\":\"saas\",\"dataClass\":\"confidential\"}")
                        .status())
                .isEqualTo(201);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void answersWhateverIsAskedAsItsDocumentSays() {
        var document = server.nobody().get("/api/v1/openapi.json").json();
        var requests = new RandomRequests(document, Seeds.random("RandomApiTest"));
        var failures = new LinkedHashMap<String, String>();
        for (var path : document.get("paths").properties()) {
            for (var operation : path.getValue().properties()) {
                var method = operation.getKey().toUpperCase(Locale.ROOT);
                // The limit of calls a minute is another test's.
                server.clock().advance(Duration.ofSeconds(61));
                for (int i = 0; i < REQUESTS; i++) {
                    var request = requests.make(method, path.getKey(), operation.getValue());
                    collect(failures, method + path.getKey(), () -> {
                        check(request, operation.getValue(), byProgram(request));
                        check(request, operation.getValue(), byAdministrator(request));
                    });
                }
            }
        }
        assertThat(String.join("\n\n", failures.values())).isEmpty();
        assertThat(program.get("/api/v1/me").status()).isEqualTo(200);
        assertThat(administrator.get("/api/v1/me").status()).isEqualTo(200);
    }

    /// One failure of each operation tells enough.
    private static void collect(Map<String, String> failures, String operation, Runnable check) {
        try {
            check.run();
        } catch (AssertionError e) {
            failures.putIfAbsent(operation, String.valueOf(e.getMessage()));
        }
    }

    private Answer byProgram(RandomRequests.Made made) {
        return program.send(filled(program.request(made.path()), made));
    }

    private Answer byAdministrator(RandomRequests.Made made) {
        return administrator.send(
                filled(administrator.request(made.path()).header("X-CSRF-TOKEN", administrator.proof()), made));
    }

    private static HttpRequest filled(HttpRequest.Builder request, RandomRequests.Made made) {
        made.headers().forEach(request::setHeader);
        return request.method(made.method(), BodyPublishers.ofString(made.body()))
                .build();
    }

    private static void check(RandomRequests.Made request, JsonNode operation, Answer answer) {
        var what = request + " -> " + answer.status() + " " + excerpt(answer.text());
        assertThat(answer.status()).as(what).isLessThan(500);
        assertThat(operation.get("responses").has(Integer.toString(answer.status())))
                .as("announced: " + what)
                .isTrue();
        assertThat(answer.header("X-Request-Id")).as(what).isNotEmpty();
        assertThat(answer.response().headers().firstValue("X-Injected"))
                .as(what)
                .isEmpty();
        if (answer.status() >= 400) {
            assertThat(answer.header("Content-Type")).as(what).startsWith("application/problem+json");
            assertThat(answer.json().get("status").asInt()).as(what).isEqualTo(answer.status());
            assertThat(answer.json().get("type").asString()).as(what).startsWith("/problems/");
            assertThat(answer.json().get("detail").asString()).as(what).isNotBlank();
            assertThat(answer.json().path("errors").findValuesAsString("pointer"))
                    .as(what)
                    .allMatch(pointer -> POINTER.matcher(pointer).matches());
            assertThat(answer.text()).as(what).doesNotContain("Exception", "org.jooq", "plumbline.server", "SQL");
        }
    }

    private static String excerpt(String text) {
        return text.length() > 1000 ? text.substring(0, 1000) : text;
    }
}
