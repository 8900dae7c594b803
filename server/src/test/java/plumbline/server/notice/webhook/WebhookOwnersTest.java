package plumbline.server.notice.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import plumbline.server.ServerFixture;
import plumbline.server.TestBrowser;
import plumbline.server.identity.Account;
import plumbline.server.identity.Principal.Scope;
import plumbline.server.identity.Rights.NewGrant;
import plumbline.server.identity.Role;
import plumbline.server.notice.AdminApi;
import plumbline.server.notice.Receiver;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Subject;
import tools.jackson.databind.JsonNode;

/// Who answers for a webhook, and what becomes of it without them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhookOwnersTest {
    private static final String SETS_UP = "\"notice:manage\",\"journal:read\"";

    private ServerFixture server;
    private AdminApi boss;
    private Receiver receiver;

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
    }

    @BeforeEach
    void open() {
        receiver = new Receiver();
    }

    @AfterEach
    void close() {
        for (var webhook : boss.get("/api/v1/webhooks").json().get("items")) {
            boss.delete("/api/v1/webhooks/" + webhook.get("id").asLong());
        }
        receiver.close();
    }

    @Test
    void pagesAndTheApiSayWhoAnswersForIt() {
        var maker = holder("Ida Berg", role(SETS_UP), null);
        var browser = signIn(maker);
        long id = make(browser);
        assertThat(webhook(id).get("owner").asLong()).isEqualTo(maker.id());
        assertThat(boss.get("/api/v1/webhooks").json().at("/items/0/owner").asLong())
                .isEqualTo(maker.id());
        assertThat(boss.get("/settings/webhooks").text()).contains("/settings/people/" + maker.id() + "\">Ida Berg");
        // Whoever may not see people's pages is not led to one.
        assertThat(browser.get("/settings/webhooks/" + id).text())
                .contains("Answers for it")
                .contains("Ida Berg")
                .doesNotContain("/settings/people/" + maker.id());
        assertThat(owned(maker)).isEqualTo("webhooks 1 ends");
    }

    @Test
    void aLeaversWebhookIsDisabledAtOnceAndWhoeverEnablesItAnswersForIt() {
        var colleague = server.person(Role.ADMINISTRATOR);
        var leaver = holder("Lea Ver", role(SETS_UP), null);
        long id = make(signIn(leaver));
        receiver.say(Receiver.Says.status(500));
        note("L-1");
        run();
        assertThat(deliveries(id, "waiting")).hasSize(1);
        receiver.say(Receiver.Says.status(200));

        activity(leaver, false);

        assertThat(webhook(id).get("state").asString()).isEqualTo("disabled");
        assertThat(webhook(id).get("disabledWhy").asString()).isEqualTo("its owner left: Lea Ver");
        assertThat(deliveries(id, "waiting")).isEmpty();
        assertThat(boss.get("/settings/webhooks/" + id).text()).contains("(has left)");
        var noted = journal(id, "webhook.disabled");
        assertThat(noted.get("actorName").asString()).isEqualTo("Test administrator");
        assertThat(noted.get("content").asString()).contains("its owner left: Lea Ver");
        assertThat(server.signIn(colleague).get("/notices").text())
                .contains("The webhook " + webhook(id).get("name").asString() + " is disabled");
        note("L-2");
        server.clock().advance(Duration.ofMinutes(10));
        run();
        assertThat(receiver.got("/in")).hasSize(1);

        // Coming back starts nothing again.
        activity(leaver, true);
        assertThat(webhook(id).get("state").asString()).isEqualTo("disabled");
        var taker = server.signIn(colleague);
        assertThat(taker.post("/settings/webhooks/" + id + "/enable", "enabled", "true")
                        .status())
                .isEqualTo(303);
        assertThat(webhook(id).get("owner").asLong()).isEqualTo(colleague.id());
        assertThat(journal(id, "webhook.enabled").get("content").asString()).contains("account:" + colleague.id());
        note("L-3");
        run();
        assertThat(receiver.got("/in"))
                .hasSize(2)
                .last()
                .satisfies(got -> assertThat(got.body()).contains("L-3"));
    }

    @Test
    void aWebhookEndsWithTheRightToReadTheJournalByWhicheverWayThatEnds() {
        long role = role(SETS_UP);
        var one = holder("Kay Both", role, null);
        long first = make(signIn(one));
        var seen = boss.get("/api/v1/roles/" + role);
        var less = boss.put(
                "/api/v1/roles/" + role,
                "{\"name\":\"%s\",\"permissions\":[\"notice:manage\"]}"
                        .formatted(seen.json().get("name").asString()),
                "If-Match",
                seen.header("ETag"));
        assertThat(less.status()).as(less.text()).isEqualTo(200);
        assertThat(webhook(first).get("disabledWhy").asString()).isEqualTo("its owner lost journal:read: Kay Both");
        // Nobody is told who cannot do anything about it.
        assertThat(server.signIn(one).get("/notices").text()).doesNotContain("is disabled");

        var other = server.person(Role.ADMINISTRATOR);
        long second = make(signIn(other));
        var page = boss.get("/api/v1/people/" + other.id());
        var changed = boss.put(
                "/api/v1/people/" + other.id() + "/roles",
                "{\"roles\":[\"employee\"]}",
                "If-Match",
                page.header("ETag"));
        assertThat(changed.status()).as(changed.text()).isEqualTo(200);
        assertThat(webhook(second).get("disabledWhy").asString())
                .startsWith("its owner lost notice:manage and journal:read: ");
        assertThat(owned(other)).isEmpty();

        note("K-1");
        run();
        assertThat(receiver.got("/in")).isEmpty();
    }

    /// No event tells that a day has come.
    @Test
    void nothingIsSentByARightThatEndedByItsDate() {
        var until = server.clock().instant().plus(Duration.ofHours(2));
        var guest = holder("Gus Temp", role(SETS_UP), until);
        long id = make(signIn(guest));
        long stays = Long.parseLong(boss.post("/api/v1/webhooks", body("/kept"))
                .json()
                .at("/webhook/id")
                .asString());
        note("U-1");
        run();
        server.clock().advance(Duration.ofHours(2));
        note("U-2");
        run();
        assertThat(receiver.got("/in"))
                .singleElement()
                .satisfies(got -> assertThat(got.body()).contains("U-1"));
        assertThat(receiver.got("/kept")).hasSize(2);
        assertThat(webhook(id).get("state").asString()).isEqualTo("disabled");
        assertThat(webhook(id).get("disabledWhy").asString()).endsWith(": Gus Temp");
        assertThat(journal(id, "webhook.disabled").get("actorKind").asString()).isEqualTo("system");
        assertThat(webhook(stays).get("state").asString()).isEqualTo("enabled");
    }

    @Test
    void whoeverChangesWhereItGoesAnswersForIt() {
        var maker = holder("Ann First", role(SETS_UP), null);
        long id = make(signIn(maker));
        var changer = holder("Bea Second", role(SETS_UP), null);
        var seen = boss.get("/api/v1/webhooks/" + id);
        var browser = signIn(changer);
        var changed = browser.post(
                "/settings/webhooks/" + id + "/change",
                "name",
                seen.json().get("name").asString(),
                "address",
                receiver.url("/elsewhere"),
                "events",
                "thing.*");
        assertThat(changed.status()).isEqualTo(303);
        assertThat(webhook(id).get("owner").asLong()).isEqualTo(changer.id());
        activity(maker, false);
        assertThat(webhook(id).get("state").asString()).isEqualTo("enabled");
        activity(changer, false);
        assertThat(webhook(id).get("state").asString()).isEqualTo("disabled");
    }

    @Test
    void whoMayNotReadTheJournalIsToldWhatItTakesInsteadOfAForm() {
        var maker = holder("Max Full", role(SETS_UP), null);
        long id = make(signIn(maker));
        var page = "/settings/webhooks/" + id;
        note("P-1");
        run();
        assertThat(boss.get("/settings/webhooks").text())
                .contains("action=\"/settings/webhooks\"")
                .doesNotContain("you need the permission");
        assertThat(boss.get(page).text()).contains("thing.happened").contains(page + "/change");
        var postmaster = signIn(holder("Postmaster", role("\"notice:manage\""), null));
        assertThat(postmaster.get("/settings/webhooks").text())
                .contains("Add a webhook")
                .contains("<code>journal:read</code>")
                .doesNotContain("action=\"/settings/webhooks\"");
        assertThat(postmaster.get(page).text())
                .contains("<code>journal:read</code>")
                .doesNotContain("thing.happened")
                .doesNotContain(page + "/change")
                .doesNotContain(page + "/replay")
                .doesNotContain("/journal?object");
        var form = postmaster.get(page + "/change");
        assertThat(form.status()).isEqualTo(403);
        assertThat(form.text()).contains("journal:read");
        assertThat(postmaster.post(page + "/test").location()).contains(page);

        postmaster.post(page + "/enable", "enabled", "false");
        assertThat(postmaster.get(page).text())
                .contains("Disabled: disabled by Postmaster")
                .doesNotContain("Enable it");
        assertThat(postmaster.post(page + "/enable", "enabled", "true").status())
                .isEqualTo(403);
        assertThat(webhook(id).get("owner").asLong()).isEqualTo(maker.id());
        assertThat(webhook(id).get("state").asString()).isEqualTo("disabled");
    }

    @Test
    void whoManagesPeopleOnlySeesHowManyWebhooksAndNotWhich() {
        var maker = holder("Nan Owns", role(SETS_UP), null);
        make(signIn(maker));
        var clerk = signIn(holder("Clerk", role("\"account:manage\""), null));
        var kind = clerk.get("/api/v1/people/" + maker.id() + "/owned").json().at("/kinds/0");
        assertThat(kind.get("kind").asString()).isEqualTo("webhook");
        assertThat(kind.get("count").asInt()).isEqualTo(1);
        assertThat(kind.get("things")).isEmpty();
    }

    private long role(String permissions) {
        var role = boss.post(
                "/api/v1/roles",
                "{\"name\":\"r %s\",\"permissions\":[%s,\"account:own\"]}"
                        .formatted(UUID.randomUUID().toString().substring(0, 8), permissions));
        assertThat(role.status()).as(role.text()).isEqualTo(201);
        return role.json().get("id").asLong();
    }

    private Account holder(String name, long role, @Nullable Instant until) {
        return server.person(name, new NewGrant(null, role, Scope.EVERYWHERE, null, until));
    }

    private TestBrowser signIn(Account account) {
        var browser = server.signIn(account);
        browser.open("/settings/account");
        return browser;
    }

    private long make(TestBrowser browser) {
        var made = browser.json("POST", "/api/v1/webhooks", body("/in"));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made.json().at("/webhook/id").asLong();
    }

    private String body(String path) {
        return "{\"name\":\"w %s\",\"address\":\"%s\",\"events\":[\"thing.*\"]}"
                .formatted(UUID.randomUUID().toString().substring(0, 8), receiver.url(path));
    }

    private void activity(Account person, boolean active) {
        var address = "/api/v1/people/" + person.id();
        var seen = boss.get(address).header("ETag");
        var answer = boss.put(address + "/activity", "{\"active\":" + active + "}", "If-Match", seen);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private JsonNode webhook(long id) {
        return boss.get("/api/v1/webhooks/" + id).json();
    }

    private JsonNode deliveries(long id, String state) {
        return boss.get("/api/v1/webhooks/" + id + "/deliveries?state=" + state)
                .json()
                .get("items");
    }

    /// Kind, count and fate of what somebody owns, one a line.
    private String owned(Account person) {
        var lines = new StringBuilder();
        for (var kind :
                boss.get("/api/v1/people/" + person.id() + "/owned").json().get("kinds")) {
            lines.append(lines.isEmpty() ? "" : "\n")
                    .append(kind.get("name").asString())
                    .append(' ')
                    .append(kind.get("count").asInt())
                    .append(' ')
                    .append(kind.get("fate").asString());
        }
        return lines.toString();
    }

    /// The newest entry about a webhook with this action.
    private JsonNode journal(long id, String action) {
        return boss.get("/api/v1/journal?object=webhook:webhook:" + id + "&action=" + action)
                .json()
                .at("/items/0");
    }

    private void note(String id) {
        server.transactions()
                .run(tx ->
                        server.part(Journal.class).append(tx, Actor.SYSTEM, "thing.happened", Subject.of("thing", id)));
    }

    private void run() {
        server.part(WebhookSender.class).run();
    }
}
