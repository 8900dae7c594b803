package plumbline.server.decision;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import plumbline.ledger.json.JsonReader;
import plumbline.ledger.json.JsonString;
import plumbline.server.Answer;
import plumbline.server.ServerFixture;
import plumbline.server.TestBrowser;
import plumbline.server.decision.matter.ContentHash;
import plumbline.server.decision.matter.ObjectVersion;
import plumbline.server.decision.matter.Party;
import plumbline.server.decision.matter.Presentation;
import plumbline.server.decision.matter.Step;
import plumbline.server.decision.matter.VersionChange;
import plumbline.server.identity.Account;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Role;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Subject;
import tools.jackson.databind.JsonNode;

/// Decisions by the door that programs and people's own scripts use.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DecisionApiTest {
    private static final String API = "/api/v1/decisions/";

    private ServerFixture server;
    private Account author;
    private Account ida;
    private TestBrowser idasBrowser;
    private int notes;

    /// Notes are decided on here, and nothing follows.
    private static final class Notes implements Decidable {
        @Override
        public String kind() {
            return "note";
        }

        @Override
        public void decided(DSLContext transaction, Outcome outcome) {}
    }

    @BeforeAll
    void start() {
        server = ServerFixture.start();
        server.add("notes", new Notes());
        author = server.person(Role.COMPLIANCE_MANAGER);
        ida = server.person(Role.COMPLIANCE_MANAGER);
        idasBrowser = server.signIn(ida);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static Actor actor(Account account) {
        return new Actor(Actor.Kind.PERSON, "account:" + account.id(), account.name());
    }

    private static ObjectVersion note(String id, int version, String text) {
        return new ObjectVersion(Subject.of("note", id), version, ContentHash.of(new JsonString(text)));
    }

    private Decision opened(Permission reading, Step... steps) {
        var id = "N" + ++notes;
        var decision = new NewDecision(
                note(id, 1, "first"),
                new Presentation(
                        "Note " + id, "/notes/" + id, reading, List.of(new VersionChange("text", "", "first"))),
                Party.all(actor(author), Set.of(actor(author)), Set.of()),
                List.of(steps),
                true,
                null);
        return server.transactions().get(tx -> server.part(Decisions.class).open(tx, actor(author), decision));
    }

    private Decision opened() {
        return opened(Permission.CONTROL_READ, Step.of("Approval", Permission.CONTROL_APPROVE));
    }

    private static String ballot(Decision seen, String verdict, String reason) {
        return """
                {"version": %d, "contentHash": "sha256:%s", "state": "%s", "step": %d, "verdict": "%s", "reason": "%s"}""".formatted(
                seen.object().version(), seen.object().hash(), seen.state().word(), seen.step(), verdict, reason);
    }

    private static Answer vote(TestBrowser browser, Decision seen, String verdict) {
        return browser.json("POST", API + seen.id() + "/votes", ballot(seen, verdict, "because"));
    }

    private static List<String> ids(JsonNode page) {
        var ids = new ArrayList<String>();
        page.get("items").forEach(item -> ids.add(item.get("id").asString()));
        return ids;
    }

    @Test
    void whatWaitsForSomebodyIsListedUntilTheyVote() {
        var decision = opened();
        var authors = server.signIn(author);

        assertThat(ids(idasBrowser.get("/api/v1/decisions?view=waiting").json()))
                .contains(decision.id().toString());
        assertThat(ids(authors.get("/api/v1/decisions?view=waiting").json()))
                .doesNotContain(decision.id().toString());
        assertThat(ids(authors.get("/api/v1/decisions?view=asked").json()))
                .contains(decision.id().toString());
        var cast = vote(idasBrowser, decision, "approved");

        assertThat(cast.status()).as(cast.text()).isEqualTo(201);
        assertThat(ids(idasBrowser.get("/api/v1/decisions?view=waiting").json()))
                .doesNotContain(decision.id().toString());
        var body = idasBrowser.get(API + decision.id()).json();
        assertThat(body.get("state").asString()).isEqualTo("approved");
        assertThat(body.get("votes").get(0).get("by").asString()).isEqualTo(ida.name());
        assertThat(body.get("changes").get(0).get("after").asString()).isEqualTo("first");
    }

    @Test
    void nobodyApprovesTheirOwnWorkByThisDoorEither() {
        var decision = opened();

        var refused = vote(server.signIn(author), decision, "approved");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.json().get("reason").asString()).isEqualTo("author");
        assertThat(refused.json().get("detail").asString()).contains("nobody approves their own work");
    }

    @Test
    void aLateVoteIsRefusedAndSaysWhatChanged() {
        var decision = opened();
        var id = decision.object().subject().id();
        server.transactions()
                .run(tx -> server.part(Decisions.class)
                        .changed(
                                tx,
                                actor(author),
                                note(id, 2, "second"),
                                List.of(new VersionChange("text", "first", "second"))));

        var late = vote(idasBrowser, decision, "approved");

        assertThat(late.status()).isEqualTo(409);
        var present = late.json().get("present");
        assertThat(present.get("version").asInt()).isEqualTo(2);
        assertThat(present.get("changedBy").asString()).isEqualTo(author.name());
        assertThat(present.get("changes").get(0).get("after").asString()).isEqualTo("second");
        assertThat(present.get("state").asString()).isEqualTo("voided");
    }

    @Test
    void aServiceAccountDecidesNothing() {
        var decision = opened();
        var token = server.token(Permission.DECISION_READ, Permission.CONTROL_READ);

        assertThat(token.get(API + decision.id()).json().get("waitsForYou").asBoolean())
                .isFalse();
        assertThat(token.post(API + decision.id() + "/votes", ballot(decision, "approved", ""))
                        .status())
                .isEqualTo(403);
        assertThat(Permission.DECISION_VOTE.grantableToTokens()).isFalse();
        assertThat(Permission.CONTROL_APPROVE.grantableToTokens()).isFalse();
    }

    @Test
    void whoMayNotSeeTheObjectDoesNotSeeTheDecision() {
        var secret = opened(Permission.ACCOUNT_MANAGE, Step.of("Approval", Permission.CONTROL_APPROVE));
        var auditor = server.signIn(Role.AUDITOR);

        assertThat(auditor.get(API + secret.id()).status()).isEqualTo(404);
        assertThat(ids(auditor.get("/api/v1/decisions?limit=200").json()))
                .doesNotContain(secret.id().toString());
        assertThat(vote(idasBrowser, secret, "approved").status()).isEqualTo(404);
        assertThat(server.signIn(Role.ADMINISTRATOR).get(API + secret.id()).status())
                .isEqualTo(200);
        assertThat(auditor.json("POST", API + opened().id() + "/votes", "{}").status())
                .isEqualTo(403);
    }

    @Test
    void aRepeatedRequestVotesOnce() {
        var decision = opened();
        var request = idasBrowser
                .request(API + decision.id() + "/votes")
                .header("Content-Type", "application/json")
                .header("X-CSRF-TOKEN", idasBrowser.proof())
                .header("Idempotency-Key", "vote-once")
                .POST(java.net.http.HttpRequest.BodyPublishers.ofString(ballot(decision, "rejected", "no")))
                .build();

        var first = idasBrowser.send(request);
        var second = idasBrowser.send(request);

        assertThat(first.status()).as(first.text()).isEqualTo(201);
        assertThat(second.text()).isEqualTo(first.text());
        assertThat(idasBrowser.get(API + decision.id()).json().get("votes")).hasSize(1);
    }

    @Test
    void saysWhatIsWrongInABallot() {
        var decision = opened();

        for (var wrong : List.of(
                "{}",
                ballot(decision, "maybe", ""),
                ballot(decision, "rejected", " "),
                ballot(decision, "approved", "x".repeat(2001)),
                ballot(decision, "approved", "")
                        .replace(decision.object().hash().hex(), "abc"))) {
            assertThat(idasBrowser
                            .json("POST", API + decision.id() + "/votes", wrong)
                            .status())
                    .as(wrong)
                    .isEqualTo(422);
        }
        assertThat(idasBrowser.get("/api/v1/decisions?view=mine").status()).isEqualTo(422);
        assertThat(idasBrowser.get("/api/v1/decisions?state=done").status()).isEqualTo(422);
        assertThat(idasBrowser.get(API + "DEC-9999").status()).isEqualTo(404);
    }

    @Test
    void onlyWhoAskedTakesBackAndOnlyWhatIsOpen() {
        var decision = opened();
        var authors = server.signIn(author);

        assertThat(idasBrowser
                        .json("POST", API + decision.id() + "/withdrawal", "{}")
                        .status())
                .isEqualTo(403);
        var withdrawn = authors.json("POST", API + decision.id() + "/withdrawal", "{\"reason\": \"too early\"}");
        assertThat(withdrawn.json().get("state").asString()).isEqualTo("withdrawn");
        assertThat(withdrawn.json().get("closing").asString()).isEqualTo("too early");
        assertThat(authors.json("POST", API + decision.id() + "/withdrawal", "{}")
                        .status())
                .isEqualTo(409);
    }

    @Test
    void anyToolVerifiesASignature(@TempDir Path folder) throws Exception {
        assumeThat(openssl(folder, "version")).as("openssl is on this machine").isZero();
        var decision = opened();
        var cast = vote(idasBrowser, decision, "approved").json();
        var href = cast.get("href").asString();
        var record = idasBrowser.get(href + "/record").bytes();
        Files.write(folder.resolve("record.json"), record);
        Files.write(
                folder.resolve("record.sig"),
                idasBrowser.get(href + "/signature").bytes());
        Files.write(
                folder.resolve("key.pem"),
                server.nobody()
                        .get("/api/v1/decision-keys/" + cast.get("key").asString())
                        .bytes());

        assertThat(verify(folder, "record.json")).isZero();
        Files.writeString(folder.resolve("forged.json"), new String(record, UTF_8).replace("approved", "rejected"));
        assertThat(verify(folder, "forged.json")).isNotZero();

        var content = JsonReader.readCanonical(record);
        assertThat(content.string("type")).isEqualTo("plumbline.decision/v1");
        assertThat(content.string("decision")).isEqualTo(decision.id().toString());
        assertThat(content.string("verdict")).isEqualTo("approved");
        assertThat(content.string("reason")).isEqualTo("because");
        assertThat(content.object("by").string("id")).isEqualTo("account:" + ida.id());
        assertThat(content.object("object").string("contentHash"))
                .isEqualTo("sha256:" + decision.object().hash());
        assertThat(server.nobody().get("/api/v1/decision-keys").json().get("items"))
                .hasSize(1);
    }

    private static int verify(Path folder, String record) throws Exception {
        return openssl(
                folder,
                "pkeyutl",
                "-verify",
                "-pubin",
                "-inkey",
                "key.pem",
                "-rawin",
                "-in",
                record,
                "-sigfile",
                "record.sig");
    }

    private static int openssl(Path folder, String... arguments) throws InterruptedException {
        var command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        try {
            return new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException missing) {
            return -1;
        }
    }

    @Test
    void aVoteIsInTheJournalWithItsSignature() {
        var decision = opened();
        var cast = vote(idasBrowser, decision, "approved").json();

        var journal = server.signIn(Role.AUDITOR)
                .get("/api/v1/journal?object=decision:" + decision.id())
                .text();

        assertThat(journal).contains("decision.approval-given", "decision.opened");
        assertThat(cast.get("recordHash").asString()).startsWith("sha256:");
    }
}
