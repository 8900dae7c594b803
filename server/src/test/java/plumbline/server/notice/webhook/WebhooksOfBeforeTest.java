package plumbline.server.notice.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import plumbline.server.ServerFixture;
import plumbline.server.notice.AdminApi;
import plumbline.server.notice.Receiver;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Subject;
import tools.jackson.databind.JsonNode;

/// Webhooks that were made before anybody answered for one.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhooksOfBeforeTest {
    private static final String MIGRATION = "/db/migration/notice/V20261130021300__name_owner_of_webhook.sql";

    private final Receiver receiver = new Receiver();
    private ServerFixture server;
    private AdminApi boss;

    @BeforeAll
    void start() {
        server = ServerFixture.startWith(Map.of("PLUMBLINE_OUTGOING_ALLOW", "127.0.0.0/8"));
        // The test decides when webhooks go out.
        server.holdJobs();
        boss = new AdminApi(server);
    }

    @AfterAll
    void stop() {
        server.close();
        receiver.close();
    }

    @Test
    void theJournalKnowsWhoAnswersForThem() throws IOException {
        long id = make();
        forget(id);
        assertThat(webhook(id).get("owner").isNull()).isTrue();
        assertThat(boss.get("/settings/webhooks").text()).contains("unknown");
        assertThat(boss.get("/settings/webhooks/" + id).text()).contains("Nobody is known to answer for it");
        server.transactions()
                .run(tx -> server.part(Journal.class)
                        .append(tx, Actor.SYSTEM, "thing.happened", Subject.of("thing", "F-1")));
        server.part(WebhookSender.class).run();
        assertThat(receiver.got("/in")).hasSize(1);
        boss.put("/api/v1/webhooks/" + id + "/state", "{\"enabled\":false}");
        boss.put("/api/v1/webhooks/" + id + "/state", "{\"enabled\":true}");
        long owner = webhook(id).get("owner").asLong();
        assertThat(boss.get("/api/v1/people/" + owner).json().get("name").asString())
                .isEqualTo("Test administrator");

        forget(id);
        var migration = migration();
        int from = migration.indexOf("update webhook_endpoint");
        var update = migration.substring(from, migration.indexOf(';', from));
        server.transactions().run(tx -> tx.execute(update));
        assertThat(webhook(id).get("owner").asLong()).isEqualTo(owner);
    }

    private long make() {
        var made = boss.post(
                "/api/v1/webhooks",
                "{\"name\":\"Old hand\",\"address\":\"%s\",\"events\":[\"thing.*\"]}".formatted(receiver.url("/in")));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.json().at("/webhook/id").asLong();
    }

    private JsonNode webhook(long id) {
        return boss.get("/api/v1/webhooks/" + id).json();
    }

    /// As rows were before webhooks had owners.
    private void forget(long id) {
        server.transactions().run(tx -> tx.execute("update webhook_endpoint set owner_id = null where id = ?", id));
    }

    private static String migration() throws IOException {
        try (InputStream file = WebhooksOfBeforeTest.class.getResourceAsStream(MIGRATION)) {
            return new String(Objects.requireNonNull(file, MIGRATION).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
