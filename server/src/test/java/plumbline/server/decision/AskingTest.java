package plumbline.server.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import plumbline.ledger.json.JsonString;
import plumbline.server.Answer;
import plumbline.server.ServerFixture;
import plumbline.server.TestBrowser;
import plumbline.server.decision.matter.ContentHash;
import plumbline.server.decision.matter.ObjectVersion;
import plumbline.server.decision.matter.Party;
import plumbline.server.decision.matter.Presentation;
import plumbline.server.decision.matter.Step;
import plumbline.server.identity.Account;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Role;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Subject;

/// Whom a decision reaches: their inbox, their notices, and their search.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AskingTest {
    private static final Step APPROVAL = Step.of("Approval", Permission.CONTROL_APPROVE);

    private ServerFixture server;
    private Account author;
    private Account ida;
    private Account otto;
    private Account standIn;
    private TestBrowser authors;
    private TestBrowser idas;
    private TestBrowser ottos;
    private int letters;

    /// Letters are decided on here, and nothing follows.
    private static final class Letters implements Decidable {
        @Override
        public String kind() {
            return "letter";
        }

        @Override
        public void decided(DSLContext transaction, Outcome outcome) {}
    }

    @BeforeAll
    void start() {
        server = ServerFixture.start();
        server.holdJobs();
        server.add("letters", new Letters());
        author = server.person(Role.COMPLIANCE_MANAGER);
        ida = server.person(Role.APPROVER);
        otto = server.person(Role.COMPLIANCE_MANAGER);
        standIn = server.person(Role.ENGINEER);
        authors = server.signIn(author);
        idas = server.signIn(ida);
        ottos = server.signIn(otto);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static Actor actor(Account account) {
        return new Actor(Actor.Kind.PERSON, "account:" + account.id(), account.name());
    }

    private static ObjectVersion letter(String id, int version) {
        return new ObjectVersion(
                Subject.of("letter", id), version, ContentHash.of(new JsonString("text of version " + version)));
    }

    private Decision opened(@Nullable Instant expiresAt, Step... steps) {
        var id = "L" + ++letters;
        var decision = new NewDecision(
                letter(id, 1),
                new Presentation("Quokka letter " + id, "/letters/" + id, Permission.CONTROL_READ, List.of()),
                Party.all(actor(author), Set.of(actor(author)), Set.of()),
                List.of(steps),
                true,
                expiresAt);
        return server.transactions().get(tx -> server.part(Decisions.class).open(tx, actor(author), decision));
    }

    private Answer approve(TestBrowser browser, Decision seen) {
        var now = server.part(Decisions.class)
                .find(server.transactions().reading(), seen.id())
                .orElseThrow();
        var ballot = """
                {"version": 1, "contentHash": "sha256:%s", "state": "%s", "step": %d, "verdict": "approved"}""".formatted(now.object().hash(), now.state().word(), now.step());
        return browser.json("POST", "/api/v1/decisions/" + seen.id() + "/votes", ballot);
    }

    /// The records that the open tasks of whoever looks are about, as far as they are their own.
    private static List<String> inbox(TestBrowser browser) {
        var records = new ArrayList<String>();
        browser.get("/api/v1/tasks?limit=200")
                .json()
                .get("items")
                .forEach(task -> records.add(task.get("record").asString()));
        return records;
    }

    private static List<String> notices(TestBrowser browser, Decision about) {
        var subjects = new ArrayList<String>();
        browser.get("/api/v1/me/notices").json().get("items").forEach(notice -> {
            if (notice.get("link").asString().endsWith("/" + about.id())) {
                subjects.add(notice.get("subject").asString());
            }
        });
        return subjects;
    }

    private static String record(Decision decision) {
        return "decision:" + decision.id();
    }

    @Test
    void aTaskWaitsForThoseWhoMayApproveUntilOneDoes() {
        var decision = opened(null, APPROVAL);
        var title = decision.presentation().title();

        assertThat(inbox(idas)).contains(record(decision));
        assertThat(inbox(ottos)).contains(record(decision));
        assertThat(inbox(authors)).doesNotContain(record(decision));
        assertThat(inbox(server.signIn(Role.ENGINEER))).doesNotContain(record(decision));
        assertThat(notices(idas, decision)).containsExactly("A decision waits for you: " + title);
        assertThat(notices(authors, decision)).isEmpty();
        assertThat(idas.get("/inbox").text()).contains("Decide: " + title);
        assertThat(approve(idas, decision).status()).isEqualTo(201);

        assertThat(inbox(idas)).doesNotContain(record(decision));
        assertThat(inbox(ottos)).doesNotContain(record(decision));
        assertThat(notices(authors, decision)).containsExactly("Approved: " + title);
        assertThat(notices(idas, decision)).hasSize(1);
    }

    @Test
    void whoVotedIsNoLongerAskedAndTheNextStepAsksAnew() {
        var decision = opened(null, APPROVAL.quorum(2), Step.of("Second look", Permission.CONTROL_APPROVE));
        var third = server.signIn(Role.APPROVER);
        var task = idas.get("/api/v1/tasks?limit=200").json().get("items");
        var id = "";
        for (var item : task) {
            id = item.get("record").asString().equals(record(decision))
                    ? item.get("id").asString()
                    : id;
        }
        idas.get("/inbox/" + id);
        assertThat(idas.post("/inbox/" + id + "/take", "version", "1").status()).isEqualTo(303);
        assertThat(inbox(ottos)).doesNotContain(record(decision));

        assertThat(approve(idas, decision).status()).isEqualTo(201);
        assertThat(inbox(idas)).doesNotContain(record(decision));
        assertThat(inbox(ottos)).as("given back by whoever took it").contains(record(decision));
        assertThat(inbox(third)).contains(record(decision));
        assertThat(approve(ottos, decision).status()).isEqualTo(201);

        assertThat(inbox(ottos)).doesNotContain(record(decision));
        assertThat(inbox(third)).contains(record(decision));
        assertThat(notices(third, decision)).as("asked at the step that came").hasSize(1);
        assertThat(notices(authors, decision)).isEmpty();
        assertThat(approve(third, decision).status()).isEqualTo(201);
        assertThat(inbox(third)).doesNotContain(record(decision));
        assertThat(notices(idas, decision)).contains("Approved: Quokka letter L" + letters);
    }

    @Test
    void anEditAndTheEndOfItsTimeTakeTheTaskAway() {
        var edited = opened(null, APPROVAL);
        var late = opened(server.clock().instant().plus(Duration.ofDays(2)), APPROVAL);
        assertThat(inbox(idas)).contains(record(edited), record(late));

        server.transactions()
                .run(tx -> server.part(Decisions.class)
                        .changed(
                                tx,
                                actor(otto),
                                letter(edited.object().subject().id(), 2),
                                List.of()));
        server.part(DecisionSweep.class).run(server.clock().instant().plus(Duration.ofDays(3)));

        assertThat(inbox(idas)).doesNotContain(record(edited));
        assertThat(notices(authors, edited))
                .containsExactly("Voided: " + edited.presentation().title());
        var closed = idas.get("/api/v1/tasks?state=closed&whose=all&limit=200").text();
        assertThat(closed).contains("It is voided.");
    }

    @Test
    void aReviewAfterwardsAsksTheOthersOnly() {
        var decision = opened(
                null,
                APPROVAL.alone(),
                APPROVAL,
                Step.of("Independent review", Permission.CONTROL_APPROVE).afterwards(Duration.ofDays(9)));
        assertThat(inbox(authors)).as("nobody is kept out").contains(record(decision));

        assertThat(approve(authors, decision).status()).isEqualTo(201);
        assertThat(inbox(authors)).doesNotContain(record(decision));
        assertThat(approve(idas, decision).status()).isEqualTo(201);

        assertThat(inbox(idas)).doesNotContain(record(decision));
        assertThat(inbox(ottos)).contains(record(decision));
        assertThat(notices(authors, decision)).contains("Approved: Quokka letter L" + letters);
    }

    @Test
    void tellsStandInsWhatWaitsForThoseTheyStandInFor() {
        var lent = idas.json(
                "POST",
                "/api/v1/me/delegations",
                "{\"email\": \"%s\", \"permission\": \"\", \"until\": \"2026-12-01\", \"reason\": \"away\"}"
                        .formatted(standIn.email()));
        assertThat(lent.status()).as(lent.text()).isEqualTo(201);
        var decision = opened(null, APPROVAL);

        assertThat(notices(server.signIn(standIn), decision)).hasSize(1);
        assertThat(notices(server.signIn(Role.ENGINEER), decision)).isEmpty();
    }

    @Test
    void isFoundByIdAndWordsByWhoMaySeeIt() {
        var decision = opened(null, APPROVAL);
        var mine = "/api/v1/search?q=" + decision.id();

        assertThat(idas.get(mine).json().at("/exact/page").asString()).isEqualTo("/decisions/" + decision.id());
        assertThat(idas.get("/search?q=quokka+letter").text()).contains("/decisions/" + decision.id());
        assertThat(server.token(Permission.FINDING_READ).get(mine).text()).doesNotContain("Quokka");
        assertThat(server.token(Permission.DECISION_READ)
                        .get("/api/v1/search?q=quokka")
                        .text())
                .as("whoever may not see what it is about does not see it")
                .doesNotContain("Quokka");
        assertThat(server.token(Permission.DECISION_READ, Permission.CONTROL_READ)
                        .get("/api/v1/search?q=quokka")
                        .text())
                .contains("Quokka letter");
    }

    @Test
    void teamsAreFoundByAdministrators() {
        var administrator = server.signIn(Role.ADMINISTRATOR);
        var made = administrator.json(
                "POST", "/api/v1/teams", "{\"name\": \"Wombat crew\", \"purpose\": \"keeps burrows\"}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);

        assertThat(administrator.get("/search?q=burrows+wombat").text()).contains("/settings/teams/");
        assertThat(ottos.get("/search?q=wombat").text()).doesNotContain("/settings/teams/");
    }
}
