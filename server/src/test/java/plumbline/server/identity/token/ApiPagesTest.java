package plumbline.server.identity.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.util.HtmlUtils;
import plumbline.server.Answer;
import plumbline.server.ServerFixture;
import plumbline.server.TestBrowser;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Role;

/// The lines that the pages show do what they say, as they stand.
class ApiPagesTest {
    private static final Pattern LINE =
            Pattern.compile("<figure class=\"snippet command\"><pre[^>]*><code>(.*?)</code>");
    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|(\\S+)");

    private static ServerFixture server;
    private static TestBrowser administrator;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        server = ServerFixture.startAt("http://plumbline.example:9120");
        administrator = server.signIn(Role.ADMINISTRATOR);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void theLineShownWithANewTokenSaysWhoItIs() {
        var page = tokenMade();
        var lines = lines(page);
        var secret = lines.getFirst();
        assertThat(secret).startsWith("plb_");
        assertThat(lines.get(1)).isEqualTo("export PLUMBLINE_TOKEN='" + secret + "'");
        assertThat(lines.get(2))
                .contains("http://plumbline.example:9120/api/v1/me")
                .doesNotContain(secret);

        var answer = call(lines.get(2), secret);

        assertThat(answer.status()).as(lines.get(2)).isEqualTo(200);
        assertThat(answer.json().get("kind").asString()).isEqualTo("service account");
        assertThat(answer.json().get("permissions").toString()).contains("scan:push");
    }

    @Test
    void theLineShownWithANewTokenRunsInAShell() throws IOException, InterruptedException {
        assumeTrue(hasCurl(), "curl is not here");
        var lines = lines(tokenMade());

        var said = shell(lines.get(1) + "\n" + lines.get(2));

        assertThat(said).contains("\"kind\":\"service account\"");
    }

    @Test
    void everyCallThatThePageExplainsWorks() throws IOException, InterruptedException {
        var calls = lines(administrator.get("/settings/api")).stream()
                .filter(line -> line.startsWith("curl"))
                .toList();
        var secret = server.tokenText(null, Permission.SERVICE_READ, Permission.SERVICE_WRITE);
        assertThat(calls).hasSize(4);
        for (var line : calls) {
            assertThat(call(line, secret).status()).as(line).isIn(200, 201);
        }
        if (hasCurl()) {
            Files.writeString(
                    folder.resolve("services.csv"), "name,our role,model,data class\nPump,both,saas,public\n");
            assertThat(shell("export PLUMBLINE_TOKEN='" + secret + "'\n" + String.join(" && echo && ", calls)))
                    .contains("\"service account\"", "\"key\":\"shop\"", "\"created\":1");
        }
    }

    @Test
    void aTokenThatPushesScansIsToldHow() {
        assertThat(lines(tokenMade()).get(3))
                .isEqualTo("PLUMBLINE_URL='http://plumbline.example:9120' ./plumbline scan . --push --service SERVICE");
    }

    @Test
    void everybodyMayReadHowProgramsCall() {
        var page = server.signIn(Role.EMPLOYEE).get("/settings/api");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text())
                .contains("href=\"/api/v1/openapi.json\"", "3\u202f000 times a minute", "scan:push")
                .doesNotContain("account:manage", "Make a token");
        assertThat(administrator.get("/settings/api").text()).contains("Make a token");
    }

    private static Answer tokenMade() {
        var account = administrator
                .post("/settings/service-accounts", "name", "a" + System.nanoTime(), "purpose", "tests")
                .location()
                .orElseThrow();
        var page = administrator.post(account + "/tokens", "permissions", "scan:push", "serviceKey", "", "days", "30");
        assertThat(page.status()).isEqualTo(200);
        return page;
    }

    private static List<String> lines(Answer page) {
        return LINE.matcher(page.text())
                .results()
                .map(found -> HtmlUtils.htmlUnescape(found.group(1)))
                .toList();
    }

    /// What the line asks for, sent to this server.
    private static Answer call(String line, String secret) {
        var words = words(line.replace("$PLUMBLINE_TOKEN", secret));
        var address = URI.create(words.getLast());
        assertThat(address.getAuthority()).isEqualTo("plumbline.example:9120");
        var path = address.getRawPath() + (address.getRawQuery() == null ? "" : "?" + address.getRawQuery());
        var request = server.nobody().request(path);
        String body = null;
        for (int i = 0; i < words.size() - 1; i++) {
            switch (words.get(i)) {
                case "--header" -> {
                    var header = words.get(++i).split(": ", 2);
                    request.header(header[0], header[1]);
                }
                case "--data" -> body = words.get(++i);
                case "--data-binary" -> {
                    assertThat(words.get(++i)).isEqualTo("@services.csv");
                    body = "name,our role,model,data class\nPump,both,saas,public\n";
                }
                default -> assertThat(words.get(i)).isIn("curl", "--fail-with-body");
            }
        }
        return server.nobody()
                .send((body == null ? request.GET() : request.POST(BodyPublishers.ofString(body))).build());
    }

    private static List<String> words(String line) {
        var words = new ArrayList<String>();
        WORD.matcher(line)
                .results()
                .forEach(word -> words.add(
                        word.group(1) != null ? word.group(1) : word.group(2) != null ? word.group(2) : word.group(3)));
        return words;
    }

    private static boolean hasCurl() {
        return List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(place -> Files.isExecutable(Path.of(place, "curl")));
    }

    /// Runs lines as they were shown, but for the name of the host, which is this server's here.
    private String shell(String lines) throws IOException, InterruptedException {
        var process = new ProcessBuilder("sh", "-c", lines.replace("http://plumbline.example:9120", server.url()))
                .directory(folder.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
