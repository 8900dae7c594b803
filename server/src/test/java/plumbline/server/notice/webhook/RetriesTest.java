package plumbline.server.notice.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetriesTest {

    @Test
    void spansMoreThanThreeDaysInTenTries() {
        var total = Duration.ZERO;
        int tries = 1;
        while (Retries.after(tries, 0).isPresent()) {
            total = total.plus(Retries.after(tries, 0).get());
            tries++;
        }
        assertThat(tries).isEqualTo(10);
        assertThat(total).isEqualTo(Duration.parse("PT75H35M5S"));
    }

    @Test
    void spreadsWaitsByAtMostATenth() {
        assertThat(Retries.after(2, 1)).contains(Duration.ofSeconds(330));
        assertThat(Retries.after(2, 0)).contains(Duration.ofMinutes(5));
    }
}
