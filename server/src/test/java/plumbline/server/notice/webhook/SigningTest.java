package plumbline.server.notice.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

class SigningTest {

    /// The vector that the specification's libraries are tested with.
    @Test
    void signsAsTheSpecificationsVectorSays() {
        assertThat(Signing.signature(
                        List.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        Instant.ofEpochSecond(1_614_265_330L),
                        "{\"test\": 2432232314}"))
                .isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void signsWithEverySecretThatIsValid() {
        var first = Signing.newSecret();
        var second = Signing.newSecret();
        var at = Instant.ofEpochSecond(1);
        assertThat(Signing.signature(List.of(first, second), "msg_1", at, "x"))
                .isEqualTo(Signing.signature(List.of(first), "msg_1", at, "x") + " "
                        + Signing.signature(List.of(second), "msg_1", at, "x"));
    }

    @Test
    void secretsAreLongAndNeverTheSame() {
        var secret = Signing.newSecret();
        assertThat(secret).startsWith("whsec_").isNotEqualTo(Signing.newSecret());
        assertThat(Base64.getDecoder().decode(secret.substring("whsec_".length())))
                .hasSize(32);
    }
}
