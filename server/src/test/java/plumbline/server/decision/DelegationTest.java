package plumbline.server.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static plumbline.server.decision.DecisionFixtures.APPROVAL;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import plumbline.ledger.json.JsonReader;
import plumbline.server.ServerFixture;
import plumbline.server.TestBrowser;
import plumbline.server.decision.matter.Step;
import plumbline.server.identity.Account;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Role;

/// Somebody decides for somebody else: given by the doors of page and API, and what it is worth at a vote.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DelegationTest {
    private static final String API = "/api/v1/me/delegations";

    private DecisionFixtures world;
    private Principal author;
    private Principal ida;
    private Principal stand;
    private int things;

    @BeforeAll
    void open(@TempDir Path home) {
        world = new DecisionFixtures(home);
        author = world.person("Author", Role.COMPLIANCE_MANAGER);
        ida = world.person("Ida", Role.COMPLIANCE_MANAGER);
        stand = world.person("Stand-in", Role.ENGINEER);
    }

    @AfterAll
    void close() {
        world.close();
    }

    private void lend(Principal from, Principal to, String starts, String ends) {
        world.transactions.run(tx -> tx.execute(
                "insert into delegation (from_account, to_account, starts_at, ends_at, reason, created_at) "
                        + "values (?, ?, ?::timestamptz, ?::timestamptz, 'away', now())",
                from.id(),
                to.id(),
                starts,
                ends));
    }

    private Decision opened(Principal writer, Step... steps) {
        return world.transactions.get(tx -> {
            var thing = world.things.create(tx, "lent" + ++things, "text");
            return world.things.open(tx, writer.actor(), Set.of(writer.actor()), thing.id(), List.of(steps));
        });
    }

    private static String refusal(Voted voted) {
        return ((Voted.Refused) voted).refusal().code();
    }

    @Test
    void theStandInDecidesForTheLenderWithinTheirTimeAndTheRecordSaysSo() {
        lend(ida, stand, "2026-11-20T00:00:00Z", "2026-11-24T00:00:00Z");
        var decision = opened(author, APPROVAL);

        assertThat(refusal(world.approve(stand, decision))).isEqualTo("authority");
        assertThat(world.queries.list(stand, DecisionFilter.of(DecisionFilter.View.WAITING), null, 100))
                .extracting(DecisionRow::id)
                .contains(decision.id());
        var cast = (Voted.Cast) world.vote(stand, decision, true, "", ida.id());

        assertThat(cast.decision().state()).isEqualTo(DecisionState.APPROVED);
        var record = JsonReader.readCanonical(cast.vote().signed().content());
        assertThat(record.object("by").string("name")).isEqualTo("Stand-in");
        assertThat(record.object("onBehalfOf").string("name")).isEqualTo("Ida");
        var late = opened(author, APPROVAL);
        world.clock.advance(Duration.ofDays(1));
        assertThat(refusal(world.vote(stand, late, true, "", ida.id()))).isEqualTo("delegation");
    }

    @Test
    void separationHoldsForBothAndNobodyCountsTwice() {
        var lender = world.person("Lender", Role.COMPLIANCE_MANAGER);
        var other = world.person("Other", Role.COMPLIANCE_MANAGER);
        lend(lender, other, "2026-11-20T00:00:00Z", "2027-11-20T00:00:00Z");

        assertThat(refusal(world.vote(other, opened(lender, APPROVAL), true, "", lender.id())))
                .isEqualTo("author");
        assertThat(refusal(world.vote(other, opened(other, APPROVAL), true, "", lender.id())))
                .isEqualTo("author");
        var two = opened(author, APPROVAL.quorum(2));
        assertThat(world.approve(other, two)).isInstanceOf(Voted.Cast.class);
        assertThat(refusal(world.vote(other, two, true, "", lender.id()))).isEqualTo("voted");
        var three = opened(author, APPROVAL.quorum(2));
        assertThat(world.vote(other, three, true, "", lender.id())).isInstanceOf(Voted.Cast.class);
        assertThat(refusal(world.approve(lender, three))).isEqualTo("voted");
        assertThat(refusal(world.approve(other, three))).isEqualTo("voted");
    }

    @Test
    void whatTheLenderLostTheStandInLostToo() {
        var lender = world.person("Mover", Role.COMPLIANCE_MANAGER);
        lend(lender, stand, "2026-11-20T00:00:00Z", "2027-11-20T00:00:00Z");
        var decision = opened(author, APPROVAL);
        world.transactions.run(
                tx -> tx.execute("update role_grant set role = 'engineer' where account_id = ?", lender.id()));
        assertThat(refusal(world.vote(stand, decision, true, "", lender.id()))).isEqualTo("authority");

        world.transactions.run(tx -> tx.execute("update account set deactivated_at = now() where id = ?", lender.id()));
        assertThat(refusal(world.vote(stand, decision, true, "", lender.id()))).isEqualTo("delegation");
    }

    @Test
    void isNotLentOn() {
        var first = world.person("First", Role.COMPLIANCE_MANAGER);
        var second = world.person("Second", Role.ENGINEER);
        var third = world.person("Third", Role.ENGINEER);
        lend(first, second, "2026-11-20T00:00:00Z", "2027-11-20T00:00:00Z");
        lend(second, third, "2026-11-20T00:00:00Z", "2027-11-20T00:00:00Z");
        var decision = opened(author, APPROVAL);

        assertThat(refusal(world.vote(third, decision, true, "", second.id()))).isEqualTo("authority");
        assertThat(refusal(world.vote(third, decision, true, "", first.id()))).isEqualTo("delegation");
    }

    @Test
    void isGivenAndEndedByBothDoors() {
        var server = ServerFixture.shared();
        var lender = server.person(Role.COMPLIANCE_MANAGER);
        var other = server.person(Role.ENGINEER);
        var lenders = server.signIn(lender);
        var others = server.signIn(other);

        var given = give(lenders, other, "control:approve", "2026-12-01");
        assertThat(given.status()).as(given.text()).isEqualTo(201);
        assertThat(given.json().get("endsAt").asString()).isEqualTo("2026-12-02T00:00:00Z");
        assertThat(others.get("/settings/delegations").text()).contains(lender.name(), "control:approve", "active");
        for (var wrong : List.of(
                give(lenders, lender, "", "2026-12-01"),
                give(lenders, server.person(Role.AUDITOR), "", "2026-12-01"),
                give(lenders, other, "account:manage", "2026-12-01"),
                give(lenders, other, "", "2026-11-01"),
                give(lenders, other, "", "2028-12-01"))) {
            assertThat(wrong.status()).as(wrong.text()).isEqualTo(422);
        }
        var page = lenders.post(
                "/settings/delegations",
                "email",
                other.email(),
                "permission",
                "",
                "from",
                "soon",
                "until",
                "2026-12-01",
                "reason",
                "on leave");
        assertThat(page.status()).isEqualTo(422);
        assertThat(page.text()).contains("must be a day such as", "on leave");

        var id = given.json().get("id").asString();
        assertThat(server.signIn(Role.ENGINEER)
                        .json("DELETE", API + "/" + id, "")
                        .status())
                .isEqualTo(404);
        assertThat(others.post("/settings/delegations/" + id + "/end").status()).isEqualTo(303);
        assertThat(lenders.json("DELETE", API + "/" + id, "").status()).isEqualTo(404);
        assertThat(lenders.get(API).json().get("items").get(0).get("endedAt").isNull())
                .isFalse();
        assertThat(server.signIn(Role.AUDITOR).get("/settings/delegations").status())
                .isEqualTo(403);
    }

    private static plumbline.server.Answer give(TestBrowser browser, Account to, String permission, String until) {
        return browser.json("POST", API, """
                {"email": "%s", "permission": "%s", "until": "%s", "reason": "on leave"}""".formatted(to.email(), permission, until));
    }
}
