package plumbline.server.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import plumbline.server.ServerFixture;
import plumbline.server.identity.Role;
import plumbline.server.notice.Receiver.Says;

/// Rooms of chats, from the form to the message.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChatChannelsTest {
    private static final String KIND = "webhook.disabled";

    private final Receiver slack = new Receiver();
    private ServerFixture server;
    private AdminApi api;

    @BeforeAll
    void start() {
        server = ServerFixture.startWith(Map.of("PLUMBLINE_OUTGOING_ALLOW", "127.0.0.0/8"));
        server.holdJobs();
        api = new AdminApi(server);
    }

    @AfterAll
    void stop() {
        server.close();
        slack.close();
    }

    @Test
    void aChannelGetsTheKindsThatWereChosenAndKeepsItsAddressSecret() {
        long id = create("alerts", "/services/T0/SECRET", false);
        tell("Something broke", false);
        tell(AccountNews.RIGHTS, "Personal matter");
        server.part(Post.class).run();
        assertThat(slack.got("/services/T0/SECRET"))
                .singleElement()
                .satisfies(got ->
                        assertThat(got.body()).contains("Something broke").contains("mrkdwn"));
        var admin = server.signIn(Role.ADMINISTRATOR);
        assertThat(admin.get("/settings/channels").text()).contains("alerts").doesNotContain("SECRET");
        assertThat(admin.get("/settings/channels/" + id).text()).doesNotContain("SECRET");
        assertThat(api.get("/api/v1/chat-channels/" + id).text())
                .contains("127.0.0.1")
                .doesNotContain("SECRET");
        assertThat(server.transactions()
                        .reading()
                        .fetchValue("select string_agg(convert_from(content, 'UTF8'), ' ') from journal_entry"
                                + " where action like 'chat%'")
                        .toString())
                .contains("alerts")
                .doesNotContain("SECRET");
        delete(id);
    }

    @Test
    void aChannelForWhatIsUrgentGetsNothingElse() {
        long id = create("pager", "/pager", true);
        tell("Can wait", false);
        tell("Cannot wait", true);
        server.part(Post.class).run();
        assertThat(slack.got("/pager"))
                .singleElement()
                .satisfies(got -> assertThat(got.body()).contains("Cannot wait"));
        delete(id);
    }

    @Test
    void waitsForAChatThatAsksForItAndGivesUpOneThatIsGone() {
        long id = create("moody", "/moody", false);
        slack.say(new Says(429, Map.of("Retry-After", "600"), ""));
        tell("Once", false);
        server.part(Post.class).run();
        server.clock().advance(Duration.ofMinutes(9));
        server.part(Post.class).run();
        assertThat(slack.got("/moody")).hasSize(1);
        slack.say(Says.status(404));
        server.clock().advance(Duration.ofMinutes(2));
        server.part(Post.class).run();
        assertThat(slack.got("/moody")).hasSize(2);
        slack.say(Says.status(200));
        server.clock().advance(Duration.ofDays(2));
        server.part(Post.class).run();
        assertThat(slack.got("/moody")).hasSize(2);
        assertThat(api.get("/api/v1/chat-channels/" + id).json().get("trouble").asString())
                .contains("the webhook was removed there");
        var failed = api.get("/api/v1/notice-deliveries?state=failed&way=chat")
                .json()
                .at("/items/0");
        assertThat(failed.get("to").asString()).isEqualTo("moody");
        assertThat(api.post("/api/v1/notice-deliveries/" + failed.get("id").asLong() + "/again", "")
                        .status())
                .isEqualTo(204);
        server.part(Post.class).run();
        assertThat(slack.got("/moody")).hasSize(3);
        delete(id);
    }

    @Test
    void refusesAddressesAndKindsThatCannotBe() {
        for (var wrong : List.of(
                "{\"name\":\"x\",\"program\":\"slack\",\"address\":\"https://10.0.0.1/\",\"kinds\":[\"webhook.disabled\"]}",
                "{\"name\":\"x\",\"program\":\"irc\",\"address\":\"https://example.com/\",\"kinds\":[\"webhook.disabled\"]}",
                "{\"name\":\"x\",\"program\":\"slack\",\"address\":\"https://example.com/\",\"kinds\":[\"no.such\"]}",
                "{\"name\":\"x\",\"program\":\"slack\",\"address\":\"https://example.com/\",\"kinds\":[\"account.roles-changed\"]}",
                "{\"name\":\"x\",\"program\":\"slack\",\"address\":\"https://example.com/\",\"kinds\":[]}",
                "{\"name\":\"\",\"program\":\"slack\",\"address\":\"https://example.com/\",\"kinds\":[\"webhook.disabled\"]}")) {
            assertThat(api.post("/api/v1/chat-channels", wrong).status())
                    .as(wrong)
                    .isEqualTo(422);
        }
    }

    @Test
    void anAdministratorTriesAChannelOnItsPage() {
        var browser = server.signIn(Role.ADMINISTRATOR);
        var made = browser.post(
                "/settings/channels",
                "name",
                "tried",
                "program",
                "teams",
                "address",
                slack.url("/teams"),
                "kinds",
                KIND);
        var page = made.location().orElseThrow();
        browser.post(page + "/test");
        assertThat(browser.open(page).text()).contains("tried");
        assertThat(slack.got("/teams"))
                .singleElement()
                .satisfies(got -> assertThat(got.body()).contains("AdaptiveCard"));
        var changed = browser.post(page, "name", "renamed", "address", "", "kinds", KIND, "urgentOnly", "true");
        assertThat(changed.status()).isEqualTo(303);
        browser.post(page + "/test");
        assertThat(slack.got("/teams")).hasSize(2);
        assertThat(browser.post(page + "/delete").status()).isEqualTo(303);
        assertThat(browser.get(page).status()).isEqualTo(404);
        assertThat(server.signIn(Role.ENGINEER).get("/settings/channels").status())
                .isEqualTo(403);
    }

    private long create(String name, String path, boolean urgentOnly) {
        var answer = api.post(
                "/api/v1/chat-channels",
                "{\"name\":\"%s\",\"program\":\"slack\",\"address\":\"%s\",\"kinds\":[\"%s\"],\"urgentOnly\":%s}"
                        .formatted(name, slack.url(path), KIND, urgentOnly));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().get("id").asLong();
    }

    private void delete(long id) {
        assertThat(api.delete("/api/v1/chat-channels/" + id).status()).isEqualTo(204);
    }

    private void tell(String subject, boolean urgent) {
        var kind = server.part(Preferences.class).kind(KIND).orElseThrow();
        var notice = NewNotice.of(kind, "", subject, "text", "");
        tell(urgent ? notice.madeUrgent() : notice);
    }

    private void tell(NoticeKind kind, String subject) {
        tell(NewNotice.of(kind, "", subject, "text", ""));
    }

    private void tell(NewNotice notice) {
        server.transactions().run(tx -> server.part(Notices.class).tell(tx, List.of(), notice));
    }
}
