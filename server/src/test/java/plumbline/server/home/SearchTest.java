package plumbline.server.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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
import tools.jackson.databind.JsonNode;

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

    @ParameterizedTest
    @CsvSource({
        "FND-0001, /findings/FND-0001",
        "' ev-0001 ', /evidence/EV-0001",
        "scn-0001, /scans/SCN-0001",
        "cld.9.5.1, /controls/2015/CLD.9.5.1",
        "JRN-1, /journal/JRN-1",
    })
    void anIdLeadsToItsRecord(String id, String page) {
        assertThat(manager.get(search(id)).location()).hasValue(page);
    }

    @Test
    void aKeyThatIsAWordAsWellIsListedFirst() {
        var page = found("harbour");

        assertThat(page).contains("href=\"/services/harbour\"", "<h2>Journal");
        assertThat(page.indexOf("<h2>Services")).isLessThan(page.indexOf("<h2>Journal"));
    }

    @Test
    void anIdThatTheReaderMayNotSeeLeadsNowhere() {
        var engineer = server.signIn(Role.ENGINEER);

        assertThat(engineer.get(search("JRN-1")).location()).isEmpty();
        assertThat(manager.get(search("FND-999999")).text()).contains("Nothing found");
    }

    @Test
    void findsPeopleAndProgramsForThoseWhoManageThem() {
        var person = server.person(Role.ENGINEER);
        var administrator = server.signIn(Role.ADMINISTRATOR);

        assertThat(administrator.get(search(person.email())).text())
                .contains("1 match", "/settings/people/" + person.id());
        assertThat(administrator.get(search("account:" + person.id())).location())
                .hasValue("/settings/people/" + person.id());
        assertThat(administrator.get(search("test tests")).text()).contains("/settings/service-accounts/");
        assertThat(manager.get(search(person.email())).text()).doesNotContain("/settings/people/");
    }

    @Test
    void answersProgramsWithWhatTheirTokenMaySee() {
        var everything = server.token(Permission.FINDING_READ, Permission.JOURNAL_READ)
                .get("/api/v1/search?q=volume&limit=1")
                .json();
        assertThat(kinds(everything)).contains("finding", "journal").doesNotContain("control", "service");
        assertThat(everything.at("/kinds/0/hits")).hasSize(1);
        assertThat(everything.at("/kinds/0/total").asLong()).isPositive();

        var exact = server.token(Permission.FINDING_READ)
                .get("/api/v1/search?q=FND-0001")
                .json();
        assertThat(exact.at("/exact/page").asString()).isEqualTo("/findings/FND-0001");

        var elsewhere = server.part(Services.class)
                .create(
                        Actor.SYSTEM,
                        new Description(
                                "Elsewhere",
                                "",
                                OurRole.BOTH,
                                ServiceModel.SAAS,
                                DataClass.INTERNAL,
                                List.of(),
                                "",
                                "",
                                List.of()));
        var limited = server.token(
                        elsewhere.id(),
                        Permission.FINDING_READ,
                        Permission.EVIDENCE_READ,
                        Permission.SERVICE_READ,
                        Permission.JOURNAL_READ)
                .get("/api/v1/search?q=harbour")
                .json();
        assertThat(limited.get("total").asLong()).isZero();
        assertThat(server.token(elsewhere.id(), Permission.FINDING_READ)
                        .get("/api/v1/search?q=FND-0001")
                        .json()
                        .get("exact")
                        .isNull())
                .isTrue();
        assertThat(server.nobody().get("/api/v1/search?q=x").status()).isEqualTo(401);
        assertThat(server.token(Permission.FINDING_READ)
                        .get("/api/v1/search?q=x&limit=51")
                        .status())
                .isEqualTo(422);
    }

    private static List<String> kinds(JsonNode found) {
        var kinds = new ArrayList<String>();
        found.get("kinds").forEach(kind -> kinds.add(kind.get("kind").asString()));
        return kinds;
    }

    @Test
    void ranksOverAllMatchesAndSaysHowMany() {
        server.transactions().run(tx -> {
            tx.execute("""
                    insert into journal_entry (at, actor_kind, actor_id, actor_name, action, object_kind, object_id,
                      content, salt)
                    select timestamptz '2026-01-01' + n * interval '1 second', 'system', 'system', 'Plumbline',
                      'gear.turned', 'gear', 'G-' || n, '{}', decode(repeat('00', 32), 'hex')
                    from generate_series(1, 2600) n order by n desc""");
        });

        assertThat(found("gear turned"))
                .containsPattern("the best 8 of at least \\d+<")
                .contains("gear G-2600", "gear G-2593")
                .doesNotContain("gear G-2592");
        assertThat(found("gear 2599")).contains("1 match", "gear G-2599");
    }

    @Test
    void findsByWordsInEveryKindAndSaysHowMany() {
        assertThat(found("volume")).contains("Services", "Findings", "aws_ebs_volume.a");
        assertThat(found("completed scan")).contains("scan.completed");
        assertThat(found("segregation")).contains("Segregation in networks").doesNotContain("Nothing found");
    }

    @Test
    void findsTheNewestOfWhatManyHadLongAgo() {
        server.transactions().run(tx -> tx.execute("""
                insert into journal_entry (at, actor_kind, actor_id, actor_name, action, object_kind, object_id,
                  content, salt)
                select timestamptz '2024-01-01' + n * interval '1 second', 'system', 'system', 'Plumbline',
                  case when n <= 1200 then 'lever.pulled' else 'wheel.spun' end, 'part', 'P-' || n, '{}',
                  decode(repeat('00', 32), 'hex')
                from generate_series(1, 21300) n"""));

        assertThat(found("lever pulled"))
                .contains("the best 8 of at least 1\u202f000", "part P-1200", "part P-1193")
                .doesNotContain("part P-1192");
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
        boolean may = Role.ENGINEER.permissions().contains(Permission.JOURNAL_READ);

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
                .doesNotContain("/journal?action=scan.completed");
    }

    private static String search(String words) {
        return "/search?q=" + URLEncoder.encode(words, StandardCharsets.UTF_8);
    }

    private String found(String words) {
        var page = manager.get(search(words));
        assertThat(page.status()).isEqualTo(200);
        return page.text();
    }
}
