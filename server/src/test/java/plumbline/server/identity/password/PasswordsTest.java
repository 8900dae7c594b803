package plumbline.server.identity.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import plumbline.server.api.ProblemException;

class PasswordsTest {
    private static final String WORDS = "lorry dentist umbrella moss";

    @Test
    void nobodyWaitsWithoutEnd() {
        var full = new Passwords(0, Duration.ofMillis(1));

        assertThatThrownBy(() -> full.hash(WORDS)).isInstanceOfSatisfying(ProblemException.class, busy -> {
            assertThat(busy.problem().type().status()).isEqualTo(503);
            assertThat(busy.problem().headers()).containsKey("Retry-After");
        });
        assertThatThrownBy(() -> full.matches(WORDS, null)).isInstanceOf(ProblemException.class);
    }

    @Test
    void aPlaceIsFreeAgainWhateverCameOfIt() {
        var one = new Passwords(1, Duration.ZERO);
        var hash = one.hash(WORDS);

        assertThatThrownBy(() -> one.matches(WORDS, "no hash at all")).isInstanceOf(RuntimeException.class);
        assertThat(one.matches(WORDS, hash)).isTrue();
    }
}
