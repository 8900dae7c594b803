package plumbline.server.identity.grant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import plumbline.server.ServerFixture;
import plumbline.server.TestBrowser;
import plumbline.server.api.ProblemException;
import plumbline.server.api.ProblemType;
import plumbline.server.estate.CloudService;
import plumbline.server.estate.CloudService.DataClass;
import plumbline.server.estate.CloudService.Description;
import plumbline.server.estate.CloudService.OurRole;
import plumbline.server.estate.CloudService.ServiceModel;
import plumbline.server.estate.Services;
import plumbline.server.identity.Account;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.NewAccount;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal.Scope;
import plumbline.server.identity.Rights.NewGrant;
import plumbline.server.identity.Role;
import plumbline.server.identity.factor.FactorReset;
import plumbline.server.platform.Actor;

/// What somebody tries who manages people and wants to be more than that.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GrantAttackTest {
    private ServerFixture server;
    private CloudService shop;

    @BeforeAll
    void start() {
        server = ServerFixture.start();
        shop = service("Attacked shop");
        server.person(Role.ADMINISTRATOR);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void nobodyTakesSomebodyOutOfATeamThatHoldsMoreThanTheyHave() {
        var team = team();
        server.part(Grants.class)
                .give(Actor.SYSTEM, new Holder.Members(team.id()), NewGrant.everywhere(Role.ADMINISTRATOR));
        var boss = server.person(Role.EMPLOYEE);
        server.part(Teams.class).add(Actor.SYSTEM, team.id(), boss.id());
        var attacker = clerk();
        var clerk = server.signIn(attacker);

        clerk.get("/settings/teams/" + team.id());
        clerk.post("/settings/teams/" + team.id() + "/members/" + boss.id() + "/remove");
        var answer = clerk.json("DELETE", "/api/v1/teams/" + team.id() + "/members/" + boss.id(), "");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(present(boss).rights(server.clock().instant()).may(Permission.ACCOUNT_MANAGE))
                .isTrue();
        assertThat(clerk.json("PUT", "/api/v1/teams/" + team.id() + "/members/" + attacker.id(), "")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void whoIsAnAdministratorUntilTomorrowBecomesNobodyWhoStaysOne() {
        var until = server.clock().instant().plus(Duration.ofDays(1));
        var guest = server.person("Guest", new NewGrant(Role.ADMINISTRATOR, null, Scope.EVERYWHERE, null, until));
        var boss = server.person(Role.ADMINISTRATOR);
        var employee =
                server.person("Temp", new NewGrant(Role.ENGINEER, null, Scope.EVERYWHERE, null, until.minusSeconds(1)));
        var browser = server.signIn(guest);
        browser.get("/settings/account");

        assertThat(browser.json("POST", "/api/v1/people/" + boss.id() + "/link", "")
                        .status())
                .isEqualTo(403);
        assertThat(browser.json("DELETE", "/api/v1/people/" + boss.id() + "/factors", "")
                        .status())
                .isEqualTo(403);
        assertThat(browser.json("POST", "/api/v1/people/" + employee.id() + "/link", "")
                        .status())
                .isEqualTo(200);
        assertThat(browser.json("POST", "/api/v1/people/" + boss.id() + "/grants", "{\"role\":\"engineer\"}")
                        .status())
                .isEqualTo(403);
        assertThat(browser.json("POST", "/api/v1/roles", "{\"name\":\"Lasting\",\"permissions\":[\"journal:read\"]}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void resettingFactorsAsksForTheRightsOfThisMoment() {
        var clerk = clerk();
        var seen = server.person(Role.EMPLOYEE);
        var accounts = server.part(Accounts.class);
        accounts.changeRoles(Actor.SYSTEM, seen, Set.of(Role.ADMINISTRATOR));

        assertForbidden(() -> server.part(FactorReset.class).reset(clerk.actor(), seen));
    }

    @Test
    void whoLostTheRightAtThisMomentDoesNothingWithIt() {
        var former = server.person(Role.COMPLIANCE_MANAGER).actor();
        var employee = server.person(Role.EMPLOYEE);
        var team = team();
        var roles = server.part(CustomRoles.class);
        var readers =
                roles.create(Actor.SYSTEM, new CustomRole.Description(name(), "", Set.of(Permission.FINDING_READ)));
        var description = new CustomRole.Description(name(), "", Set.of(Permission.FINDING_READ));
        var teams = server.part(Teams.class);
        var accounts = server.part(Accounts.class);

        assertThat(List.<ThrowingCallable>of(
                        () -> teams.create(former, new Team.Description(name(), "", null)),
                        () -> teams.change(former, team.id(), team.version(), new Team.Description(name(), "", null)),
                        () -> roles.create(former, description),
                        () -> roles.change(former, readers.id(), readers.version(), description),
                        () -> roles.delete(former, readers.id(), readers.version()),
                        () -> accounts.resetLink(former, employee),
                        () -> accounts.invite(
                                former, new NewAccount(name() + "@example.com", "New", Set.of(Role.EMPLOYEE))),
                        () -> server.part(FactorReset.class).reset(former, employee)))
                .allSatisfy(deed -> assertThatThrownBy(deed).isInstanceOf(ProblemException.class));
        assertThat(roles.find(readers.id()).orElseThrow()).isEqualTo(readers);
    }

    @Test
    void aRoleOnOneServiceIsGivenOnNoOther() {
        var other = service("Other shop");
        var id = role("account:manage", "service:read", "account:own");
        var clerk = server.person(
                "Clerk of one",
                new NewGrant(null, id, Scope.EVERYWHERE, null, null),
                new NewGrant(Role.ENGINEER, null, Scope.of(Set.of(shop.id())), null, null));
        var browser = server.signIn(clerk);
        browser.get("/settings/account");
        var employee = server.person(Role.EMPLOYEE);
        var page = "/api/v1/people/" + employee.id() + "/grants";
        var body = "{\"role\":\"engineer\",\"services\":[%s]}";

        assertThat(browser.json("POST", page, body.formatted("\"" + other.key() + "\""))
                        .status())
                .isEqualTo(403);
        assertThat(browser.json("POST", page, body.formatted("")).status()).isEqualTo(403);
        assertThat(browser.json("POST", page, body.formatted("\"" + shop.key() + "\",\"" + other.key() + "\""))
                        .status())
                .isEqualTo(403);
        assertThat(browser.json("POST", page, body.formatted("\"" + shop.key() + "\""))
                        .status())
                .isEqualTo(201);
        assertThat(browser.json("POST", "/api/v1/people/" + clerk.id() + "/grants", body.formatted(""))
                        .status())
                .isEqualTo(409);
    }

    @Test
    void aGrantIsTakenFromItsHolderAlone() {
        var admin = server.signIn(Role.ADMINISTRATOR);
        admin.get("/settings/account");
        var one = server.person(Role.ENGINEER);
        var two = server.person(Role.ENGINEER);
        var team = team();
        long grant = two.grants().getFirst().id();

        assertThat(admin.json("DELETE", "/api/v1/people/" + one.id() + "/grants/" + grant, "")
                        .status())
                .isEqualTo(404);
        assertThat(admin.json("DELETE", "/api/v1/teams/" + team.id() + "/grants/" + grant, "")
                        .status())
                .isEqualTo(404);
        assertThat(present(two).roles()).containsExactly(Role.ENGINEER);
    }

    @Test
    void aRoleWidenedForOthersIsNoMoreThanWhoeverWidensItHas() {
        var clerk = server.signIn(clerk());
        clerk.get("/settings/account");
        var name = name();
        var made = clerk.json(
                "POST",
                "/api/v1/roles",
                "{\"name\":\"" + name + "\",\"permissions\":[\"service:read\"],\"id\":1,\"version\":9}");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        var request = clerk.request(made.location().orElseThrow())
                .header("Content-Type", "application/json")
                .header("X-CSRF-TOKEN", clerk.proof())
                .header("If-Match", made.header("ETag"))
                .PUT(BodyPublishers.ofString(
                        "{\"name\":\"" + name + "\",\"permissions\":[\"service:read\",\"journal:read\"]}"))
                .build();

        assertThat(clerk.send(request).status()).isEqualTo(403);
    }

    @Test
    void aDirectoryThatIsAPersonRenamesNobodyMightier() {
        var id = role("scim:provision", "account:own");
        var person = server.person("Directory", new NewGrant(null, id, Scope.EVERYWHERE, null, null));
        var victim = server.person(Role.COMPLIANCE_MANAGER);
        var browser = server.signIn(person);
        browser.get("/settings/account");

        var answer = browser.send(browser.request("/scim/v2/Users/" + victim.id())
                .header("Content-Type", "application/scim+json")
                .header("X-CSRF-TOKEN", browser.proof())
                .PUT(BodyPublishers.ofString("""
                        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"mallory@evil.example",
                        "emails":[{"value":"mallory@evil.example","primary":true}],"displayName":"Mallory"}"""))
                .build());

        assertThat(answer.status()).as(answer.text()).isBetween(400, 499);
        assertThat(present(victim).email()).isEqualTo(victim.email());
    }

    /// A manager sees what stays overdue.
    @Test
    void nobodyBecomesTheManagerOfSomebodyWhoMayDoMore() {
        var attacker = clerk();
        var clerk = server.signIn(attacker);
        clerk.get("/settings/account");
        var boss = server.person(Role.COMPLIANCE_MANAGER);
        var employee = server.person(Role.EMPLOYEE);

        assertThat(put(clerk, "/api/v1/people/" + boss.id() + "/manager", "{\"manager\":" + attacker.id() + "}"))
                .isEqualTo(422);
        assertThat(put(clerk, "/api/v1/people/" + boss.id() + "/manager", "{\"manager\":" + employee.id() + "}"))
                .isEqualTo(422);
        var other = server.person(Role.ADMINISTRATOR);
        assertThat(put(clerk, "/api/v1/people/" + boss.id() + "/manager", "{\"manager\":" + other.id() + "}"))
                .isEqualTo(200);
        assertThat(put(clerk, "/api/v1/people/" + employee.id() + "/manager", "{\"manager\":" + attacker.id() + "}"))
                .isEqualTo(200);
    }

    @Test
    void nobodyTakesTheLeadOfATeamThatHoldsOrIsLedByMore() {
        var attacker = clerk();
        var clerk = server.signIn(attacker);
        clerk.get("/settings/account");
        var boss = server.person(Role.COMPLIANCE_MANAGER);
        var teams = server.part(Teams.class);
        var holding = team();
        server.part(Grants.class)
                .give(Actor.SYSTEM, new Holder.Members(holding.id()), NewGrant.everywhere(Role.APPROVER));
        var led = teams.create(Actor.SYSTEM, new Team.Description(name(), "", boss.id()));
        var free = team();
        var body = "{\"name\":\"%s\",\"lead\":" + attacker.id() + "}";

        assertThat(put(clerk, "/api/v1/teams/" + holding.id(), body.formatted(holding.name())))
                .isEqualTo(403);
        assertThat(put(clerk, "/api/v1/teams/" + led.id(), body.formatted(led.name())))
                .isEqualTo(403);
        assertThat(put(clerk, "/api/v1/teams/" + free.id(), body.formatted(free.name())))
                .isEqualTo(200);
    }

    private static int put(TestBrowser browser, String path, String body) {
        return browser.send(browser.request(path)
                        .header("Content-Type", "application/json")
                        .header("X-CSRF-TOKEN", browser.proof())
                        .header("If-Match", browser.get(path).header("ETag"))
                        .PUT(BodyPublishers.ofString(body))
                        .build())
                .status();
    }

    private Account clerk() {
        return server.person(
                "Clerk",
                new NewGrant(
                        null, role("account:manage", "service:read", "account:own"), Scope.EVERYWHERE, null, null));
    }

    private long role(String... permissions) {
        var all = Stream.of(permissions)
                .map(word -> Permission.find(word).orElseThrow())
                .collect(Collectors.toSet());
        return server.part(CustomRoles.class)
                .create(Actor.SYSTEM, new CustomRole.Description(name(), "", all))
                .id();
    }

    private Team team() {
        return server.part(Teams.class).create(Actor.SYSTEM, new Team.Description(name(), "", null));
    }

    private Account present(Account account) {
        return server.part(Accounts.class).find(account.id()).orElseThrow();
    }

    private static String name() {
        return "N" + UUID.randomUUID().toString().substring(0, 13);
    }

    private static void assertForbidden(ThrowingCallable deed) {
        assertThatThrownBy(deed)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().type()).isEqualTo(ProblemType.FORBIDDEN));
    }

    private CloudService service(String name) {
        var description = new Description(
                name + " " + name(),
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
