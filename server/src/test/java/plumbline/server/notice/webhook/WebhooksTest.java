package plumbline.server.notice.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import plumbline.ledger.json.JsonObject;
import plumbline.server.ServerFixture;
import plumbline.server.identity.Role;
import plumbline.server.notice.AdminApi;
import plumbline.server.notice.Receiver;
import plumbline.server.notice.Receiver.Says;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Subject;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Webhooks from the journal to a receiver that is slow, gone, wrong or well.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhooksTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private ServerFixture server;
    private AdminApi api;
    private Receiver receiver;

    @BeforeAll
    void start() {
        server = ServerFixture.startWith(Map.of("PLUMBLINE_OUTGOING_ALLOW", "127.0.0.0/8"));
        // The test decides when webhooks go out.
        server.holdJobs();
        api = new AdminApi(server);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeEach
    void open() {
        receiver = new Receiver();
    }

    @AfterEach
    void close() {
        for (var webhook : api.get("/api/v1/webhooks").json().get("items")) {
            api.delete("/api/v1/webhooks/" + webhook.get("id").asLong());
        }
        receiver.close();
    }

    @Test
    void tellsWhatTheJournalNotesSignedByTheSecret() {
        var made = create("/in", "thing.*");
        note("thing.happened", "T-1");
        note("other.happened", "O-1");
        run();
        assertThat(receiver.got("/in")).singleElement().satisfies(got -> {
            var id = got.headers().get("webhook-id");
            var at = Instant.ofEpochSecond(Long.parseLong(got.headers().get("webhook-timestamp")));
            assertThat(id).startsWith("msg_").doesNotContain(".");
            assertThat(at).isEqualTo(server.clock().instant());
            assertThat(got.headers().get("webhook-signature"))
                    .isEqualTo(Signing.signature(List.of(made.secret()), id, at, got.body()));
            assertThat(got.headers().get("Content-Type")).isEqualTo("application/json");
            var body = JSON.readTree(got.body());
            assertThat(body.get("type").asString()).isEqualTo("thing.happened");
            assertThat(Instant.parse(body.get("timestamp").asString()))
                    .isEqualTo(server.clock().instant());
            assertThat(body.at("/data/subject/id").asString()).isEqualTo("T-1");
            assertThat(body.at("/data/details/how").asString()).isEqualTo("well");
            assertThat(body.at("/data/entry").asString()).startsWith("JRN-");
        });
        var delivery = deliveries(made, "delivered").get(0);
        assertThat(delivery.at("/attempts/0/status").asInt()).isEqualTo(200);
        assertThat(delivery.at("/attempts/0/trouble").asString()).isEmpty();
    }

    @Test
    void tellsNothingOfWhatWasUndone() {
        create("/in", "*");
        try {
            server.transactions().run(tx -> {
                append(tx, "thing.happened", "T-2");
                throw new IllegalStateException("undone");
            });
        } catch (IllegalStateException undone) {
            assertThat(undone).hasMessage("undone");
        }
        run();
        assertThat(receiver.got("/in")).noneMatch(got -> got.body().contains("T-2"));
    }

    @Test
    void severalProcessesAtOnceTellEachEventOnce() throws Exception {
        create("/in", "thing.*");
        for (int i = 0; i < 60; i++) {
            note("thing.happened", "E-" + i);
        }
        try (var threads = Executors.newFixedThreadPool(4)) {
            var senders = new ArrayList<Callable<Integer>>();
            for (int i = 0; i < 4; i++) {
                senders.add(() -> server.part(WebhookSender.class).run());
            }
            for (var done : threads.invokeAll(senders)) {
                done.get();
            }
        }
        run();
        var got = receiver.got("/in");
        var subjects = new HashSet<String>();
        got.forEach(one ->
                subjects.add(JSON.readTree(one.body()).at("/data/subject/id").asString()));
        assertThat(got).hasSize(60);
        assertThat(subjects).hasSize(60);
    }

    @Test
    void triesAgainByTheScheduleUnderTheSameId() {
        var made = create("/in", "thing.*");
        receiver.say(new Says(500, Map.of(), "no" + "o".repeat(5_000)));
        note("thing.happened", "R-1");
        note("thing.happened", "R-2");
        run();
        // The second waits with the first: the endpoint is left in peace.
        assertThat(receiver.got("/in")).hasSize(1);
        run();
        assertThat(receiver.got("/in")).hasSize(1);
        receiver.say(Says.status(204));
        server.clock().advance(Duration.ofSeconds(6));
        run();
        assertThat(receiver.got("/in")).hasSize(3);
        assertThat(receiver.got("/in").stream()
                        .map(got -> got.headers().get("webhook-id"))
                        .distinct())
                .hasSize(2);
        var attempts = api.get("/api/v1/webhooks/" + made.id() + "/deliveries/"
                        + deliveries(made, "delivered").get(1).get("id").asLong())
                .json()
                .get("attempts");
        assertThat(attempts).hasSize(2);
        assertThat(attempts.get(0).get("status").asInt()).isEqualTo(500);
        assertThat(attempts.get(0).get("answer").asString()).hasSize(1_000).startsWith("noo");
        assertThat(attempts.get(1).get("status").asInt()).isEqualTo(204);
    }

    @Test
    void honoursRetryAfterAndFollowsNoRedirect() {
        var made = create("/in", "thing.*");
        receiver.say(new Says(429, Map.of("Retry-After", "3600"), ""));
        note("thing.happened", "A-1");
        run();
        server.clock().advance(Duration.ofMinutes(59));
        run();
        assertThat(receiver.got("/in")).hasSize(1);
        receiver.say(new Says(302, Map.of("Location", receiver.url("/elsewhere")), ""));
        server.clock().advance(Duration.ofMinutes(2));
        run();
        assertThat(receiver.got("/in")).hasSize(2);
        assertThat(receiver.got("/elsewhere")).isEmpty();
        assertThat(deliveries(made, "waiting").get(0).at("/attempts/0/trouble").asString())
                .contains("redirects are not followed");
    }

    @Test
    void goneMeansGoneAndWhatWasMissedIsSentAgainOnRequest() {
        var made = create("/in", "thing.*");
        receiver.say(Says.status(410));
        note("thing.happened", "G-1");
        note("thing.happened", "G-2");
        run();
        assertThat(webhook(made).get("state").asString()).isEqualTo("disabled");
        note("thing.happened", "G-3");
        run();
        assertThat(receiver.got("/in")).hasSize(1);
        assertThat(api.post("/api/v1/webhooks/" + made.id() + "/test", "").status())
                .isEqualTo(409);
        receiver.say(Says.status(200));
        api.put("/api/v1/webhooks/" + made.id() + "/state", "{\"enabled\":true}");
        var since = "{\"since\":\"" + server.clock().instant().minusSeconds(60) + "\"}";
        assertThat(api.post("/api/v1/webhooks/" + made.id() + "/replay", since).status())
                .isEqualTo(202);
        run();
        var bodies = String.join(
                "\n", receiver.got("/in").stream().map(Receiver.Got::body).toList());
        assertThat(bodies).contains("G-1").contains("G-2").contains("G-3");
    }

    @Test
    void disablesWhatFailsForDaysAndTellsTheAdministrators() {
        var admin = server.person(Role.ADMINISTRATOR);
        var made = create("/in", "thing.*");
        receiver.say(Says.status(503));
        for (int i = 0; i < 12 && webhook(made).get("state").asString().equals("enabled"); i++) {
            note("thing.happened", "D-" + i);
            server.clock().advance(Duration.ofHours(25));
            run();
        }
        assertThat(webhook(made).get("state").asString()).isEqualTo("disabled");
        assertThat(webhook(made).get("disabledWhy").asString()).contains("503");
        assertThat(server.signIn(admin).get("/notices").text())
                .contains("The webhook " + webhook(made).get("name").asString() + " is disabled");
        assertThat(deliveries(made, "waiting")).isEmpty();
    }

    @Test
    void aNewSecretSignsBesideTheOldOneForADay() {
        var made = create("/in", "thing.*");
        var before = api.get("/api/v1/webhooks/" + made.id());
        var rotated = api.post("/api/v1/webhooks/" + made.id() + "/secret", "", "If-Match", before.header("ETag"));
        var secret = rotated.json().get("secret").asString();
        assertThat(secret).startsWith("whsec_").isNotEqualTo(made.secret());
        note("thing.happened", "S-1");
        run();
        server.clock().advance(Duration.ofHours(25));
        note("thing.happened", "S-2");
        run();
        var got = receiver.got("/in");
        assertThat(got.get(0).headers().get("webhook-signature").split(" ", -1)).hasSize(2);
        assertThat(got.get(0).headers().get("webhook-signature")).contains(signature(made.secret(), got.get(0)));
        assertThat(got.get(1).headers().get("webhook-signature")).isEqualTo(signature(secret, got.get(1)));
        assertThat(api.post("/api/v1/webhooks/" + made.id() + "/secret", "", "If-Match", before.header("ETag"))
                        .status())
                .isEqualTo(412);
    }

    private static String signature(String secret, Receiver.Got got) {
        return Signing.signature(
                List.of(secret),
                got.headers().get("webhook-id"),
                Instant.ofEpochSecond(Long.parseLong(got.headers().get("webhook-timestamp"))),
                got.body());
    }

    @Test
    void theSecretIsShownOnceAndSealedInTheDatabase() {
        var body = "{\"name\":\"once\",\"address\":\"%s\",\"events\":[\"*\"]}".formatted(receiver.url("/in"));
        var first = api.post("/api/v1/webhooks", body, "Idempotency-Key", "secret-once");
        var again = api.post("/api/v1/webhooks", body, "Idempotency-Key", "secret-once");
        var secret = first.json().get("secret").asString();
        assertThat(again.json().at("/webhook/id")).isEqualTo(first.json().at("/webhook/id"));
        assertThat(again.json().get("secret").isNull()).isTrue();
        long id = first.json().at("/webhook/id").asLong();
        assertThat(api.get("/api/v1/webhooks/" + id).text()).doesNotContain("whsec_");
        var rows = server.transactions()
                .reading()
                .fetchValue("select string_agg(encode(secret, 'escape'), ' ') from webhook_endpoint")
                .toString();
        assertThat(rows).doesNotContain(secret.substring(6));
        var journal = server.transactions()
                .reading()
                .fetchValue("select string_agg(convert_from(content, 'UTF8'), ' ') from journal_entry"
                        + " where action like 'webhook.%'")
                .toString();
        assertThat(journal).contains("webhook.created").doesNotContain("whsec_");
    }

    private record Made(long id, String secret) {}

    private Made create(String path, String event) {
        var name = "w" + System.nanoTime();
        var answer = api.post(
                "/api/v1/webhooks",
                "{\"name\":\"%s\",\"address\":\"%s\",\"events\":[\"%s\"]}".formatted(name, receiver.url(path), event));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return new Made(
                answer.json().at("/webhook/id").asLong(),
                answer.json().get("secret").asString());
    }

    private JsonNode webhook(Made made) {
        return api.get("/api/v1/webhooks/" + made.id()).json();
    }

    private JsonNode deliveries(Made made, String state) {
        return api.get("/api/v1/webhooks/" + made.id() + "/deliveries?state=" + state)
                .json()
                .get("items");
    }

    private void run() {
        server.part(WebhookSender.class).run();
    }

    private void note(String action, String id) {
        server.transactions().run(tx -> append(tx, action, id));
    }

    private void append(org.jooq.DSLContext tx, String action, String id) {
        server.part(Journal.class)
                .append(
                        tx,
                        Actor.SYSTEM,
                        action,
                        Subject.of("thing", id),
                        JsonObject.builder().put("how", "well").build());
    }
}
