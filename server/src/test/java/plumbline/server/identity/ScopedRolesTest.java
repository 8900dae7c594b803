package plumbline.server.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import plumbline.server.ServerFixture;
import plumbline.server.TestBrowser;
import plumbline.server.estate.CloudService;
import plumbline.server.estate.CloudService.DataClass;
import plumbline.server.estate.CloudService.Description;
import plumbline.server.estate.CloudService.OurRole;
import plumbline.server.estate.CloudService.ServiceModel;
import plumbline.server.estate.Services;
import plumbline.server.identity.Principal.Scope;
import plumbline.server.identity.Rights.NewGrant;
import plumbline.server.identity.token.NewToken;
import plumbline.server.identity.token.Tokens;
import plumbline.server.platform.Actor;

/// People whose roles reach some cloud services only, or not for ever.
class ScopedRolesTest {
    private static ServerFixture server;
    private static CloudService mine;
    private static CloudService theirs;

    @BeforeAll
    static void start() {
        server = ServerFixture.start();
        mine = service();
        theirs = service();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aPersonSeesTheServicesOfTheirRoles() {
        var browser = server.signIn(server.personOn(Set.of(mine.id()), Role.ENGINEER));

        assertThat(browser.get("/services").text()).contains(mine.key()).doesNotContain(theirs.key());
        assertThat(browser.get("/services/" + mine.key()).status()).isEqualTo(200);
        assertThat(browser.get("/services/" + theirs.key()).status()).isEqualTo(404);
        assertThat(browser.get("/api/v1/services/" + theirs.key()).status()).isEqualTo(404);
        assertThat(browser.get("/").status()).isEqualTo(200);
    }

    /// Sees everything, hands in for one: each handler asks where its own permission applies.
    @Test
    void eachPermissionHasServicesOfItsOwn() {
        var browser = server.signIn(server.person(
                "Both",
                NewGrant.everywhere(Role.APPROVER),
                new NewGrant(Role.CONTROL_OWNER, null, Scope.of(mine.id()), null, null)));

        assertThat(browser.get("/services/" + theirs.key()).status()).isEqualTo(200);
        var page = browser.get("/evidence/new").text();
        var form = page.substring(page.indexOf("id=\"field-service\""));
        assertThat(form).contains("value=\"" + mine.key() + "\"").doesNotContain("value=\"" + theirs.key() + "\"");
        assertThat(handIn(browser, mine.key())).isEqualTo(303);
        assertThat(handIn(browser, theirs.key())).isEqualTo(422);
        assertThat(handIn(browser, "")).isEqualTo(422);
    }

    private static int handIn(TestBrowser browser, String service) {
        return browser.upload(
                        "/evidence",
                        "note.txt",
                        UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8),
                        "kind",
                        "access-review-record",
                        "title",
                        "A note",
                        "service",
                        service,
                        "controls",
                        "2015/9.2.5")
                .status();
    }

    @Test
    void evidenceOfAnotherServiceIsNotThere() {
        var writer = server.signIn(Role.ENGINEER);
        var answer = writer.upload(
                "/evidence",
                "note.txt",
                UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8),
                "kind",
                "access-review-record",
                "title",
                "Of theirs alone",
                "service",
                theirs.key(),
                "controls",
                "2015/9.2.5");
        var address = answer.location().orElseThrow();
        var limited = server.signIn(server.personOn(Set.of(mine.id()), Role.ENGINEER));

        assertThat(writer.get(address).status()).isEqualTo(200);
        assertThat(limited.get(address).status()).isEqualTo(404);
        assertThat(limited.get("/evidence").text()).doesNotContain("Of theirs alone");
        assertThat(limited.get("/search?q=theirs+alone").text()).doesNotContain(address);
    }

    @Test
    void aRoleWorksFromItsFirstDayToItsLast() {
        var now = server.clock().instant();
        var account = server.person(
                "Visitor",
                new NewGrant(Role.APPROVER, null, Scope.EVERYWHERE, now.plusSeconds(3600), now.plusSeconds(7200)));
        var browser = server.signIn(account);

        assertThat(browser.get("/services").status()).isEqualTo(403);
        server.clock().advance(Duration.ofHours(1));
        assertThat(browser.get("/services").status()).isEqualTo(200);
        server.clock().advance(Duration.ofHours(1));
        assertThat(browser.get("/services").status()).isEqualTo(403);
        assertThat(browser.get("/").location()).hasValue("/settings/account");
    }

    @Test
    void aTokenLosesWhatItsMakerLosesByDate() {
        var now = server.clock().instant();
        var maker =
                server.person("Maker", new NewGrant(Role.ENGINEER, null, Scope.EVERYWHERE, null, now.plusSeconds(600)));
        var tokens = server.part(Tokens.class);
        var owner = tokens.createServiceAccount(maker.actor(), "dated " + maker.id(), "", maker.id());
        var secret = tokens.create(
                        maker.actor(),
                        new NewToken(owner.id(), Set.of(Permission.SERVICE_READ), null, Duration.ofDays(1)),
                        maker.id())
                .secret();

        assertThat(call(secret)).isEqualTo(200);
        server.clock().advance(Duration.ofMinutes(10));
        assertThat(call(secret)).isEqualTo(403);
    }

    private static int call(String secret) {
        var api = server.nobody();
        return api.send(api.request("/api/v1/services")
                        .header("Authorization", "Bearer " + secret)
                        .build())
                .status();
    }

    @Test
    void anAuditorHasALastDay() {
        var auditor = server.person(Role.AUDITOR);

        assertThat(auditor.grants().getFirst().until())
                .isEqualTo(server.clock().instant().plus(Role.AUDIT));
    }

    @Test
    void noTokenReachesFurtherThanItsMaker() {
        var browser = server.signIn(server.person(
                "Limited",
                NewGrant.everywhere(Role.ENGINEER),
                new NewGrant(Role.COMPLIANCE_MANAGER, null, Scope.of(mine.id()), null, null)));
        var name = "limited " + mine.key();
        browser.post("/settings/service-accounts", "name", name, "purpose", "");
        var account = server.part(Tokens.class).serviceAccount(name).orElseThrow();
        var page = "/settings/service-accounts/" + account.id() + "/tokens";

        var wide = browser.post(page, "permissions", "pack:export", "days", "30", "serviceKey", "");
        var foreign = browser.post(page, "permissions", "pack:export", "days", "30", "serviceKey", theirs.key());
        var own = browser.post(page, "permissions", "pack:export", "days", "30", "serviceKey", mine.key());

        assertThat(List.of(wide.status(), foreign.status(), own.status())).containsExactly(422, 422, 200);
    }

    private static CloudService service() {
        var description = new Description(
                "Limited " + UUID.randomUUID(),
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
