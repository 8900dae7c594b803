package plumbline.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import plumbline.server.finding.SampleScan;
import plumbline.server.identity.Accounts;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Role;
import plumbline.server.identity.token.Tokens;
import plumbline.server.platform.Actor;

/// Every record's page tells who changed which field from what to what, why, and in which request.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HistoryTest {
    private ServerFixture server;
    private TestBrowser administrator;

    @BeforeAll
    void start() {
        server = ServerFixture.start();
        administrator = server.signIn(Role.ADMINISTRATOR);
        administrator.get("/services/new");
        administrator.post("/services", service("Shop", "Ida Berg", "0"));
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private static String[] service(String name, String owner, String version) {
        return new String[] {
            "name",
            name,
            "purpose",
            "sells",
            "ourRole",
            "both",
            "model",
            "saas",
            "dataClass",
            "restricted",
            "environments",
            "",
            "owner",
            owner,
            "upstreamProvider",
            "",
            "repositories",
            "",
            "version",
            version
        };
    }

    @Test
    void aServiceShowsEachFieldBeforeAndAfter() {
        administrator.get("/services/shop/change");
        var changed = administrator.post("/services/shop", service("Shop", "<i>Samir</i>", "1"));
        assertThat(changed.status()).isEqualTo(303);

        assertThat(history("/services/shop"))
                .contains(
                        "changed", "<dt>owner</dt> <dd>", "<del>Ida Berg</del>", "<ins>&lt;i&gt;Samir&lt;/i&gt;</ins>")
                .contains("created", "Test administrator", "/journal?actor=account%3A", ", request ")
                .doesNotContain("<dt>class of data</dt> <dd><del>");
    }

    @Test
    void aPersonShowsRolesAndState() {
        var person = server.person(Role.ENGINEER);
        var page = "/settings/people/" + person.id();
        server.part(Accounts.class).changeRoles(Actor.SYSTEM, person, Set.of(Role.APPROVER));
        administrator.get(page);
        administrator.post(page + "/deactivate", "version", "2");

        assertThat(server.part(Accounts.class).find(person.id()).orElseThrow().active())
                .isFalse();
        assertThat(history(page))
                .contains("<del>engineer</del>", "<ins>approver</ins>", "<del>active</del>", "<ins>deactivated</ins>");
        assertThat(administrator.get(page).text()).contains("Everything by this person");
    }

    @Test
    void aServiceAccountShowsWhatBecameOfItsTokens() {
        server.tokenText(null, Permission.FINDING_READ);
        var account = server.part(Tokens.class).serviceAccounts().getFirst();
        var token = server.part(Tokens.class).of(account).getFirst();
        var page = "/settings/service-accounts/" + account.id();
        administrator.get(page);
        administrator.post(page + "/tokens/" + token.id() + "/revoke");

        assertThat(history(page)).contains("<ins>finding:read</ins>", "<del>active</del>", "<ins>revoked</ins>");
    }

    @Test
    void aControlShowsTheDecisionAndItsReason() {
        administrator.get("/controls/2015/12.4.1/applicability");
        administrator.post(
                "/controls/2015/12.4.1/applicability", "applicable", "true", "reason", "We log.", "version", "0");
        administrator.get("/controls/2015/12.4.1/applicability");
        administrator.post(
                "/controls/2015/12.4.1/applicability", "applicable", "false", "reason", "We stopped.", "version", "1");

        assertThat(history("/controls/2015/12.4.1"))
                .contains("<del>undecided</del>", "We log.", "<del>applicable</del>", "<ins>not applicable</ins>")
                .contains("We stopped.");
    }

    @Test
    void findingsAndEvidenceTellTheirs() {
        SampleScan.push("shop", server.token(Permission.SCAN_PUSH));

        assertThat(history("/findings/FND-0001")).contains("saw it first", "<ins>fail</ins>", "/scans/SCN-0001");
        assertThat(history("/evidence/EV-0001")).contains("recorded");
    }

    @Test
    void whoMayNotReadTheJournalSeesTheHistoryWithoutItsLinks() {
        var engineer = server.signIn(Role.ENGINEER);

        assertThat(history(engineer, "/services/shop"))
                .contains("created", "Test administrator")
                .doesNotContain("/journal");
    }

    @Test
    void thatAnAuditorLookedIsInTheJournalAndNotInTheHistory() {
        var auditor = server.signIn(Role.AUDITOR);
        auditor.get("/services/shop");

        assertThat(history(auditor, "/services/shop")).doesNotContain("opened");
        assertThat(auditor.get("/journal?object=service:shop").text()).contains("record.opened");
    }

    @Test
    void readersAreNotOfferedWhatTheyMayNotDo() {
        var auditor = server.signIn(Role.AUDITOR);

        assertThat(auditor.get("/services/shop").text()).doesNotContain("Push a scan");
        assertThat(auditor.get("/controls/2015/CLD.9.5.1").text()).doesNotContain("Push a scan");
        assertThat(server.signIn(Role.ENGINEER).get("/services/shop").text()).contains("Push a scan");
    }

    private String history(String path) {
        return history(administrator, path);
    }

    private static String history(TestBrowser browser, String path) {
        var page = browser.get(path);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.text()).contains("<ol class=\"history\">");
        var from = page.text().indexOf(">History");
        return page.text().substring(from, page.text().indexOf("</ol>", from));
    }
}
