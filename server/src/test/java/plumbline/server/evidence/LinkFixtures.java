package plumbline.server.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import plumbline.server.Answer;
import plumbline.server.ServerFixture;
import plumbline.server.TestBrowser;
import plumbline.server.estate.CloudService;
import plumbline.server.estate.CloudService.DataClass;
import plumbline.server.estate.CloudService.Description;
import plumbline.server.estate.CloudService.OurRole;
import plumbline.server.estate.CloudService.ServiceModel;
import plumbline.server.estate.Services;
import plumbline.server.identity.Role;
import plumbline.server.platform.Actor;

/// A server with a service, a finished pack and somebody who makes links to them.
final class LinkFixtures implements AutoCloseable {
    private static final Pattern URL = Pattern.compile("/external/(?:pack|evidence)\\?token=([A-Za-z0-9_-]{43})");
    private static final String[] RECIPIENT = {
        "name", "Rosa Kern", "organisation", "Kern Audits", "email", "rosa@kern.example", "days", "30"
    };

    final ServerFixture server = ServerFixture.start();
    final CloudService shop = service("Link shop");
    TestBrowser manager = server.signIn(Role.COMPLIANCE_MANAGER);
    final String pack = finishedPack();

    @Override
    public void close() {
        server.close();
    }

    /// Attempts are counted by address, and all tests come from one.
    void letTimePass() {
        server.clock().advance(Duration.ofMinutes(11));
    }

    static void assertClosedIn(Answer answer) {
        assertThat(answer.header("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.header("X-Robots-Tag")).startsWith("noindex");
        assertThat(answer.response().headers().allValues("Set-Cookie"))
                .allMatch(cookie -> cookie.startsWith("plumbline-form="));
    }

    String sharePack(String name, String value) {
        return share(manager, name, value);
    }

    String share(TestBrowser browser, String name, String value) {
        return path(browser.post("/packs/" + pack + "/external-link", with(name, value)));
    }

    String askForEvidence(TestBrowser browser, String service) {
        return path(ask(browser, service));
    }

    Answer ask(TestBrowser browser, String service) {
        var fields = new ArrayList<>(List.of(with("uses", "1")));
        fields.addAll(List.of(
                "title",
                "Penetration test, 2026",
                "kind",
                "policy-approval-record",
                "service",
                service,
                "controls",
                "12.4.1"));
        return browser.post("/evidence/external-link", fields.toArray(String[]::new));
    }

    static String[] with(String name, String value) {
        var fields = new ArrayList<>(List.of(RECIPIENT));
        int at = fields.indexOf(name);
        if (at >= 0) {
            fields.set(at + 1, value);
        } else {
            fields.addAll(List.of(name, value));
        }
        return fields.toArray(String[]::new);
    }

    static String path(Answer made) {
        assertThat(made.status()).as(made.text()).isEqualTo(200);
        var found = URL.matcher(made.text());
        assertThat(found.find()).as(made.text()).isTrue();
        return found.group();
    }

    static String token(String path) {
        return path.substring(path.indexOf('=') + 1);
    }

    String recordOf(String words) {
        var list = manager.get("/settings/external-links?q=" + words.replace(" ", "+"))
                .text();
        var found = Pattern.compile("/settings/external-links/[0-9]+").matcher(list);
        assertThat(found.find()).isTrue();
        return found.group();
    }

    String finishedPack() {
        var asked = manager.post(
                "/packs", "services", shop.key(), "from", "2026-11-01", "to", "2026-11-30", "edition", "2015");
        var page = asked.location().orElseThrow();
        server.run("packs");
        assertThat(manager.get(page).text()).contains("Download");
        return page.substring("/packs/".length());
    }

    CloudService service(String name) {
        var description = new Description(
                name + " " + UUID.randomUUID().toString().substring(0, 8),
                "",
                OurRole.BOTH,
                ServiceModel.SAAS,
                DataClass.INTERNAL,
                List.of(),
                "",
                "",
                List.of());
        return server.part(Services.class).create(Actor.SYSTEM, description);
    }
}
