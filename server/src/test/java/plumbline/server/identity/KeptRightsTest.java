package plumbline.server.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import plumbline.server.ServerFixture;
import plumbline.server.TestBrowser;

/// What people hold is not read anew for each request. Rights are changed here as another process would: in the
/// database, past all of this one's code.
class KeptRightsTest {
    private static ServerFixture server;

    @BeforeAll
    static void start() {
        server = ServerFixture.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aRoleCountsFromTheNextRequestAndEndsWithTheNext() {
        var account = server.person(Role.EMPLOYEE);
        var browser = server.signIn(account);
        assertThat(journal(browser)).isEqualTo(403);

        sql(
                "insert into role_grant (account_id, role, created_at) values (?, 'compliance manager', now())",
                account.id());
        assertThat(journal(browser)).isEqualTo(200);

        sql("delete from role_grant where role = 'compliance manager' and account_id = ?", account.id());
        assertThat(journal(browser)).isEqualTo(403);
    }

    @Test
    void whatComesFromATeamComesAndGoesWithIt() {
        var account = server.person(Role.EMPLOYEE);
        var browser = server.signIn(account);
        assertThat(journal(browser)).isEqualTo(403);
        var team = number("insert into team (name, purpose, created_at) values (?, '', now()) returning id", name());
        sql("insert into role_grant (team_id, role, created_at) values (?, 'compliance manager', now())", team);
        sql("insert into team_member (team_id, account_id, joined_at) values (?, ?, now())", team, account.id());
        assertThat(journal(browser)).isEqualTo(200);

        sql("delete from role_grant where team_id = ?", team);
        assertThat(journal(browser)).isEqualTo(403);
        sql("insert into role_grant (team_id, role, created_at) values (?, 'compliance manager', now())", team);
        assertThat(journal(browser)).isEqualTo(200);
        sql("delete from team where id = ?", team);
        assertThat(journal(browser)).isEqualTo(403);
    }

    @Test
    void aRoleOfOnesOwnMakingCountsAsItIsNow() {
        var account = server.person(Role.EMPLOYEE);
        var browser = server.signIn(account);
        var role = number(
                "insert into custom_role (name, meaning, permissions, created_at) "
                        + "values (?, '', array['evidence:read'], now()) returning id",
                name());
        sql("insert into role_grant (account_id, custom_role_id, created_at) values (?, ?, now())", account.id(), role);
        assertThat(browser.get("/evidence").status()).isEqualTo(200);
        assertThat(journal(browser)).isEqualTo(403);

        sql("update custom_role set permissions = array['journal:read'] where id = ?", role);
        assertThat(browser.get("/evidence").status()).isEqualTo(403);
        assertThat(journal(browser)).isEqualTo(200);
    }

    @Test
    void whatWasUndoneIsNotKept() {
        var account = server.person(Role.EMPLOYEE);
        var browser = server.signIn(account);
        assertThatThrownBy(() -> server.transactions().run(tx -> {
                    tx.execute(
                            "insert into role_grant (account_id, role, created_at)"
                                    + " values (?, 'compliance manager', now())",
                            account.id());
                    assertThat(journal(browser)).isEqualTo(403);
                    throw new IllegalStateException("undone");
                }))
                .hasMessage("undone");

        assertThat(journal(browser)).isEqualTo(403);
    }

    @Test
    void theApplicationDoesNotCountByItself() {
        assertThatThrownBy(() -> sql("update rights_version set version = 1"))
                .hasStackTraceContaining("permission denied");
        assertThatThrownBy(() -> sql("delete from rights_version")).hasStackTraceContaining("permission denied");
    }

    private static int journal(TestBrowser browser) {
        return browser.get("/journal").status();
    }

    private static void sql(String text, Object... values) {
        server.transactions().run(tx -> tx.execute(text, values));
    }

    private static long number(String text, Object... values) {
        return server.transactions().get(tx -> tx.fetchSingle(text, values).get(0, Long.class));
    }

    private static String name() {
        return "Name " + UUID.randomUUID().toString().substring(0, 8);
    }
}
