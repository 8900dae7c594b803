package plumbline.server.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import plumbline.server.ServerFixture;
import plumbline.server.TestBrowser;
import plumbline.server.estate.CloudService.DataClass;
import plumbline.server.estate.CloudService.Description;
import plumbline.server.estate.CloudService.OurRole;
import plumbline.server.estate.CloudService.ServiceModel;
import plumbline.server.estate.Services;
import plumbline.server.finding.SampleScan;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Role;
import plumbline.server.platform.Actor;

/// The search of the frame, over everything that the reader may see.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SearchTest {
    private ServerFixture server;
    private TestBrowser manager;

    @BeforeAll
    void start() {
        server = ServerFixture.start();
        var description = new Description(
                "Harbour",
                "moors volumes",
                OurRole.BOTH,
                ServiceModel.SAAS,
                DataClass.RESTRICTED,
                List.of(),
                "",
                "AWS",
                List.of());
        var service = server.part(Services.class).create(Actor.SYSTEM, description);
        SampleScan.push(service.key(), server.token(Permission.SCAN_PUSH));
        manager = server.signIn(Role.COMPLIANCE_MANAGER);
    }

    @AfterAll
    void stop() {
        server.close();
    }

    @Test
    void findsRecordsByTheirId() {
        assertThat(found("FND-0001")).contains("1 match", "href=\"/findings/FND-0001\"");
        assertThat(found("ev-0001")).contains("href=\"/evidence/EV-0001\"");
        assertThat(found("cld.9.5.1")).contains("href=\"/controls/2015/CLD.9.5.1\"");
        assertThat(found("JRN-1")).contains("1 match", "href=\"/journal/JRN-1\"");
        assertThat(found("harbour")).contains("href=\"/services/harbour\"");
    }

    @Test
    void findsByWordsInEveryKindAndSaysHowMany() {
        assertThat(found("volume")).contains("Services", "Findings", "aws_ebs_volume.a");
        assertThat(found("completed scan")).contains("scan.completed");
        assertThat(found("segregation")).contains("Segregation in networks").doesNotContain("Nothing found");
    }

    @Test
    void saysWhenThereIsNothing() {
        assertThat(found("nothingofthekind")).contains("Nothing found", "0 matches");
        assertThat(found("")).doesNotContain("Nothing found");
        assertThat(found("'; drop table finding; --")).contains("Nothing found");
    }

    @Test
    void searchesTheJournalOnlyForThoseWhoMayReadIt() {
        var engineer = server.signIn(Role.ENGINEER);
        boolean may = Role.permissionsOf(java.util.Set.of(Role.ENGINEER)).contains(Permission.JOURNAL_READ);

        assertThat(engineer.get("/search?q=scan.completed").text().contains("/journal/JRN-"))
                .isEqualTo(may);
        assertThat(manager.get("/search?q=scan.completed").text()).contains("/journal/JRN-");
    }

    @Test
    void theListsOfEvidenceAndJournalTakeWordsToo() {
        assertThat(manager.get("/evidence?q=scan").text()).contains("EV-0001");
        assertThat(manager.get("/evidence?q=nothingofthekind").text()).doesNotContain("EV-0001");
        assertThat(manager.get("/journal?q=service+created").text())
                .contains("service.created")
                .doesNotContain(">scan.completed<");
    }

    private String found(String words) {
        var page =
                manager.get("/search?q=" + java.net.URLEncoder.encode(words, java.nio.charset.StandardCharsets.UTF_8));
        assertThat(page.status()).isEqualTo(200);
        return page.text();
    }
}
