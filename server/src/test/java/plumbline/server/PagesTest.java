package plumbline.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plumbline.server.estate.CloudService.DataClass;
import plumbline.server.estate.CloudService.Description;
import plumbline.server.estate.CloudService.OurRole;
import plumbline.server.estate.CloudService.ServiceModel;
import plumbline.server.estate.Services;
import plumbline.server.finding.SampleScan;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Role;
import plumbline.server.platform.Actor;

/// Every page of the areas on real data, as an administrator and as nobody.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesTest {
    private ServerFixture server;
    private TestBrowser administrator;

    @BeforeAll
    void start() {
        server = ServerFixture.start();
        var description = new Description(
                "<b>Shop</b>",
                "sells",
                OurRole.BOTH,
                ServiceModel.SAAS,
                DataClass.RESTRICTED,
                List.of("production"),
                "",
                "AWS",
                List.of("https://example.com/shop"));
        var service = server.part(Services.class).create(Actor.SYSTEM, description);
        SampleScan.push(service.key(), server.token(Permission.SCAN_PUSH));
        administrator = server.signIn(Role.ADMINISTRATOR);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/services",
                "/services/new",
                "/services/b-shop-b",
                "/services/b-shop-b/change",
                "/findings",
                "/findings?q=volume&severity=high&state=any",
                "/findings?sort=severity",
                "/findings?sort=-age",
                "/findings?group=check",
                "/findings?group=service&severity=high",
                "/findings?group=control&q=volume",
                "/findings/FND-0001",
                "/scans",
                "/scans/SCN-0001",
                "/controls",
                "/controls?state=failing",
                "/controls?sort=state&evidence=none",
                "/controls?sort=-newest",
                "/controls?domain=A.9",
                "/search?q=volume",
                "/journal?q=scan",
                "/controls?edition=2026",
                "/controls?service=b-shop-b",
                "/controls/2015/10.1.1",
                "/controls/2015/CLD.9.5.1",
                "/controls/2026/8.24",
                "/statement/2015",
                "/controls/2015/10.1.1/applicability",
                "/evidence",
                "/evidence?control=2015/10.1.1",
                "/evidence/EV-0001",
                "/journal",
                "/journal?action=scan.completed",
                "/journal/JRN-1"
            })
    void showsItselfToAnAdministratorAndSendsOthersToSignIn(String path) {
        var page = administrator.get(path);

        assertThat(page.status()).as(path).isEqualTo(200);
        assertThat(page.text()).contains("</html>").doesNotContain("<b>Shop</b>");
        assertThat(server.browser().get(path).status()).isEqualTo(303);
    }

    @Test
    void aControlSaysWhatItsChecksLookFor() {
        assertThat(administrator.get("/controls/2015/10.1.1").text()).contains("CRY-01", "Disks are encrypted");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/services", "/findings", "/controls", "/statement/2015", "/evidence", "/inbox", "/packs"})
    void givesItsListToSpreadsheets(String path) {
        var csv = administrator.get(path + "?format=csv");
        var xlsx = administrator.get(path + "?format=xlsx");

        assertThat(csv.status()).isEqualTo(200);
        assertThat(csv.header("Content-Type")).startsWith("text/csv");
        assertThat(csv.header("Content-Disposition")).startsWith("attachment").contains(".csv");
        assertThat(xlsx.status()).isEqualTo(200);
        assertThat(xlsx.header("Content-Disposition")).startsWith("attachment").contains(".xlsx");
        assertThat(xlsx.text()).startsWith("PK");
        assertThat(administrator.get(path + "?format=pdf").status()).isEqualTo(400);
        assertThat(server.browser().get(path + "?format=xlsx").status()).isEqualTo(303);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/services/none",
                "/findings/FND-9999",
                "/scans/SCN-9999",
                "/controls/2015/99.9",
                "/controls/1999/5.1.1",
                "/evidence/EV-9999",
                "/journal/JRN-999999",
                "/statement/1999"
            })
    void saysThatThereIsNoSuchThing(String path) {
        assertThat(administrator.get(path).status()).isEqualTo(404);
    }

    @Test
    void decidesApplicabilityOnceAndRefusesAStaleForm() {
        administrator.get("/controls/2015/5.1.1/applicability");
        var decided = administrator.post(
                "/controls/2015/5.1.1/applicability",
                "applicable",
                "false",
                "reason",
                "We have no such thing.",
                "version",
                "0");
        var stale = administrator.post(
                "/controls/2015/5.1.1/applicability", "applicable", "true", "reason", "We have.", "version", "0");
        var without = administrator.post(
                "/controls/2015/5.1.1/applicability", "applicable", "true", "reason", " ", "version", "1");

        assertThat(decided.status()).isEqualTo(303);
        assertThat(stale.status()).isEqualTo(409);
        assertThat(without.status()).isEqualTo(422);
        assertThat(administrator.get("/controls/2015/5.1.1").text()).contains("We have no such thing.");
    }

    @Test
    void groupsFindingsByWhatTheyHaveInCommon() {
        assertThat(administrator.get("/findings?group=check").text())
                .contains("/findings?check=CRY-01", "Disks are encrypted");
        assertThat(administrator.get("/findings?group=service").text()).contains("/findings?service=b-shop-b");
        assertThat(administrator.get("/findings?group=control").text())
                .contains("/findings?control=2015%2F10.1.1", "Policy on the use of cryptographic controls")
                .doesNotContain("2026%2F");
        assertThat(administrator.get("/findings?group=check&q=nothingofthekind").text())
                .contains("Nothing matches");
    }

    @Test
    void refusesAnUnknownSeverityInsteadOfShowingAll() {
        var refused = administrator.get("/findings?severity=nosuch");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("must be low, medium, high or critical");
    }

    @Test
    void refusesAnUnknownStateInsteadOfShowingTheOpenOnes() {
        for (var path : List.of("/findings?state=nosuch", "/findings?group=check&state=nosuch")) {
            var refused = administrator.get(path);

            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.text()).contains("must be open, excepted, fixed or any");
        }
        assertThat(administrator.get("/findings?format=csv&state=nosuch").status())
                .isEqualTo(422);
        assertThat(server.token(Permission.FINDING_READ)
                        .get("/api/v1/findings?state=nosuch")
                        .status())
                .isEqualTo(422);
        assertThat(administrator.get("/findings?state=open").text()).contains("FND-0001");
        assertThat(administrator.get("/findings?state=any").text()).contains("FND-0001");
    }

    @Test
    void saysOfAFindingWhatIsWrongWithWhichResource() {
        assertThat(administrator.get("/findings").text())
                .contains("<code>aws_ebs_volume.a</code>", "is not encrypted. What should hold: Disks are encrypted");
        assertThat(administrator.get("/findings/FND-0001").text())
                .contains("aws_ebs_volume.a: is not encrypted</h1>", "What should hold: <b>Disks are encrypted</b>");
        assertThat(administrator.get("/search?q=volume").text()).contains("is not encrypted");
    }

    @Test
    void saysOfAFindingWhyItMattersAndHowToMendIt() {
        assertThat(administrator.get("/findings/FND-0001").text())
                .contains("A disk outlives its machine", "How to fix it", "encrypted  = true");
    }

    @Test
    void theJournalNamesWhatWasDoneToAndUnfoldsDetails() {
        var service = administrator.get("/journal?object=service:b-shop-b").text();
        assertThat(service).contains("service <b>&lt;b&gt;Shop&lt;/b&gt;</b>", "b-shop-b</span>");

        var auditor = server.person(Role.AUDITOR);
        var signedIn = server.signIn(auditor);
        assertThat(signedIn.get("/journal?object=account:account:" + auditor.id())
                        .text())
                .contains("<b>" + auditor.name() + "</b>", "account:" + auditor.id() + "</span>");
        assertThat(server.signIn(Role.EMPLOYEE).get("/journal").status()).isEqualTo(403);

        var entry = administrator.get("/journal?kind=scan").text();
        var found = Pattern.compile("/journal/JRN-[0-9]+").matcher(entry);
        assertThat(found.find()).isTrue();
        assertThat(administrator.get(found.group()).text())
                .contains("<h2>Details</h2>", "<details><summary>Content as the ledger has it (JSON)</summary>");
    }

    @Test
    void theLineSaysWhatCanBeDoneWhereNothingIsKeptYet() {
        assertThat(administrator.get("/controls/2015/10.1.1").text())
                .contains("Rules are not kept here yet: hand the policy in as evidence")
                .contains("Changes are not kept here yet: hand their records in as evidence");
    }

    @Test
    void anAuditorChangesNothing() {
        var auditor = server.signIn(Role.AUDITOR);
        auditor.get("/services");

        assertThat(auditor.get("/services/new").status()).isEqualTo(403);
        assertThat(auditor.post("/services", "name", "Mine").status()).isEqualTo(403);
        assertThat(auditor.post(
                                "/controls/2015/5.1.2/applicability",
                                "applicable",
                                "false",
                                "reason",
                                "x",
                                "version",
                                "0")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void registersAServiceAndKeepsWhatWasTypedWhenItCannotBeTaken() {
        administrator.get("/services/new");
        var refused = administrator.post(
                "/services",
                "name",
                "",
                "purpose",
                "keeps this text",
                "ourRole",
                "both",
                "model",
                "saas",
                "dataClass",
                "internal");
        var taken = administrator.post(
                "/services",
                "name",
                "Réservation API",
                "ourRole",
                "provider",
                "model",
                "paas",
                "dataClass",
                "internal");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("keeps this text");
        assertThat(taken.location()).contains("/services/reservation-api");
    }
}
