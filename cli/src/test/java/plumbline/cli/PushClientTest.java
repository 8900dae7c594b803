package plumbline.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import plumbline.ledger.json.CanonicalJson;
import plumbline.ledger.json.JsonArray;
import plumbline.ledger.json.JsonObject;
import plumbline.ledger.json.JsonValue;

class PushClientTest {
    private static final ScanSource SOURCE = new ScanSource(Optional.of("c".repeat(40)), "infra", "d".repeat(64));

    private final List<Duration> pauses = new ArrayList<>();
    private FakeServer server;

    @BeforeEach
    void start() throws IOException {
        server = new FakeServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void sendsAScanInPartsAndReturnsTheSummary() throws Exception {
        Upload upload = upload(2_500);
        assertThat(push(upload).integer("opened")).isEqualTo(3);
        assertThat(server.requests)
                .containsExactly(
                        "POST /api/v1/scans",
                        "PUT /api/v1/scans/SCAN-1/parts/0",
                        "PUT /api/v1/scans/SCAN-1/parts/1",
                        "PUT /api/v1/scans/SCAN-1/parts/2",
                        "POST /api/v1/scans/SCAN-1/complete");
        assertThat(server.header().string("service")).isEqualTo("shop");
        assertThat(server.header().object("source").string("commit")).isEqualTo("c".repeat(40));
        assertThat(server.header().integer("total")).isEqualTo(2_500);
        assertThat(receivedDigest()).isEqualTo(upload.digest());
    }

    @Test
    void sendsAnEmptyScanAsWell() {
        push(upload(0));
        assertThat(server.requests).containsExactly("POST /api/v1/scans", "POST /api/v1/scans/SCAN-1/complete");
    }

    @Test
    void continuesWithThePartsThatTheServerHasNotGot() {
        server.parts.put(0, JsonObject.builder().build());
        server.parts.put(2, JsonObject.builder().build());
        push(upload(4_000));
        assertThat(server.requests)
                .containsExactly(
                        "POST /api/v1/scans",
                        "PUT /api/v1/scans/SCAN-1/parts/1",
                        "PUT /api/v1/scans/SCAN-1/parts/3",
                        "POST /api/v1/scans/SCAN-1/complete");
    }

    @Test
    void sendsAgainWhatTheServerLost() {
        server.loses = 1;
        push(upload(3_000));
        assertThat(Collections.frequency(server.requests, "PUT /api/v1/scans/SCAN-1/parts/1"))
                .isEqualTo(2);
        assertThat(Collections.frequency(server.requests, "PUT /api/v1/scans/SCAN-1/parts/0"))
                .isEqualTo(1);
    }

    @Test
    void triesAgainAfterBusyAnswersAndLostConnections() {
        server.mishaps.addAll(List.of(429, 0, 503));
        push(upload(1));
        assertThat(server.requests).hasSize(6);
        assertThat(pauses).containsExactly(Duration.ofSeconds(7), Duration.ofSeconds(1), Duration.ofSeconds(7));
    }

    @Test
    void givesUpAfterSixTries() {
        server.mishaps.addAll(Collections.nCopies(20, 503));
        assertThatThrownBy(() -> push(upload(1)))
                .isInstanceOf(CommandFailed.class)
                .hasMessage("the server answers 503 (the disk is full)");
        assertThat(server.requests).hasSize(6);
        assertThat(pauses).hasSize(5);
    }

    @Test
    void doesNotTryAgainWhatWillNotHelp() {
        server.mishaps.add(422);
        assertThatThrownBy(() -> push(upload(1))).hasMessage("the server answers 422 (the disk is full)");
        assertThat(server.requests).hasSize(1);
    }

    @Test
    void saysWhatToDoAboutAWrongTokenAndAWrongAddress() {
        assertThatThrownBy(() -> push(upload(1), server.uri(), "other"))
                .hasMessage("the server answers 401 (no such token): check PLUMBLINE_TOKEN");
        assertThatThrownBy(() -> push(upload(1), server.uri().resolve("/elsewhere/"), FakeServer.TOKEN))
                .hasMessage("the server answers 404 (not here): check --service and PLUMBLINE_URL");
        URI nobody = server.uri();
        server.close();
        assertThatThrownBy(() -> push(upload(1), nobody, FakeServer.TOKEN))
                .hasMessageContaining("cannot be reached")
                .hasMessageContaining("check PLUMBLINE_URL");
    }

    private JsonObject push(Upload upload) {
        return push(upload, server.uri(), FakeServer.TOKEN);
    }

    private JsonObject push(Upload upload, URI uri, String token) {
        try (PushClient client = new PushClient(uri, token, pauses::add)) {
            return client.push(upload, _ -> {});
        }
    }

    private static Upload upload(int count) {
        List<JsonValue> results = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            results.add(
                    JsonObject.builder().put("check", "SEG-01").put("line", i).build());
        }
        JsonObject document = JsonObject.builder()
                .put("tool", JsonObject.builder().put("name", "plumbline").build())
                .put("results", new JsonArray(results))
                .build();
        return Upload.of(document, "shop", SOURCE);
    }

    /// The digest as the server computes it from what arrived.
    private String receivedDigest() throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        JsonObject.Builder plain = JsonObject.builder();
        server.header().members().forEach((name, value) -> {
            if (!name.equals("digest")) {
                plain.put(name, value);
            }
        });
        digest.update((CanonicalJson.text(plain.build()) + "\n").getBytes(UTF_8));
        server.parts
                .values()
                .forEach(part -> part.array("results")
                        .forEach(result -> digest.update((CanonicalJson.text(result) + "\n").getBytes(UTF_8))));
        return HexFormat.of().formatHex(digest.digest());
    }
}
