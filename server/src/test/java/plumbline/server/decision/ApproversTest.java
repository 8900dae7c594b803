package plumbline.server.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
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
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Rights.NewGrant;
import plumbline.server.identity.Role;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Subject;
import tools.jackson.databind.JsonNode;

/// Who can vote is named, and the task to vote goes to nobody else.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApproversTest {
    private static final Step APPROVAL = Step.of("Approval", Permission.CONTROL_APPROVE);

    private ServerFixture server;
    private Account author;
    private Account ida;
    private Account engineer;
    private TestBrowser authors;
    private TestBrowser idas;
    private int memos;

    /// Memos are decided on here, and nothing follows.
    private static final class Memos implements Decidable {
        @Override
        public String kind() {
            return "memo";
        }

        @Override
        public void decided(DSLContext transaction, Outcome outcome) {}
    }

    @BeforeAll
    void start() {
        server = ServerFixture.start();
        server.holdJobs();
        server.add("memos", new Memos());
        author = person("Una Wren", Role.COMPLIANCE_MANAGER);
        ida = person("Ida Berg", Role.APPROVER);
        person("Otto Lind", Role.APPROVER);
        engineer = person("Rolf Hale", Role.ENGINEER);
        authors = server.signIn(author);
        idas = server.signIn(ida);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private Account person(String name, Role role) {
        return server.person(name, NewGrant.everywhere(role));
    }

    private static Actor actor(Account account) {
        return new Actor(Actor.Kind.PERSON, "account:" + account.id(), account.name());
    }

    private Decision opened(Account... writers) {
        var id = "M" + ++memos;
        var written = new ArrayList<>(List.of(actor(author)));
        for (var writer : writers) {
            written.add(actor(writer));
        }
        var decision = new NewDecision(
                new ObjectVersion(Subject.of("memo", id), 1, ContentHash.of(new JsonString(id))),
                new Presentation("Memo " + id, "/memos/" + id, Permission.CONTROL_READ, List.of()),
                Party.all(actor(author), written, Set.of()),
                List.of(APPROVAL),
                true,
                null);
        return server.transactions().get(tx -> server.part(Decisions.class).open(tx, actor(author), decision));
    }

    private JsonNode task(TestBrowser browser, Decision decision) {
        for (var item : browser.get("/api/v1/tasks?whose=all&limit=200").json().get("items")) {
            if (item.get("record").asString().equals("decision:" + decision.id())) {
                return item;
            }
        }
        throw new AssertionError("there must be a task about " + decision.id());
    }

    private Answer give(TestBrowser browser, JsonNode task, String owner) {
        var address = "/api/v1/tasks/" + task.get("id").asString();
        return browser.send(browser.request(address + "/owner")
                .header("Content-Type", "application/json")
                .header("X-CSRF-TOKEN", browser.proof())
                .header("If-Match", browser.get(address).header("ETag"))
                .method("PUT", BodyPublishers.ofString("{\"owner\": \"" + owner + "\"}"))
                .build());
    }

    private List<String> named(Decision decision) {
        var names = new ArrayList<String>();
        authors.get("/api/v1/decisions/" + decision.id())
                .json()
                .get("steps")
                .get(0)
                .get("approvers")
                .forEach(name -> names.add(name.asString()));
        return names;
    }

    @Test
    void aDecisionNamesWhoCanVoteAndNobodyWhoTakesPart() {
        var decision = opened();

        assertThat(named(decision)).containsExactly("Ida Berg", "Otto Lind");
        assertThat(authors.get("/decisions/" + decision.id()).text())
                .contains("Can decide", "Ida Berg or Otto Lind")
                .doesNotContain("Nobody can decide this now");
        assertThat(named(opened(ida))).containsExactly("Otto Lind");
    }

    @Test
    void whereNobodyCanItSaysSoAndWhatToDo() {
        var writers = new ArrayList<Account>();
        server.part(Accounts.class)
                .holders(server.transactions().reading(), Permission.CONTROL_APPROVE)
                .forEach(writers::add);
        var decision = opened(writers.toArray(Account[]::new));

        assertThat(named(decision)).isEmpty();
        assertThat(authors.get("/decisions/" + decision.id()).text())
                .contains("Nobody can decide this now", "/settings/people", "Una Wren, who asked, take it back");
        assertThat(give(authors, task(authors, decision), "person:" + ida.id()).text())
                .contains("Nobody can decide this now: give somebody else a role that may approve");
    }

    @Test
    void theTaskGoesOnlyToWhoCanVote() {
        var decision = opened();
        var task = task(authors, decision);

        for (var owner : List.of(
                "person:" + engineer.id(),
                "person:" + author.id(),
                "role:engineer",
                "role:" + Role.COMPLIANCE_MANAGER.word())) {
            var refused = give(authors, task, owner);
            assertThat(refused.status()).as(owner).isEqualTo(409);
            assertThat(refused.text()).as(owner).contains("They cannot decide this", "Ida Berg or Otto Lind can.");
        }
        assertThat(give(authors, task, "person:" + ida.id()).status()).isEqualTo(200);
        assertThat(idas.get("/api/v1/tasks?limit=200").text())
                .contains(task.get("id").asString());
        assertThat(give(authors, task, "role:approver").status()).isEqualTo(200);
    }

    @Test
    void thePageOffersOnlyThoseAndRefusesTheOthers() {
        var decision = opened();
        var page = "/inbox/" + task(authors, decision).get("id").asString();

        var shown = authors.get(page).text();
        assertThat(shown)
                .contains("value=\"person:" + ida.id() + "\"", "value=\"role:approver\"")
                .doesNotContain("value=\"person:" + engineer.id() + "\"", "value=\"role:engineer\"", "Take it");
        assertThat(idas.get(page).text()).contains("Take it");
        var refused = authors.post(page + "/owner", "version", "1", "owner", "person:" + engineer.id());
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("They cannot decide this", "Ida Berg or Otto Lind can.");
        assertThat(authors.post(page + "/take", "version", "1").status())
                .as("who wrote it cannot take it either")
                .isEqualTo(422);
    }
}
