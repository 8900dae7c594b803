package plumbline.server.notice.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import plumbline.server.ServerFixture;
import plumbline.server.TestBrowser;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal.Scope;
import plumbline.server.identity.Rights.NewGrant;
import plumbline.server.identity.Role;
import plumbline.server.notice.AdminApi;
import plumbline.server.notice.Receiver;

/// Webhooks as an administrator sets them up.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WebhookPagesTest {
    private final Receiver receiver = new Receiver();
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
        receiver.close();
    }

    @Test
    void refusesAddressesThatTheServerMustNotCall() {
        for (var address : List.of(
                "http://169.254.169.254/latest/meta-data",
                "https://10.0.0.1/x",
                "https://[::1]/x",
                "https://2130706433/",
                "file:///etc/passwd",
                "https://user:pw@example.com/",
                "javascript:alert(1)",
                "")) {
            var answer = api.post(
                    "/api/v1/webhooks", "{\"name\":\"bad\",\"address\":\"%s\",\"events\":[\"*\"]}".formatted(address));
            assertThat(answer.status()).as(address).isEqualTo(422);
            assertThat(answer.text()).contains("/address");
        }
        for (var events : List.of("[]", "[\"a b\"]", "[\"%\"]", "[\"*.created\"]")) {
            assertThat(api.post(
                                    "/api/v1/webhooks",
                                    "{\"name\":\"bad\",\"address\":\"https://example.com/\",\"events\":" + events + "}")
                            .status())
                    .as(events)
                    .isEqualTo(422);
        }
    }

    @Test
    void allThatIsWrongIsToldAtOnceAndWhatWasTypedStays() {
        var name = "n".repeat(61);

        var form = server.signIn(Role.ADMINISTRATOR)
                .post("/settings/webhooks", "name", name, "address", "ftp://there", "events", "a b%");

        assertThat(form.status()).isEqualTo(422);
        assertThat(form.text())
                .contains("3 things need another look", name, "value=\"ftp://there\"", "b%")
                .contains("id=\"field-name-error\"", "id=\"field-address-error\"", "id=\"field-events-error\"");
        assertThat(api.post("/api/v1/webhooks", "{\"name\":\"\",\"address\":\"\",\"events\":[]}")
                        .json()
                        .get("errors")
                        .findValuesAsString("pointer"))
                .containsExactly("/name", "/address", "/events");
    }

    @Test
    void anAdministratorDoesAllOfItOnPages() {
        var browser = server.signIn(Role.ADMINISTRATOR);
        var wrong = browser.post(
                "/settings/webhooks", "name", "Pages", "address", "https://10.0.0.1/", "events", "thing.*");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text()).contains("a private address").contains("value=\"Pages\"");
        var made = browser.post(
                "/settings/webhooks", "name", "Pages", "address", receiver.url("/in"), "events", "thing.*\naccount.*");
        assertThat(made.text()).contains("whsec_");
        var page = page(browser, "Pages");
        var test = browser.post(page + "/test");
        run();
        assertThat(browser.open(test.location().orElseThrow()).text())
                .contains("webhook.test")
                .contains("delivered");
        assertThat(receiver.got("/in")).hasSize(1);
        assertThat(browser.post(test.location().orElseThrow() + "/replay").status())
                .isEqualTo(303);
        run();
        assertThat(receiver.got("/in").stream()
                        .map(got -> got.headers().get("webhook-id"))
                        .distinct())
                .hasSize(1);
        assertThat(browser.post(page + "/enable", "enabled", "false").status()).isEqualTo(303);
        assertThat(browser.get(page).text()).contains("Disabled: disabled by");
        assertThat(browser.post(page + "/delete").status()).isEqualTo(303);
        assertThat(browser.get(page).status()).isEqualTo(404);
    }

    /// Webhooks would be a way around it for whoever keeps channels in order.
    @Test
    void nobodyReadsTheJournalByAWebhookWhoMayNotReadIt() {
        var created = api.post(
                "/api/v1/webhooks",
                "{\"name\":\"kept\",\"address\":\"%s\",\"events\":[\"*\"]}".formatted(receiver.url("/kept")));
        var kept = "/api/v1/webhooks/" + created.json().at("/webhook/id").asLong();
        var role = api.post(
                "/api/v1/roles", "{\"name\":\"Postmaster\",\"permissions\":[\"notice:manage\",\"account:own\"]}");
        var postmaster = server.person(
                "Postmaster", new NewGrant(null, role.json().get("id").asLong(), Scope.EVERYWHERE, null, null));
        var browser = server.signIn(postmaster);
        var page = kept.replace("/api/v1", "/settings");
        var form = new String[] {"name", "tap", "address", receiver.url("/tap"), "events", "account.*"};
        var json = "{\"name\":\"tap\",\"address\":\"%s\",\"events\":[\"*\"]}".formatted(receiver.url("/tap"));
        assertThat(browser.get("/settings/webhooks").status()).isEqualTo(200);

        assertThat(browser.post("/settings/webhooks", form).status()).isEqualTo(403);
        assertThat(browser.json("POST", "/api/v1/webhooks", json).status()).isEqualTo(403);
        assertThat(browser.post(page + "/change", form).status()).isEqualTo(403);
        assertThat(browser.post(page + "/replay", "since", "2026-11-01T00:00").status())
                .isEqualTo(403);
        assertThat(browser.json("POST", kept + "/replay", "{\"since\":\"2026-11-01T00:00:00Z\"}")
                        .status())
                .isEqualTo(403);
        assertThat(browser.get(kept + "/deliveries").status()).isEqualTo(403);
        assertThat(browser.json("PUT", kept + "/state", "{\"enabled\":false}").status())
                .isEqualTo(200);
        assertThat(browser.json("PUT", kept + "/state", "{\"enabled\":true}").status())
                .isEqualTo(403);
        assertThat(browser.post(page + "/enable", "enabled", "true").status()).isEqualTo(403);
        assertThat(api.get("/api/v1/webhooks").json().get("items")).hasSize(1);
        assertThat(api.get(kept).json().get("state").asString()).isEqualTo("disabled");
        api.delete(kept);
        // What was noted meanwhile is for no later webhook.
        run();
    }

    @Test
    void aProgramSetsUpNoWebhook() {
        assertThatThrownBy(() -> server.token(Permission.NOTICE_MANAGE)).isInstanceOf(IllegalArgumentException.class);
    }

    private static String page(TestBrowser browser, String name) {
        var found = Pattern.compile("href=\"(/settings/webhooks/[0-9]+)\">" + name)
                .matcher(browser.get("/settings/webhooks").text());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    private void run() {
        server.part(WebhookSender.class).run();
    }
}
