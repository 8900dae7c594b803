package plumbline.server.evidence.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plumbline.ledger.Policy;
import plumbline.ledger.VerifierKey;
import plumbline.server.ServerFixture;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Subject;
import plumbline.testkit.Await;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LedgerFilesTest {
    private ServerFixture server;

    @BeforeAll
    void start() {
        server = ServerFixture.start();
        var journal = server.part(Journal.class);
        server.transactions().run(tx -> {
            for (int i = 0; i < 300; i++) {
                journal.append(tx, Actor.SYSTEM, "test.done", Subject.of("test", "one"));
            }
        });
        var ledger = server.part(Ledger.class);
        Await.holds("the publication", () -> ledger.status().pending() == 0);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void servesACheckpointThatItsKeysVerify() {
        var checkpoint = server.nobody().get("/ledger/checkpoint");
        var keys = server.nobody()
                .get("/ledger/keys")
                .text()
                .lines()
                .map(VerifierKey::parse)
                .toList();

        assertThat(keys).hasSize(2);
        assertThat(checkpoint.header("Content-Type")).isEqualToIgnoringCase("text/plain;charset=utf-8");
        assertThat(checkpoint.header("Cache-Control")).isEqualTo("max-age=2");
        assertThat(Policy.ofLog(keys).verify(checkpoint.bytes()).size()).isGreaterThanOrEqualTo(300);
    }

    @Test
    void servesTilesThatNeverChange() {
        var tile = server.nobody().get("/ledger/tile/0/000");
        var bundle = server.nobody().get("/ledger/tile/entries/000");

        assertThat(tile.bytes()).hasSize(8192);
        assertThat(tile.header("Content-Type")).isEqualTo("application/octet-stream");
        assertThat(tile.header("Cache-Control")).contains("max-age=31536000", "immutable");
        assertThat(bundle.status()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ledger/tile/../../keys/ledger.key",
                "/ledger/tile/%2e%2e/%2e%2e/keys/ledger.key",
                "/ledger/tile/0/..%2f..%2f..%2fkeys%2fledger.key",
                "/ledger/tile/0/000/../../../../keys/ledger.key",
                "/ledger/tile//0/000",
                "/ledger/tile/0/0000",
                "/ledger/tile/00/000",
                "/ledger/tile/0/000%00",
                "/ledger/tile/64/000",
                "/ledger/tile/0/001.p/256",
                "/ledger/tile/0/x000/000",
                "/ledger/.state/lock",
                "/ledger/tile/.state/lock",
                "/ledger/tile/0\\..\\..\\keys\\ledger.key",
            })
    void answersNothingElse(String path) throws IOException {
        var answer = raw(path);

        assertThat(answer).startsWith("HTTP/1.1 4").doesNotContain("PRIVATE+KEY");
        assertThat(Files.exists(server.home().resolve("keys/ledger.key"))).isTrue();
    }

    /// Sends the path as it is: a client library would tidy it first.
    private String raw(String path) throws IOException {
        var uri = URI.create(server.url());
        try (var socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
