package plumbline.server.identity.factor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    /// Appendix B of RFC 6238, SHA-1; of its eight digits the last six.
    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void makesTheCodesOfTheStandard(long seconds, String code) {
        assertThat(Totp.code(SECRET, Totp.step(Instant.ofEpochSecond(seconds)))).isEqualTo(code);
    }

    @Test
    void takesTheStepBeforeAndAfterAndNoOther() {
        var now = Instant.ofEpochSecond(1_111_111_111);
        long step = Totp.step(now);
        for (int drift = -3; drift <= 3; drift++) {
            var matched = Totp.match(SECRET, Totp.code(SECRET, step + drift), now);
            if (Math.abs(drift) <= 1) {
                assertThat(matched).as("drift %d", drift).hasValue(step + drift);
            } else {
                assertThat(matched).as("drift %d", drift).isEmpty();
            }
        }
        assertThat(Totp.match(SECRET, "", now)).isEmpty();
        assertThat(Totp.match(SECRET, "1234567", now)).isEmpty();
    }

    /// Section 10 of RFC 4648, without the padding.
    @ParameterizedTest
    @CsvSource({"f, MY", "fo, MZXQ", "foo, MZXW6", "foob, MZXW6YQ", "fooba, MZXW6YTB", "foobar, MZXW6YTBOI"})
    void writesBase32AsTheStandardSays(String text, String letters) {
        assertThat(Base32.encode(text.getBytes(StandardCharsets.US_ASCII))).isEqualTo(letters);
    }

    @Test
    void tellsTheAppWhoseCodesTheyAre() {
        assertThat(Totp.uri(SECRET, "Plumbline", "ada+x@example.com"))
                .isEqualTo("otpauth://totp/Plumbline:ada%2Bx%40example.com?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
                        + "&issuer=Plumbline&algorithm=SHA1&digits=6&period=30");
    }
}
