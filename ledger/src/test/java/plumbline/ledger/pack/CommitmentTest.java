package plumbline.ledger.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import plumbline.ledger.json.JsonException;

class CommitmentTest {
    private static final Salt SALT = Salt.of(new byte[Salt.BYTES]);
    private static final byte[] HELLO = "hello".getBytes(UTF_8);
    private static final Instant TIME = Instant.parse("2026-11-23T09:00:00.000120Z");

    /// The digest is what `(head -c 32 /dev/zero; printf hello) | sha256sum` prints.
    @Test
    void hasOneSpelling() {
        assertThat(new String(commitment().leaf(), UTF_8))
                .isEqualTo("{\"id\":\"EV-1\",\"kind\":\"scan\",\"length\":5,\"mediaType\":\"text/plain\","
                        + "\"schema\":\"plumbline.commitment/v1\","
                        + "\"sha256\":\"a41de667c15557cbd8acdd71ef0fef5dc73561374baed8330f8adb0e1424cd62\","
                        + "\"time\":\"2026-11-23T09:00:00.000120Z\"}");
        assertThat(Commitment.read(commitment().leaf())).isEqualTo(commitment());
    }

    @Test
    void digestsTheSaltAndTheContentAndNothingElse() throws IOException {
        byte[] other = SALT.bytes();
        other[31] = 1;
        SaltedDigest hello = SALT.digest(HELLO);
        assertThat(SALT.digest(new ByteArrayInputStream(HELLO))).isEqualTo(hello);
        assertThat(Salt.of(other).digest(HELLO)).isNotEqualTo(hello);
        assertThat(SALT.digest("Hello".getBytes(UTF_8))).isNotEqualTo(hello);
        assertThatThrownBy(() -> Salt.of(new byte[31])).hasMessageContaining("32 bytes");
        assertThat(SALT).hasToString("Salt[withheld]").isEqualTo(Salt.ofHex("00".repeat(32)));
    }

    @Test
    void refusesAnyOtherLeaf() {
        String leaf = new String(commitment().leaf(), UTF_8);
        for (String other : List.of(
                leaf + "\n",
                leaf.replace("commitment/v1", "commitment/v2"),
                leaf.replace("{\"id\"", "{\"a\":1,\"id\""),
                leaf.replace(".000120Z", ".00012Z"),
                leaf.replace("2026-11-23", "2026-13-23"),
                leaf.replace("EV-1", "../EV-1"),
                leaf.replace("EV-1", "EV-1."),
                leaf.replace("\"length\":5", "\"length\":-5"))) {
            assertThatThrownBy(() -> Commitment.read(other.getBytes(UTF_8)))
                    .as(other)
                    .isInstanceOf(JsonException.class);
        }
    }

    @Test
    void refusesATimeFinerThanTheDatabaseKeeps() {
        assertThatThrownBy(() -> new Commitment("a", "scan", TIME.plusNanos(1), "text/plain", SALT.digest(HELLO)))
                .hasMessageContaining("whole microseconds");
    }

    private static Commitment commitment() {
        return new Commitment("EV-1", "scan", TIME, "text/plain", SALT.digest(HELLO));
    }
}
