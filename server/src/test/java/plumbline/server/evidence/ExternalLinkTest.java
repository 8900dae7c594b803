package plumbline.server.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Principal.Scope;
import plumbline.server.identity.Rights.NewGrant;
import plumbline.server.identity.Role;
import plumbline.server.platform.Actor;

/// Links for external parties, as those make and end them who have an account.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExternalLinkTest {
    private LinkFixtures world;

    @BeforeAll
    void start() {
        world = new LinkFixtures();
    }

    @AfterAll
    void stop() {
        world.close();
    }

    @BeforeEach
    void letTimePass() {
        world.letTimePass();
    }

    @Test
    void theSecretIsKeptAsAHashAlone() {
        var secret = LinkFixtures.token(world.sharePack("uses", "1"));
        var database = world.server.transactions().reading();
        var dump = database.fetch("select * from external_link").formatCSV()
                + database.fetch("select * from attempt").formatCSV()
                + database.fetch("select convert_from(content, 'UTF8') from journal_entry")
                        .formatCSV();

        assertThat(dump).doesNotContain(secret.substring(0, 39)).contains("Rosa Kern");
        assertThat(database.fetch("select convert_from(content, 'UTF8') from journal_entry"
                                + " where action = 'external-link.created'")
                        .formatCSV())
                .doesNotContain("Rosa", "rosa@");
    }

    @Test
    void aLinkEndsWithItsMakersRightToMakeIt() {
        var leaver = world.server.person(Role.COMPLIANCE_MANAGER);
        var path = world.share(world.server.signIn(leaver), "uses", "9");
        var outside = world.server.browser();
        assertThat(outside.get(path).status()).isEqualTo(200);

        var admin = world.server.signIn(Role.ADMINISTRATOR);
        assertThat(admin.get("/settings/people/" + leaver.id() + "/deactivate").text())
                .contains("Links for external parties", world.pack);
        var accounts = world.server.part(Accounts.class);
        accounts.deactivate(Actor.SYSTEM, accounts.find(leaver.id()).orElseThrow());

        assertThat(outside.get(path).status()).isEqualTo(404);
        assertThat(outside.post("/external/pack", "token", LinkFixtures.token(path))
                        .status())
                .isEqualTo(404);
        assertThat(world.manager.get("/settings/external-links?state=ended").text())
                .contains(leaver.name());
        accounts.reactivate(Actor.SYSTEM, accounts.find(leaver.id()).orElseThrow());
        assertThat(outside.get(path).status()).isEqualTo(404);
    }

    @Test
    void aRightThatEndsByItsDateEndsTheLinkToo() {
        var until = world.server.clock().instant().plus(Duration.ofHours(2));
        var guest = world.server.person(
                "Guest", new NewGrant(Role.COMPLIANCE_MANAGER, null, Scope.EVERYWHERE, null, until));
        var path = world.share(world.server.signIn(guest), "uses", "9");
        assertThat(world.server.browser().get(path).status()).isEqualTo(200);

        world.server.clock().advance(Duration.ofHours(3));

        assertThat(world.server.browser().get(path).status()).isEqualTo(404);
    }

    @Test
    void linksAreMadeAndSeenOnlyWithinOnesServices() {
        var other = world.service("Other link shop");
        var owner = world.server.signIn(world.server.personOn(Set.of(other.id()), Role.COMPLIANCE_MANAGER));
        world.sharePack("uses", "3");
        var ours = world.recordOf("Rosa");

        assertThat(owner.get(ours).status()).isEqualTo(404);
        assertThat(owner.post(ours + "/revoke").status()).isEqualTo(404);
        assertThat(owner.get("/settings/external-links").text()).doesNotContain("Rosa");
        assertThat(owner.get("/search?q=rosa+kern").text()).doesNotContain(ours);
        assertThat(world.manager.get("/search?q=rosa+kern").text()).contains("External links", ours);
        assertThat(world.manager
                        .get("/search?q=external-link:" + ours.substring(ours.lastIndexOf('/') + 1))
                        .location())
                .hasValue(ours);
        assertThat(owner.get("/packs/" + world.pack + "/external-link").status())
                .isEqualTo(404);
        assertThat(owner.post("/packs/" + world.pack + "/external-link", LinkFixtures.with("uses", "1"))
                        .status())
                .isEqualTo(404);
        assertThat(world.ask(owner, world.shop.key()).status()).isEqualTo(422);
        assertThat(world.ask(owner, "").status()).isEqualTo(422);
        assertThat(world.ask(owner, other.key()).status()).isEqualTo(200);
        var api = owner.json("GET", "/api/v1/external-links", "");
        assertThat(api.json().get("items")).hasSize(1);

        // A control owner asks for evidence, and hands out no packs.
        var control = world.server.signIn(Role.CONTROL_OWNER);
        assertThat(control.post("/packs/" + world.pack + "/external-link", LinkFixtures.with("uses", "1"))
                        .status())
                .isEqualTo(404);
        assertThat(world.server.signIn(Role.AUDITOR).get("/packs/" + world.pack).text())
                .doesNotContain("/packs/" + world.pack + "/external-link");
    }

    @Test
    void whatCannotBeALinkIsRefusedBesideItsField() {
        for (var wrong : List.of(
                List.of("days", "91"),
                List.of("days", "0"),
                List.of("days", "many"),
                List.of("uses", "0"),
                List.of("email", "nobody"),
                List.of("name", " "),
                List.of("organisation", ""))) {
            var answer = world.manager.post(
                    "/packs/" + world.pack + "/external-link", LinkFixtures.with(wrong.get(0), wrong.get(1)));
            assertThat(answer.status()).as(wrong.toString()).isEqualTo(422);
            assertThat(answer.text()).contains("field-" + wrong.get(0) + "-error", "Kern");
        }
    }

    @Test
    void aProgramOfTheirOwnMakesListsAndRevokes() {
        var body = """
                {"pack":"%s","name":"Ida","organisation":"Buyers","email":"ida@buyers.example","days":7,"uses":2}""".formatted(world.pack);
        var made = world.manager.json("POST", "/api/v1/external-links/packs", body);
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        var address = made.location().orElseThrow();
        var path = URI.create(made.json().get("url").asString()).getRawPath() + "?"
                + URI.create(made.json().get("url").asString()).getRawQuery();
        assertThat(world.server.browser().get(path).status()).isEqualTo(200);
        var asked = world.manager.json("POST", "/api/v1/external-links/evidence", """
                {"title":"Certificate","kind":"policy-approval-record","service":"%s","controls":["2015/12.4.1"],
                "name":"Ida","organisation":"Buyers","email":"ida@buyers.example","days":7}""".formatted(world.shop.key()));
        assertThat(asked.status()).as(asked.text()).isEqualTo(201);
        assertThat(asked.json().get("link").get("usesAllowed").isNull()).isTrue();
        assertThat(world.manager
                        .json("GET", "/api/v1/external-links?works=true", "")
                        .text())
                .contains("ida@buyers.example")
                .doesNotContain(LinkFixtures.token(path));
        assertThat(world.manager.json("DELETE", address, "").status()).isEqualTo(204);
        assertThat(world.manager.json("DELETE", address, "").status()).isEqualTo(204);
        assertThat(world.manager.json("GET", address, "").json().get("state").asString())
                .isEqualTo("revoked");
        assertThat(world.server.browser().get(path).status()).isEqualTo(404);
        assertThat(world.manager
                        .json("POST", "/api/v1/external-links/packs", body.replace("\"days\":7", "\"days\":700"))
                        .json()
                        .get("errors")
                        .get(0)
                        .get("pointer")
                        .asString())
                .isEqualTo("/days");
    }

    @Test
    void aReviewOfAccessRevokesALink() {
        var path = world.sharePack("uses", "9");
        var link = world.recordOf("Rosa").replaceAll(".*/", "external-link:");
        var admin = world.server.signIn(Role.ADMINISTRATOR);
        admin.open("/settings/account");
        var reviewer = world.server.person(Role.ADMINISTRATOR);
        var started = admin.json(
                "POST",
                "/api/v1/access-reviews",
                "{\"title\":\"Links\",\"reviewers\":[\"%s\"],\"due\":\"%s\"}"
                        .formatted(
                                reviewer.email(),
                                world.server
                                        .clock()
                                        .instant()
                                        .plus(Duration.ofDays(9))
                                        .toString()
                                        .substring(0, 10)));
        assertThat(started.status()).as(started.text()).isEqualTo(201);
        var review = "/api/v1/access-reviews/" + started.json().get("id").asString();
        var item =
                admin.get(review + "/items?holder=" + link).json().get("items").get(0);
        assertThat(item.toString()).contains("Rosa Kern, Kern Audits", "made by");
        var browser = world.server.signIn(reviewer);
        browser.open("/settings/account");

        var decided = browser.json(
                "POST",
                review + "/decisions",
                "{\"items\":[{\"id\":%d,\"seen\":\"%s\"}],\"decision\":\"revoke\",\"reason\":\"The audit is over\"}"
                        .formatted(item.get("id").asLong(), item.get("seen").asString()));

        assertThat(decided.status()).as(decided.text()).isEqualTo(200);
        assertThat(world.server.browser().get(path).status()).isEqualTo(404);
    }
}
