package plumbline.server.control.statement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import plumbline.catalog.ControlRef;
import plumbline.ledger.Sha256;
import plumbline.server.Answer;
import plumbline.server.ServerFixture;
import plumbline.server.TestBrowser;
import plumbline.server.control.Ruling;
import plumbline.server.control.Statement;
import plumbline.server.identity.Account;
import plumbline.server.identity.Rights.NewGrant;
import plumbline.server.identity.Role;
import plumbline.server.platform.Actor;
import tools.jackson.databind.JsonNode;

/// The statement of applicability is put up for approval and approved, by the doors of pages and API.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StatementApprovalTest {
    private static final String API = "/api/v1/statements/2026";

    private ServerFixture server;
    private Account una;
    private TestBrowser author;
    private TestBrowser ida;
    private int reasons;

    @BeforeAll
    void start() {
        server = ServerFixture.start();
        una = server.person(Role.COMPLIANCE_MANAGER);
        author = server.signIn(una);
        ida = server.signIn(Role.COMPLIANCE_MANAGER);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private void decide(ServerFixture where, Account who, String control) {
        var statement = where.part(Statement.class);
        var ref = ControlRef.of("2026", control);
        int version = statement.history(ref).stream()
                .findFirst()
                .map(last -> last.version())
                .orElse(0);
        var actor = new Actor(Actor.Kind.PERSON, "account:" + who.id(), who.name());
        statement.decide(actor, List.of(new Ruling(ref, version, true, "reason " + ++reasons)));
    }

    private String submit(TestBrowser browser) {
        var submitted = browser.json("POST", API + "/versions", "");
        assertThat(submitted.status()).as(submitted.text()).isEqualTo(201);
        return submitted.json().get("decision").asString();
    }

    /// Answers as the form of the page does, with what the page showed.
    private static Answer vote(TestBrowser browser, String decision, JsonNode seen, String verdict, String reason) {
        browser.get("/decisions/" + decision);
        return browser.post(
                "/decisions/" + decision + "/votes",
                "version",
                seen.get("object").get("version").asString(),
                "hash",
                seen.get("object").get("contentHash").asString().substring("sha256:".length()),
                "state",
                seen.get("state").asString(),
                "step",
                seen.get("step").asString(),
                "verdict",
                verdict,
                "reason",
                reason,
                "as",
                "");
    }

    private static JsonNode look(TestBrowser browser, String decision) {
        return browser.get("/api/v1/decisions/" + decision).json();
    }

    @Test
    void somebodyElseApprovesExactlyWhatIsFrozen() {
        decide(server, una, "5.1");
        decide(server, una, "5.2");
        var decision = submit(author);
        var number = author.get(API).json().get("inReview").asInt();

        assertThat(author.get("/statement/2026").text()).contains("version " + number + " in review", decision);
        assertThat(author.json("POST", API + "/versions", "").status()).isEqualTo(409);
        assertThat(ida.get("/decisions").text()).contains(decision, "Statement of applicability 2026");
        assertThat(ida.get("/decisions/" + decision).text())
                .contains("What it changes", "5.1 ", "Approve", "Reject", una.name());
        assertThat(vote(ida, decision, look(ida, decision), "approved", "complete")
                        .status())
                .isEqualTo(303);

        var standing = author.get(API).json();
        assertThat(standing.get("approved").asInt()).isEqualTo(number);
        assertThat(standing.get("changes")).isEmpty();
        var version = ida.get(API + "/versions/" + number).json().get("version");
        assertThat(version.get("state").asString()).isEqualTo("approved");
        var content = ida.get(API + "/versions/" + number + "/content").bytes();
        assertThat(version.get("contentHash").asString()).isEqualTo("sha256:" + Sha256.hex(content));
        assertThat(ida.get("/decisions/" + decision).text()).contains("approved", "complete", "Signature");
        assertThat(author.json("POST", API + "/versions", "").status()).isEqualTo(409);
    }

    @Test
    void theNextVersionShowsWhatItChangesAndSupersedes() {
        decide(server, una, "5.3");
        var first = submit(author);
        vote(ida, first, look(ida, first), "approved", "");
        var before = author.get(API).json().get("approved").asInt();
        decide(server, una, "5.3");
        var second = submit(author);

        var changes = look(ida, second).get("changes");
        assertThat(changes).hasSize(1);
        assertThat(changes.get(0).get("field").asString()).startsWith("5.3 ");
        assertThat(changes.get(0).get("before").asString()).startsWith("applicable: reason");
        vote(ida, second, look(ida, second), "approved", "");

        assertThat(ida.get(API + "/versions/" + before)
                        .json()
                        .get("version")
                        .get("state")
                        .asString())
                .isEqualTo("superseded");
        assertThat(ida.get("/statement/2026/versions").text()).contains("superseded", "Version " + (before + 1));
        assertThat(ida.get("/statement/2026/versions/" + (before + 1)).text()).contains("5.3 ", "What it changes");
    }

    @Test
    void anEditTakesItOutOfReviewAndALateApprovalSaysWhatChanged() {
        decide(server, una, "5.4");
        var decision = submit(author);
        var seen = look(ida, decision);

        decide(server, una, "5.5");
        var late = vote(ida, decision, seen, "approved", "looks good");

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text())
                .contains("Your answer was not taken", "was changed by " + una.name(), "5.5 ", "undecided", "reason ");
        assertThat(look(ida, decision).get("state").asString()).isEqualTo("voided");
        assertThat(author.get(API).json().get("inReview").isNull()).isTrue();
        assertThat(author.get("/statement/2026/versions").text()).contains("archived");
    }

    @Test
    void nobodyApprovesWhatTheyWroteOrAskedForAndThePageSaysSo() {
        decide(server, una, "5.6");
        var administrator = server.signIn(Role.ADMINISTRATOR);
        assertThat(administrator.get("/statement/2026/submit").text()).contains("controls are undecided");
        var decision = submit(administrator);

        assertThat(author.get("/decisions/" + decision).text())
                .contains("You wrote part of it: nobody approves their own work")
                .doesNotContain("value=\"approved\"");
        assertThat(vote(author, decision, look(author, decision), "approved", "mine")
                        .status())
                .isEqualTo(403);
        assertThat(vote(administrator, decision, look(administrator, decision), "approved", "")
                        .text())
                .contains("You asked for the decision: nobody approves their own work");
        assertThat(vote(ida, decision, look(ida, decision), "rejected", "").status())
                .isEqualTo(422);
        assertThat(vote(ida, decision, look(ida, decision), "rejected", "no reasons given")
                        .status())
                .isEqualTo(303);
        assertThat(administrator.get("/decisions?view=asked").text()).contains(decision, "rejected");
    }

    @Test
    void thePageToSubmitNamesWhoCanApproveAndSaysWhenNobodyCan() {
        try (var small = ServerFixture.start()) {
            var wren = small.person("Wren Hale", NewGrant.everywhere(Role.COMPLIANCE_MANAGER));
            var otto = small.person("Otto Lind", NewGrant.everywhere(Role.APPROVER));
            var mia = small.person("Mia Kern", NewGrant.everywhere(Role.COMPLIANCE_MANAGER));
            var browser = small.signIn(wren);
            decide(small, wren, "5.1");

            assertThat(browser.get("/statement/2026/submit").text())
                    .contains("Approves it", "Mia Kern or Otto Lind")
                    .doesNotContain("Nobody can give");
            decide(small, mia, "5.2");
            assertThat(browser.get(API).json().get("approvers").toString()).isEqualTo("[\"Otto Lind\"]");
            decide(small, otto, "5.3");
            assertThat(browser.get("/statement/2026/submit").text())
                    .contains("Nobody can give the approval now", "/settings/people");
        }
    }

    @Test
    void auditorsReadAndDoNotSubmit() {
        var auditor = server.signIn(Role.AUDITOR);

        assertThat(auditor.get("/statement/2026").text()).doesNotContain("Submit for approval");
        assertThat(auditor.get("/statement/2026/submit").status()).isEqualTo(403);
        assertThat(auditor.json("POST", API + "/versions", "").status()).isEqualTo(403);
        assertThat(auditor.get("/statement/2026/versions?format=csv").header("Content-Type"))
                .startsWith("text/csv");
        assertThat(auditor.get("/decisions?view=all&format=csv").text()).startsWith("id,title,state");
        assertThat(auditor.get("/statement/2015/versions").text()).contains("No version yet");
        assertThat(auditor.get("/statement/1999/versions").status()).isEqualTo(404);
        assertThat(auditor.get("/statement/2026/versions/999").status()).isEqualTo(404);
    }

    @Test
    void aTeamOfOneIsReviewedAfterwards() {
        try (var small = ServerFixture.start()) {
            var only = small.person(Role.ADMINISTRATOR);
            var browser = small.signIn(only);
            decide(small, only, "5.1");
            var decision = submit(browser);

            assertThat(vote(browser, decision, look(browser, decision), "approved", "nobody else is here")
                            .status())
                    .isEqualTo(303);
            assertThat(browser.get("/decisions/" + decision).text())
                    .contains("approved, review due", "Independent review", "You wrote part of it");
            assertThat(browser.get(API).json().get("approved").asInt()).isEqualTo(1);

            var second = small.signIn(Role.COMPLIANCE_MANAGER);
            vote(second, decision, look(second, decision), "rejected", "the reason does not hold");
            assertThat(browser.get(API).json().get("approved").isNull()).isTrue();
        }
    }
}
