package plumbline.server.finding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import plumbline.server.ServerFixture;
import plumbline.server.TestApi;
import plumbline.server.estate.CloudService;
import plumbline.server.estate.CloudService.DataClass;
import plumbline.server.estate.CloudService.Description;
import plumbline.server.estate.CloudService.OurRole;
import plumbline.server.estate.CloudService.ServiceModel;
import plumbline.server.estate.Services;
import plumbline.server.identity.Permission;
import plumbline.server.platform.Actor;

/// Findings by their words, which are kept by severity.
class FindingWordsTest {
    private final ServerFixture server = ServerFixture.shared();
    private final TestApi api = server.token(Permission.SCAN_PUSH, Permission.FINDING_READ);
    private CloudService service;

    @BeforeEach
    void register(TestInfo test) {
        service = server.part(Services.class)
                .create(
                        Actor.SYSTEM,
                        new Description(
                                test.getDisplayName(),
                                "",
                                OurRole.BOTH,
                                ServiceModel.SAAS,
                                DataClass.INTERNAL,
                                List.of(),
                                "",
                                "",
                                List.of()));
    }

    @Test
    void findsAWordAtEverySeverityTheWorstFirst() {
        pushed().severity("low")
                .result("CRY-01", "aws_ebs_volume.zeppelin_a", "fail")
                .severity("critical")
                .result("CRY-01", "aws_ebs_volume.zeppelin_b", "fail")
                .push(api);

        assertThat(found("zeppelin")).containsExactly("aws_ebs_volume.zeppelin_b", "aws_ebs_volume.zeppelin_a");
    }

    @Test
    void findsWhatOnlyMildFindingsHave() {
        pushed().severity("critical")
                .result("CRY-01", "aws_ebs_volume.one", "fail")
                .severity("low")
                .result("CRY-01", "aws_sqs_queue.two", "fail")
                .push(api);

        assertThat(found("sqs")).containsExactly("aws_sqs_queue.two");
        assertThat(found("volume queue")).isEmpty();
        assertThat(found("aws_ queu")).containsExactly("aws_sqs_queue.two");
    }

    @Test
    void findsANumberAsItStandsAndBeginningsOtherwise() {
        pushed().result("CRY-01", "aws_ebs_volume.orbit7", "fail")
                .result("CRY-01", "aws_ebs_volume.orbit70", "fail")
                .push(api);

        assertThat(found("orbit7")).containsExactly("aws_ebs_volume.orbit7");
        assertThat(found("orb")).hasSize(2);
    }

    @Test
    void findsByIdInsteadOfWords() {
        pushed().result("CRY-01", "aws_ebs_volume.one", "fail").push(api);
        var id = api.get("/api/v1/findings?service=" + service.key())
                .json()
                .get("items")
                .get(0)
                .get("id")
                .asString();

        assertThat(found(id.toLowerCase(Locale.ROOT))).containsExactly("aws_ebs_volume.one");
    }

    @Test
    void findsWhatHasBecomeWorse() {
        pushed().severity("low")
                .result("CRY-01", "aws_ebs_volume.quokka", "fail")
                .push(api);
        pushed().severity("critical")
                .result("CRY-01", "aws_ebs_volume.quokka", "fail")
                .push(api);

        assertThat(found("quokka")).containsExactly("aws_ebs_volume.quokka");
    }

    private PushedScan pushed() {
        return new PushedScan(service.key());
    }

    private List<String> found(String words) {
        return api.get("/api/v1/findings?service=" + service.key() + "&q=" + words.replace(" ", "+"))
                .json()
                .get("items")
                .valueStream()
                .map(finding -> finding.get("resource").asString())
                .toList();
    }
}
