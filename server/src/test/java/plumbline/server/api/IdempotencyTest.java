package plumbline.server.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;
import plumbline.server.ServerFixture;

class IdempotencyTest {
    private final Idempotency idempotency = ServerFixture.shared().part(Idempotency.class);
    private final AtomicInteger done = new AtomicInteger();
    private final String key = UUID.randomUUID().toString();

    @Test
    void doesTheWorkOnceAndAnswersTheSame() {
        var first = once("caller", key, "body");
        var second = once("caller", key, "body");

        assertThat(done).hasValue(1);
        assertThat(second.getStatusCode()).isEqualTo(first.getStatusCode());
        assertThat(second.getHeaders().getFirst("Location")).isEqualTo("/things/1");
        assertThat(second.getHeaders().getETag()).isEqualTo("\"3\"");
        assertThat(number(second)).isEqualTo(number(first));
    }

    @Test
    void doesItOnceHoweverManyAskAtTheSameMoment() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asks = java.util.stream.IntStream.range(0, 8)
                    .<Callable<ResponseEntity<Thing>>>mapToObj(_ -> () -> once("many", key, "body"))
                    .toList();
            for (var answer : threads.invokeAll(asks)) {
                assertThat(number(answer.get())).isEqualTo(1);
            }
        }
        assertThat(done).hasValue(1);
    }

    @Test
    void refusesAnotherBodyUnderTheSameKey() {
        once("caller", key, "body");

        assertThatThrownBy(() -> once("caller", key, "other body")).hasMessageContaining("another request");
    }

    @Test
    void keepsNoSecretForTheNextTime() {
        assertThat(once("caller", key, "body").getBody().secret()).isEqualTo("secret");

        assertThat(once("caller", key, "body").getBody().secret()).isNull();
        assertThat(ServerFixture.shared()
                        .transactions()
                        .reading()
                        .fetchValue("select body from idempotent_answer where key = ?", key)
                        .toString())
                .doesNotContain("secret\":\"");
    }

    @Test
    void keepsCallersApart() {
        once("one", key, "body");
        once("other", key, "body");

        assertThat(done).hasValue(2);
    }

    @Test
    void triesAgainAfterAFailure() {
        assertThatThrownBy(() -> idempotency.once(asked("caller", key, "body"), Thing.class, tx -> {
                    throw new IllegalStateException("the first time fails");
                }))
                .hasMessageContaining("fails");

        assertThat(once("caller", key, "body").getStatusCode().value()).isEqualTo(201);
    }

    @Test
    void forgetsAfterADay() {
        once("forgetful", key, "body");
        ServerFixture.shared().clock().advance(Duration.ofHours(25));

        once("forgetful", key, "body");

        assertThat(done).hasValue(2);
    }

    @Test
    void worksWithoutAKeyAsIfThereWereNone() {
        once("caller", null, "body");
        once("caller", null, "body");

        assertThat(done).hasValue(2);
        assertThatThrownBy(() -> once("caller", "x".repeat(101), "body")).hasMessageContaining("100 visible");
    }

    private ResponseEntity<Thing> once(String caller, String key, String body) {
        return idempotency.once(
                asked(caller, key, body),
                Thing.class,
                tx -> Idempotency.Done.created("/things/1", new Thing(done.incrementAndGet(), "secret"))
                        .version(3)
                        .keeping(new Thing(done.get(), null)));
    }

    private static Idempotency.Asked asked(String caller, String key, String body) {
        return new Idempotency.Asked(caller, key, "POST /things", Map.of("text", body));
    }

    private static int number(ResponseEntity<Thing> answer) {
        return answer.getBody().number();
    }

    /// What the work makes.
    record Thing(int number, @Nullable String secret) {}
}
