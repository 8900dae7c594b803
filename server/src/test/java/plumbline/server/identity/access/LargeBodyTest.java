package plumbline.server.identity.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import plumbline.server.ServerFixture;
import plumbline.server.SlowUploads;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Role;
import plumbline.testkit.Await;

/// Large bodies: who may send them. Nobody here sends more than the first byte of what they announce.
class LargeBodyTest {
    private static final int SOON_MILLIS = 8_000;
    private static final String FILE = "Content-Type: multipart/form-data; boundary=x|Content-Length: 40000000";

    private final ServerFixture server = ServerFixture.shared();

    @ParameterizedTest
    @CsvSource({
        "POST, /sign-in, 401",
        "GET, /sign-in, 401",
        "PUT, /nothing, 401",
        "POST, /evidence, 401",
        "POST, /external/pack, 401",
        "POST, /external/evidence, 404",
        "POST, /external/evidence?token=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA, 404",
        "POST, /api/v1/evidence, 401"
    })
    void aStrangersFileIsRefusedBeforeItIsSent(String method, String path, int status) throws IOException {
        // Only these two addresses take more than 32 MiB at all.
        var file = path.contains("evidence") ? FILE : FILE.replace("40000000", "30000000");

        assertThat(answer(method + " " + path + " HTTP/1.1|Host: localhost|" + file + "||-"))
                .startsWith("HTTP/1.1 " + status);
    }

    @ParameterizedTest
    @CsvSource({
        "Content-Type: application/x-www-form-urlencoded|Content-Length: 70000",
        "Content-Type: application/json|Content-Length: 1000000",
        "Content-Type: application/json|Transfer-Encoding: chunked",
        "Authorization: Bearer plb_wrong|Content-Length: 30000000",
        "Cookie: plumbline=bm8gc2Vzc2lvbg==|Content-Length: 30000000"
    })
    void aStrangerSendsNoMoreThanAFormHolds(String headers) throws IOException {
        assertThat(answer("POST /api/v1/services HTTP/1.1|Host: localhost|" + headers + "||1"))
                .startsWith("HTTP/1.1 401");
    }

    @Test
    void whoHasSignedInIsAskedForTheFile() throws IOException {
        var browser = server.signIn(Role.COMPLIANCE_MANAGER);
        var cookie = browser.cookie("plumbline").orElseThrow();
        var head = "POST /evidence HTTP/1.1|Host: localhost|Cookie: plumbline=" + cookie.getValue()
                + "|Content-Type: multipart/form-data; boundary=x|Content-Length: 4|Connection: close||--x-";

        assertThat(answer(head)).as("A form without proof, which was read").startsWith("HTTP/1.1 403");
    }

    @Test
    void aPersonsSlowFilesLeavePlacesToTheOthers() throws IOException {
        var cookie = server.signIn(Role.COMPLIANCE_MANAGER).cookie("plumbline").orElseThrow();

        assertThatOthersSendWhile("/evidence", "Cookie: plumbline=" + cookie.getValue());
    }

    @Test
    void aProgramsSlowFilesLeavePlacesToTheOthers() throws IOException {
        assertThatOthersSendWhile(
                "/api/v1/evidence", "Authorization: Bearer " + server.tokenText(null, Permission.EVIDENCE_WRITE));
    }

    /// As many as there are places, and the few more that one sender may not have.
    private void assertThatOthersSendWhile(String path, String slowSender) throws IOException {
        var other = server.signIn(Role.COMPLIANCE_MANAGER);
        try (var slow = new SlowUploads(server.url())) {
            for (int i = 0; i < LargeBodyFilter.PLACES + LargeBodyFilter.OF_ONE_SENDER; i++) {
                slow.begin(path, slowSender);
            }
            Await.holds("the refusal of all but a few", () -> slow.answered(429) == LargeBodyFilter.PLACES);

            assertThat(other.upload("/evidence", "empty.pdf", new byte[0]).status())
                    .as("A form that was read, and lacks all but a file")
                    .isEqualTo(422);
        }
    }

    private String answer(String request) throws IOException {
        var uri = URI.create(server.url());
        try (var socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.setSoTimeout(SOON_MILLIS);
            socket.getOutputStream().write(request.replace("|", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
        }
    }
}
