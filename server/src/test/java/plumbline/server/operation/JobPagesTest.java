package plumbline.server.operation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import plumbline.ledger.json.JsonObject;
import plumbline.server.Answer;
import plumbline.server.ServerFixture;
import plumbline.server.TestApi;
import plumbline.server.TestBrowser;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Role;
import plumbline.server.platform.Actor;
import plumbline.server.platform.job.Jobs;
import plumbline.server.platform.job.NewJob;

/// Jobs as administrators see and steer them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JobPagesTest {
    private ServerFixture server;
    private TestBrowser administrator;
    private TestApi api;

    @BeforeAll
    void start() {
        server = ServerFixture.start();
        administrator = server.signIn(Role.ADMINISTRATOR);
        api = server.token(Permission.JOB_MANAGE);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void showsWhatComesRoundAndRunsItNow() {
        var page = administrator.get("/settings/jobs").text();
        assertThat(page).contains("leftover-sweep", "every 10 minutes", "standing-sweep", "Run now");

        assertThat(administrator.post("/settings/jobs/standing-sweep/run").location())
                .contains("/settings/jobs");
        server.run("standing-sweep");

        var runs = administrator.get("/settings/jobs/runs?job=standing-sweep").text();
        assertThat(runs).contains("done", "its round");
        assertThat(administrator.get("/settings/jobs/runs?job=packs").text()).contains("No runs");
        assertThat(administrator.get("/settings/jobs/runs?format=csv").text())
                .startsWith("run,job,about,asked by,state,")
                .contains(",standing-sweep,");
        assertThat(server.signIn(Role.ADMINISTRATOR)
                        .get("/journal?action=job.wanted")
                        .text())
                .contains("standing-sweep");
    }

    @Test
    void refusesThoseWhoMayNot() {
        for (var role : new Role[] {Role.COMPLIANCE_MANAGER, Role.ENGINEER, Role.AUDITOR}) {
            var browser = server.signIn(role);
            assertThat(browser.get("/settings/jobs").status()).isEqualTo(403);
            assertThat(browser.post("/settings/jobs/standing-sweep/run").status())
                    .isEqualTo(403);
            assertThat(browser.get("/settings").text()).doesNotContain("/settings/jobs");
        }
        assertThat(server.token(Permission.SCAN_PUSH).get("/api/v1/jobs").status())
                .isEqualTo(403);
    }

    @Test
    void callsOffAndAsksAgainByThePage() {
        long id = ask(Actor.SYSTEM, "of-an-older-version");
        var page = administrator.get("/settings/jobs/runs/" + id).text();
        assertThat(page).contains("queued", "It waits for its turn.", "people.csv", "Call it off");

        assertThat(administrator.post("/settings/jobs/runs/" + id + "/cancel").location())
                .contains("/settings/jobs/runs/" + id);

        assertThat(administrator.get("/settings/jobs/runs/" + id).text()).contains("called off", "Ask once more");
        var again = administrator.post("/settings/jobs/runs/" + id + "/again");
        assertThat(again.location().orElseThrow()).matches("/settings/jobs/runs/[0-9]+");
        assertThat(administrator.get(again.location().orElseThrow()).text()).contains("queued", "people.csv");
        assertThat(administrator.get("/settings/jobs/runs/999999").status()).isEqualTo(404);
    }

    @Test
    void letsWhoeverAskedPollAndNobodyElse() {
        var person = server.person(Role.ENGINEER);
        var asker = server.signIn(person);
        long id = ask(new Actor(Actor.Kind.PERSON, "account:" + person.id(), person.name()), "of-an-older-version");

        var seen = asker.get("/api/v1/jobs/" + id);

        assertThat(seen.status()).isEqualTo(200);
        assertThat(seen.json().path("state").asString()).isEqualTo("queued");
        assertThat(seen.json().path("about").asString()).isEqualTo("people.csv");
        assertThat(server.signIn(Role.ENGINEER).get("/api/v1/jobs/" + id).status())
                .isEqualTo(404);
        assertThat(api.get("/api/v1/jobs/" + id).status()).isEqualTo(200);
    }

    @Test
    void steersJobsByTheApi() {
        long id = ask(Actor.SYSTEM, "of-an-older-version");

        var listed = api.get("/api/v1/jobs?job=of-an-older-version&state=queued&limit=1");
        assertThat(listed.status()).isEqualTo(200);
        assertThat(listed.text()).contains("\"nextCursor\"", "\"recurring\":false");
        assertThat(api.get("/api/v1/jobs?state=strange").status()).isEqualTo(422);
        assertThat(api.post("/api/v1/jobs/" + id + "/again", "").status()).isEqualTo(409);
        assertThat(api.post("/api/v1/jobs/" + id + "/cancel", "")
                        .json()
                        .path("state")
                        .asString())
                .isEqualTo("cancelled");
        assertThat(api.post("/api/v1/jobs/" + id + "/cancel", "").status()).isEqualTo(409);

        Supplier<Answer> again = () -> api.post("/api/v1/jobs/" + id + "/again", "", "Idempotency-Key", "once");
        var first = again.get();
        assertThat(first.status()).isEqualTo(202);
        assertThat(first.header("Location")).matches("/api/v1/jobs/[0-9]+");
        assertThat(again.get().header("Location")).isEqualTo(first.header("Location"));

        var recurring = api.get("/api/v1/recurring-jobs");
        assertThat(recurring.text()).contains("\"name\":\"leftover-sweep\"", "\"nextAt\":");
        assertThat(api.post("/api/v1/recurring-jobs/leftover-sweep/run", "").status())
                .isEqualTo(202);
        assertThat(api.post("/api/v1/recurring-jobs/nothing/run", "").status()).isEqualTo(404);
    }

    /// Asks for a job that this version does not know, so that it waits for ever.
    private long ask(Actor actor, String kind) {
        var data = JsonObject.builder().put("file", "people.csv").build();
        return server.transactions()
                .get(tx -> server.part(Jobs.class).start(tx, new NewJob(kind, actor, "people.csv", data)));
    }
}
