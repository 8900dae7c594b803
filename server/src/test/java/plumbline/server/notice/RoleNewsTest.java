package plumbline.server.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import plumbline.server.ServerFixture;
import plumbline.server.TestBrowser;
import plumbline.server.identity.Account;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Role;

/// What people are told when others change what they may do.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RoleNewsTest {
    private ServerFixture server;
    private Account boss;
    private TestBrowser admin;

    @BeforeAll
    void start() {
        server = ServerFixture.start();
        server.holdJobs();
        boss = server.person(Role.ADMINISTRATOR);
        admin = server.signIn(boss);
        admin.open("/settings/account");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void tellsOfASingleRoleThatIsGivenAndTaken() {
        var person = server.person(Role.EMPLOYEE);
        var other = server.person(Role.EMPLOYEE);
        var grants = "/api/v1/people/" + person.id() + "/grants";

        var given = admin.json("POST", grants, "{\"role\":\"engineer\",\"until\":\"2027-01-31T00:00:00Z\"}");
        server.part(AccountNews.class).run();

        assertThat(told(person))
                .contains("You were given a role")
                .contains(boss.name() + " gave you the role engineer, until 2027-01-31 00:00:00 UTC.");
        admin.json("DELETE", given.header("Location"), "");
        server.part(AccountNews.class).run();
        server.part(AccountNews.class).run();
        assertThat(told(person)).containsOnlyOnce("A role was taken from you");
        assertThat(server.part(Notices.class).unread(person.id())).isEqualTo(2);
        assertThat(server.part(Notices.class).unread(other.id())).isZero();
    }

    @Test
    void saysWhichRolesThereWereAndAre() {
        var person = server.person(Role.EMPLOYEE);
        server.part(Accounts.class).changeRoles(boss.actor(), person, Set.of(Role.ENGINEER, Role.APPROVER));
        server.part(AccountNews.class).run();

        assertThat(told(person))
                .contains("Your roles were changed")
                .contains("Before: employee")
                .contains("Now: approver, engineer");
    }

    @Test
    void saysThatSecondFactorsWereResetAndNotThatRolesChanged() {
        var person = server.person(Role.EMPLOYEE);
        var reset = admin.post("/settings/people/" + person.id() + "/sign-in/reset", "reason", "lost the phone");
        server.part(AccountNews.class).run();

        assertThat(reset.status()).isEqualTo(303);
        assertThat(told(person)).contains("Your second factors were reset").doesNotContain("Your roles were changed");
    }

    @Test
    void tellsNobodyOfATeamsRole() {
        server.part(AccountNews.class).run();
        var team = admin.json("POST", "/api/v1/teams", "{\"name\":\"Told of nothing\",\"purpose\":\"\"}")
                .header("Location");
        assertThat(admin.json("POST", team + "/grants", "{\"role\":\"engineer\"}")
                        .status())
                .isEqualTo(201);

        assertThat(server.part(AccountNews.class).run()).isZero();
    }

    private String told(Account person) {
        return server.signIn(person).get("/api/v1/me/notices").text();
    }
}
