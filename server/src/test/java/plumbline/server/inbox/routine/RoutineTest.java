package plumbline.server.inbox.routine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import plumbline.server.Answer;
import plumbline.server.ServerFixture;
import plumbline.server.TestApi;
import plumbline.server.TestBrowser;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Role;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoutineTest {
    private static final String ROUTINES = "/api/v1/routines";

    private ServerFixture server;

    @BeforeAll
    void start() {
        server = ServerFixture.start();
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void comesRoundOnceHoweverManyProcessesLook() throws Exception {
        var routine = make("Look", "month", day(0), 5);
        var barrier = new CyclicBarrier(4);
        Callable<Integer> look = () -> {
            barrier.await();
            return sweep();
        };
        try (var threads = Executors.newFixedThreadPool(4)) {
            var opened = threads.invokeAll(List.of(look, look, look, look)).stream()
                    .mapToInt(future -> future.resultNow())
                    .sum();

            assertThat(opened).isEqualTo(1);
        }
        assertThat(sweep()).isZero();
        var rounds = manager().get(ROUTINES + "/" + routine + "/rounds").json();
        assertThat(rounds.size()).isEqualTo(1);
        var task = manager()
                .get("/api/v1/tasks/" + rounds.get(0).get("task").asString())
                .json();
        assertThat(task.get("title").asString()).isEqualTo("Look");
        assertThat(task.get("note").asString()).isEqualTo("One\nTwo");
        assertThat(task.get("deadline").asString()).isEqualTo(day(5));
        assertThat(task.get("owner").asString()).isEqualTo("role:engineer");
        end(routine);
    }

    @Test
    void whatPassedWhileNoServerWasUpIsKeptAsMissed() {
        var routine = make("Weekly", "week", day(0), 2);
        server.clock().advance(Duration.ofDays(22));

        assertThat(sweep()).isEqualTo(1);

        var rounds = manager().get(ROUTINES + "/" + routine + "/rounds").json();
        assertThat(rounds.findValuesAsString("state")).containsExactly("open", "missed", "missed", "missed");
        assertThat(rounds.get(0).get("day").asString()).isEqualTo(day(-1));
        assertThat(person().get("/inbox/routines/" + routine).text())
                .contains("missed")
                .contains("No server was up on that day");
        end(routine);
    }

    @Test
    void neitherAPausedNorAnEndedRoutineComesRound() {
        var routine = make("Paused", "week", day(1), 2);
        assertThat(setState(routine, "paused", 1).status()).isEqualTo(200);
        server.clock().advance(Duration.ofDays(10));
        assertThat(sweep()).isZero();

        var resumed = setState(routine, "active", 2);

        assertThat(resumed.json().get("nextOn").asString()).isEqualTo(day(5));
        assertThat(sweep()).isZero();
        server.clock().advance(Duration.ofDays(5));
        assertThat(sweep()).isEqualTo(1);
        assertThat(manager().get(ROUTINES + "/" + routine + "/rounds").json().size())
                .isEqualTo(1);
        assertThat(setState(routine, "ended", 3).status()).isEqualTo(200);
        server.clock().advance(Duration.ofDays(30));
        assertThat(sweep()).isZero();
        assertThat(setState(routine, "active", 4).status()).isEqualTo(409);
    }

    @Test
    void aChangeLetsNoRoundComeTwice() {
        var routine = make("Changed", "week", day(0), 2);
        assertThat(sweep()).isEqualTo(1);
        var body = body("Changed", "month", day(0), 3);

        var stale = manager().put(ROUTINES + "/" + routine, body, "If-Match", "\"7\"");
        var changed = manager().put(ROUTINES + "/" + routine, body, "If-Match", "\"1\"");

        assertThat(stale.status()).isEqualTo(412);
        assertThat(changed.json().get("every").asString()).isEqualTo("month");
        assertThat(sweep()).isZero();
        end(routine);
    }

    @Test
    void aTemplateIsAdoptedOnAPage() {
        assertThat(person().get("/inbox/routines").text()).contains("Adopt").contains("Hold an exercise");
        assertThat(person().get("/inbox/routines/new?template=exercise").text())
                .contains("Hold an exercise")
                .contains("Choose a scenario");
        var wrong = person().post(
                        "/inbox/routines",
                        "title",
                        "Exercise",
                        "owner",
                        "role:engineer",
                        "every",
                        "day",
                        "startsOn",
                        day(1));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text()).contains("must be week, month, quarter or year");

        var adopted = person().post(
                        "/inbox/routines",
                        "title",
                        "Hold an exercise",
                        "checklist",
                        "Choose\r\nPlay",
                        "owner",
                        "role:engineer",
                        "every",
                        "quarter",
                        "startsOn",
                        day(40),
                        "days",
                        "30",
                        "template",
                        "exercise");

        assertThat(adopted.status()).isEqualTo(303);
        var page = adopted.location().orElseThrow();
        assertThat(person().get(page).text()).contains("<li>Choose</li>").contains("Not yet.");
        assertThat(person().get("/inbox/routines").text()).doesNotContain("?template=exercise");
        assertThat(person().get("/inbox/routines?format=csv").text()).contains("Hold an exercise,quarterly,engineer");
        end(page.substring(page.lastIndexOf('/') + 1));
    }

    @Test
    void onesOwnRoutinesAreSeenAndOnlyWhoManagesTasksKeepsThem() {
        var routine = make("Theirs", "month", day(3), 2);
        var engineer = server.signIn(Role.ENGINEER);
        var auditor = server.signIn(Role.AUDITOR);

        assertThat(engineer.get("/inbox/routines/" + routine).status()).isEqualTo(200);
        assertThat(engineer.get("/inbox/routines/" + routine).text()).doesNotContain("Pause it");
        assertThat(auditor.get("/inbox/routines/" + routine).status()).isEqualTo(404);
        assertThat(auditor.get(ROUTINES).json().get("items").size()).isZero();
        assertThat(engineer.post("/inbox/routines/" + routine + "/state", "version", "1", "state", "ended")
                        .status())
                .isEqualTo(403);
        end(routine);
    }

    private String make(String title, String every, String start, int days) {
        var made = manager().post(ROUTINES, body(title, every, start, days));
        assertThat(made.status()).isEqualTo(201);
        return made.json().get("id").asString();
    }

    private static String body(String title, String every, String start, int days) {
        return """
                {"title":"%s","checklist":"One\\nTwo","owner":"role:engineer","every":"%s","startsOn":"%s","days":%d}
                """.formatted(title, every, start, days);
    }

    private Answer setState(String routine, String state, int version) {
        return manager()
                .put(
                        ROUTINES + "/" + routine + "/state",
                        "{\"state\":\"" + state + "\"}",
                        "If-Match",
                        "\"" + version + "\"");
    }

    private void end(String routine) {
        int version =
                manager().get(ROUTINES + "/" + routine).json().get("version").asInt();
        assertThat(setState(routine, "ended", version).status()).isEqualTo(200);
    }

    /// Made anew each time, because sessions and tokens end as the clock moves on.
    private TestApi manager() {
        return server.token(Permission.TASK_MANAGE);
    }

    private TestBrowser person() {
        return server.signIn(Role.COMPLIANCE_MANAGER);
    }

    private int sweep() {
        return server.part(RoutineSweep.class).run(now());
    }

    private Instant now() {
        return server.clock().instant();
    }

    private String day(int later) {
        return now().plus(Duration.ofDays(later)).toString().substring(0, 10);
    }
}
