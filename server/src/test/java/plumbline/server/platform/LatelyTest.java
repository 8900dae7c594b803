package plumbline.server.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LatelyTest {
    private final AtomicLong nanos = new AtomicLong();
    private final AtomicInteger asked = new AtomicInteger();
    private final Lately<Integer> value = new Lately<>(Duration.ofSeconds(2), asked::incrementAndGet, nanos::get);

    @Test
    void asksAnewOnlyAfterAWhile() {
        assertThat(value.get()).isEqualTo(1);
        nanos.addAndGet(Duration.ofMillis(1_999).toNanos());
        assertThat(value.get()).isEqualTo(1);
        nanos.addAndGet(Duration.ofMillis(1).toNanos());
        assertThat(value.get()).isEqualTo(2);
    }

    @Test
    void asksAnewOnceForgotten() {
        value.get();
        value.forget();
        assertThat(value.get()).isEqualTo(2);
    }

    @Test
    void doesNotKeepWhatWasAskedBeforeItWasForgotten() {
        var asking = new Lately<?>[1];
        var kept = new Lately<>(
                Duration.ofSeconds(2),
                () -> {
                    int answer = asked.incrementAndGet();
                    if (answer == 1) {
                        asking[0].forget();
                    }
                    return answer;
                },
                nanos::get);
        asking[0] = kept;
        assertThat(kept.get()).isEqualTo(1);
        assertThat(kept.get()).isEqualTo(2);
    }
}
