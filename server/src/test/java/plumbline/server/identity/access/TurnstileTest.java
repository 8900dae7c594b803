package plumbline.server.identity.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TurnstileTest {

    @Test
    void whoeverHasWaitedLongEnoughGoesInWithoutAPlace() {
        var turnstile = new Turnstile(Duration.ofMillis(1));
        takeAll(turnstile);

        assertThat(turnstile.enter()).isFalse();
    }

    @Test
    void aPlaceThatIsLeftIsTakenByWhoeverWaits() throws Exception {
        var turnstile = new Turnstile(Duration.ofMinutes(1));
        takeAll(turnstile);
        var waiting = CompletableFuture.supplyAsync(turnstile::enter);

        turnstile.leave();

        assertThat(waiting.get(1, TimeUnit.MINUTES)).isTrue();
    }

    private static void takeAll(Turnstile turnstile) {
        for (int i = 0; i < Turnstile.places(); i++) {
            assertThat(turnstile.enter()).isTrue();
        }
    }
}
