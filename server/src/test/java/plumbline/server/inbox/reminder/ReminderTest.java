package plumbline.server.inbox.reminder;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import plumbline.server.ServerFixture;
import plumbline.server.TestBrowser;
import plumbline.server.identity.Account;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Role;
import plumbline.server.identity.grant.Teams;
import plumbline.server.identity.people.Managers;
import plumbline.server.inbox.About;
import plumbline.server.inbox.NewTask;
import plumbline.server.inbox.Outcome;
import plumbline.server.inbox.Owner;
import plumbline.server.inbox.Task;
import plumbline.server.inbox.Tasks;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Journal;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReminderTest {
    private final List<String> told = new CopyOnWriteArrayList<>();
    private final Teller teller = (tx, account, message) -> told.add(account + " " + message.subject());

    private ServerFixture server;
    private Account engineer;
    private Account manager;
    private Account auditor;

    @BeforeAll
    void start() {
        server = ServerFixture.start();
        engineer = server.person(Role.ENGINEER);
        manager = server.person(Role.COMPLIANCE_MANAGER);
        auditor = server.person(Role.AUDITOR);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @BeforeEach
    void forget() {
        told.clear();
    }

    @Test
    void remindsAtEachMomentOnce() {
        var task = open(Owner.person(auditor.id()), 31);
        assertThat(sweep()).isZero();

        for (int day = 0; day < 33; day++) {
            server.clock().advance(Duration.ofDays(1));
            sweep();
            sweep();
        }

        assertThat(told)
                .containsExactly(
                        auditor.id() + " Due in 30 days: Do it",
                        auditor.id() + " Due in 7 days: Do it",
                        auditor.id() + " Due tomorrow: Do it",
                        auditor.id() + " Overdue: Do it");
        assertThat(server.signIn(auditor).get(task.href()).text())
                .contains("30 days before")
                .contains("overdue");
        close(task);
    }

    @Test
    void remindsOfATaskThatIsOpenedLateAsLateAsItIs() {
        var task = open(Owner.role(Role.ENGINEER), 0);

        assertThat(sweep()).isEqualTo(1);

        assertThat(told).containsExactly(engineer.id() + " Due today: Do it");
        close(task);
    }

    @Test
    void remindsOnceHoweverManyProcessesLook() throws Exception {
        var tasks = List.of(open(Owner.role(Role.ENGINEER), 5), open(Owner.role(Role.ENGINEER), 6));
        var barrier = new CyclicBarrier(4);
        Callable<Integer> look = () -> {
            barrier.await();
            return sweep();
        };
        try (var threads = Executors.newFixedThreadPool(4)) {
            var reminded = threads.invokeAll(List.of(look, look, look, look)).stream()
                    .mapToInt(future -> future.resultNow())
                    .sum();

            assertThat(reminded).isEqualTo(2);
        }

        assertThat(told)
                .containsExactlyInAnyOrder(
                        engineer.id() + " Due in 5 days: Do it", engineer.id() + " Due in 6 days: Do it");
        tasks.forEach(this::close);
    }

    @Test
    void letsTheManagerKnowWhoThenSeesTheTask() {
        var boss = server.person(Role.AUDITOR);
        var seen = server.part(Accounts.class).find(engineer.id()).orElseThrow();
        assertThat(server.part(Managers.class).of(engineer.id())).isEmpty();
        var administrator = server.signIn(Role.ADMINISTRATOR);
        var named = administrator.post(
                "/settings/people/" + engineer.id() + "/manager",
                "version",
                String.valueOf(seen.version()),
                "manager",
                String.valueOf(boss.id()));
        assertThat(named.status()).isEqualTo(303);
        var task = open(Owner.person(engineer.id()), 0);
        assertThat(server.signIn(boss).get(task.href()).status()).isEqualTo(404);

        server.clock().advance(Duration.ofDays(3));
        sweep();
        sweep();

        assertThat(told)
                .containsExactlyInAnyOrder(
                        engineer.id() + " Overdue for 3 days: Do it", boss.id() + " Overdue for 3 days: Do it");
        assertThat(server.signIn(boss).get(task.href()).text())
                .contains("Escalated to")
                .contains("Hand it over");
        assertThat(server.signIn(boss).get("/inbox").text()).contains(task.id());
        close(task);
    }

    @Test
    void whatARoleLeavesUndoneIsForWhoeverRunsTheProgramme() {
        var task = open(Owner.role(Role.ENGINEER), -4);

        sweep();

        assertThat(told)
                .containsExactlyInAnyOrder(
                        engineer.id() + " Overdue for 4 days: Do it", manager.id() + " Overdue for 4 days: Do it");
        close(task);
    }

    @Test
    void whatATeamLeavesUndoneIsForWhoeverLeadsIt() {
        var lead = server.person(Role.AUDITOR);
        var member = server.person(Role.AUDITOR);
        var administrator = server.signIn(Role.ADMINISTRATOR);
        administrator.open("/settings/account");
        long team = administrator
                .json("POST", "/api/v1/teams", "{\"name\":\"Late\",\"purpose\":\"\",\"lead\":" + lead.id() + "}")
                .json()
                .get("id")
                .asLong();
        server.part(Teams.class).add(Actor.SYSTEM, team, member.id());
        var task = open(Owner.team(team), -4);

        sweep();

        assertThat(told)
                .containsExactlyInAnyOrder(
                        member.id() + " Overdue for 4 days: Do it", lead.id() + " Overdue for 4 days: Do it");
        close(task);
    }

    @Test
    void whoeverLeadsATeamButMayNotReadWhatItIsAboutIsNotTold() {
        var lead = server.person(Role.EMPLOYEE);
        var member = server.person(Role.AUDITOR);
        var without = server.person(Role.EMPLOYEE);
        var administrator = server.signIn(Role.ADMINISTRATOR);
        administrator.open("/settings/account");
        long team = administrator
                .json("POST", "/api/v1/teams", "{\"name\":\"Led\",\"purpose\":\"\",\"lead\":" + lead.id() + "}")
                .json()
                .get("id")
                .asLong();
        server.part(Teams.class).add(Actor.SYSTEM, team, member.id());
        server.part(Teams.class).add(Actor.SYSTEM, team, without.id());
        var task = open(Owner.team(team), "evidence", -4);

        sweep();

        assertThat(told)
                .contains(member.id() + " Overdue for 4 days: Do it")
                .noneMatch(line -> line.startsWith(lead.id() + " ") || line.startsWith(without.id() + " "));
        assertThat(server.transactions()
                        .reading()
                        .fetchValue("select escalated_to from task where id = ?", task.number()))
                .isEqualTo("role:compliance manager");
        close(task);
    }

    @Test
    void nobodyStandsAboveThemselves() {
        var one = server.person(Role.AUDITOR);
        var two = server.person(Role.AUDITOR);
        var three = server.person(Role.AUDITOR);
        var administrator = server.signIn(Role.ADMINISTRATOR);
        administrator.open("/settings/account");

        assertThat(name(administrator, two, one)).isEqualTo(200);
        assertThat(name(administrator, three, two)).isEqualTo(200);
        assertThat(name(administrator, one, three)).isEqualTo(422);
        assertThat(name(administrator, one, one)).isEqualTo(422);
        assertThat(administrator
                        .get("/api/v1/people/" + three.id() + "/manager")
                        .json()
                        .get("manager")
                        .asLong())
                .isEqualTo(two.id());
    }

    @Test
    void aDigestSaysWhatWaitsOnceADayOrWeekAndNothingWhenThereIsNothing() {
        server.clock().set(Instant.parse("2027-05-03T05:00:00Z"));
        var daily = server.person(Role.AUDITOR);
        var weekly = server.person(Role.AUDITOR);
        var never = server.person(Role.AUDITOR);
        choose(daily, "daily");
        choose(never, "never");
        var late = List.of(daily, weekly, never).stream()
                .map(person -> open(Owner.person(person.id()), -1))
                .toList();
        assertThat(digest()).as("too early").isZero();

        server.clock().set(Instant.parse("2027-05-03T06:10:00Z"));
        assertThat(digest()).isEqualTo(2);
        assertThat(digest()).isZero();
        assertThat(told)
                .containsExactlyInAnyOrder(
                        daily.id() + " 1 task waits for you, 1 overdue",
                        weekly.id() + " 1 task waits for you, 1 overdue");

        assertThat(server.signIn(daily).get("/settings/inbox").text())
                .contains("The last one: 1 task waits for you, 1 overdue")
                .contains("1 day late: Do it");
        server.clock().advance(Duration.ofDays(1));
        assertThat(digest()).as("Tuesday: daily only").isEqualTo(1);
        late.forEach(this::close);
        server.clock().advance(Duration.ofDays(7));
        assertThat(digest()).as("nothing waits").isZero();
        var midweek = open(Owner.person(weekly.id()), 0);
        server.clock().advance(Duration.ofHours(1));
        assertThat(digest()).as("this week is settled").isZero();
        close(midweek);
    }

    private void choose(Account person, String every) {
        var browser = server.signIn(person);
        browser.open("/settings/account");
        assertThat(browser.json("PUT", "/api/v1/me/digest", "{\"every\":\"" + every + "\"}")
                        .status())
                .isEqualTo(200);
        assertThat(browser.json("PUT", "/api/v1/me/digest", "{\"every\":\"hourly\"}")
                        .status())
                .isEqualTo(422);
        assertThat(browser.get("/api/v1/me/digest").json().get("every").asString())
                .isEqualTo(every);
        assertThat(browser.get("/settings/inbox").text()).contains("value=\"" + every + "\" selected");
    }

    private int digest() {
        return new DigestSweep(
                        server.transactions(),
                        new People(server.part(Accounts.class)),
                        server.part(Tasks.class),
                        teller)
                .run(server.clock().instant());
    }

    private int name(TestBrowser browser, Account person, Account boss) {
        int version =
                server.part(Accounts.class).find(person.id()).orElseThrow().version();
        return browser.send(browser.request("/api/v1/people/" + person.id() + "/manager")
                        .header("Content-Type", "application/json")
                        .header("X-CSRF-TOKEN", browser.proof())
                        .header("If-Match", "\"" + version + "\"")
                        .method("PUT", BodyPublishers.ofString("{\"manager\":" + boss.id() + "}"))
                        .build())
                .status();
    }

    private Task open(Owner owner, int days) {
        return open(owner, "task", days);
    }

    private Task open(Owner owner, String recordKind, int days) {
        var about = new About(recordKind, UUID.randomUUID().toString(), "/");
        var deadline =
                LocalDate.ofInstant(server.clock().instant(), ZoneOffset.UTC).plusDays(days);
        return server.transactions()
                .get(tx -> server.part(Tasks.class)
                        .open(tx, Actor.SYSTEM, NewTask.of("test.kind", about, owner, "Do it", deadline)));
    }

    private void close(Task task) {
        assertThat(server.transactions()
                        .<Boolean>get(tx -> server.part(Tasks.class)
                                .close(tx, Actor.SYSTEM, "test.kind", task.about(), Outcome.done(""))))
                .isTrue();
    }

    private int sweep() {
        return new ReminderSweep(
                        server.transactions(),
                        new People(server.part(Accounts.class)),
                        new Escalation(
                                server.part(Managers.class), server.part(Teams.class), server.part(Journal.class)),
                        teller,
                        new ReminderSettings(3))
                .run(server.clock().instant());
    }
}
