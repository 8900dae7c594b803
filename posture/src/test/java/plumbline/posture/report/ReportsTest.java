package plumbline.posture.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import plumbline.posture.Decision;
import plumbline.posture.ScanReport;
import plumbline.posture.check.Severity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ReportsTest {
    private static final JsonMapper JSON = new JsonMapper();

    @Test
    void writesTheAgreedJson() {
        JsonNode report = JSON.readTree(JsonReport.of(Reports.sample()));
        assertThat(report.propertyNames()).containsExactly("tool", "catalog", "results", "skipped", "summary");
        JsonNode failure = report.get("results").get(0);
        assertThat(failure.propertyNames())
                .startsWith(
                        "check",
                        "resource",
                        "result",
                        "reason",
                        "severity",
                        "controls",
                        "file",
                        "line",
                        "column",
                        "message",
                        "fix");
        assertThat(failure.get("check").asString()).isEqualTo("CRY-01");
        assertThat(failure.get("result").asString()).isEqualTo("fail");
        assertThat(failure.get("file").asString()).isEqualTo("net/main file.tf");
        assertThat(failure.get("line").asInt()).isEqualTo(3);
        assertThat(failure.get("column").asInt()).isEqualTo(3);
        assertThat(failure.get("controls").valueStream().map(JsonNode::asString))
                .containsExactly("2015/10.1.1", "2026/8.24");
        assertThat(failure.get("snippet").get("lines").get(2).asString()).isEqualTo("  encrypted = false");
        assertThat(report.get("summary").get("unknown").asInt()).isEqualTo(1);
        assertThat(report.get("skipped").get(0).get("file").asString()).isEqualTo("broken.tf");
    }

    @Test
    void putsEachResultOnALineOfItsOwn() {
        assertThat(JsonReport.of(Reports.sample())
                        .lines()
                        .filter(line -> line.startsWith("{\"check\"") || line.startsWith(",{\"check\"")))
                .hasSize(3);
    }

    @Test
    void writesSarifThatTheStandardsSchemaAccepts() throws IOException {
        assertThat(sarifErrors(SarifReport.of(Reports.sample()))).isEmpty();
        assertThat(sarifErrors("{\"version\": \"2.1.0\"}")).isNotEmpty();
    }

    @Test
    void keepsFingerprintsWhenLinesMove() {
        JsonNode before = JSON.readTree(SarifReport.of(Reports.of(Reports.TEXT)));
        JsonNode after = JSON.readTree(SarifReport.of(Reports.of("# moved\n\n" + Reports.TEXT)));
        JsonNode first = before.get("runs").get(0).get("results").get(0);
        JsonNode moved = after.get("runs").get(0).get("results").get(0);
        assertThat(first.get("partialFingerprints")).isEqualTo(moved.get("partialFingerprints"));
        assertThat(first.get("locations")).isNotEqualTo(moved.get("locations"));
    }

    @Test
    void raisesNoAlertForPassAndUnknown() {
        JsonNode results = JSON.readTree(SarifReport.of(Reports.sample()))
                .get("runs")
                .get(0)
                .get("results");
        assertThat(results.valueStream().map(result -> result.get("kind").asString()))
                .containsExactly("fail", "open", "pass");
        assertThat(results.valueStream().map(result -> result.get("level").asString()))
                .containsExactly("error", "none", "none");
    }

    @Test
    void tellsPeopleWhatWhereWhyAndHow() {
        String text = TextReport.of(Reports.sample(), TextStyle.plain());
        assertThat(text)
                .contains("HIGH  CRY-01  Disks are encrypted")
                .contains("aws_ebs_volume.data  net/main file.tf:3:3")
                .contains("  > 3 │   encrypted = false")
                .contains("Set encrypted to true.")
                .contains("10.1.1 Policy on the use of cryptographic controls")
                .contains("1 failed (1 high), 1 unknown, 1 passed")
                .doesNotContain("\u001B");
    }

    @Test
    void staysWithinTheTerminal() {
        String text = TextReport.of(Reports.sample(), new TextStyle(40, false, true, Severity.HIGH));
        assertThat(text.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(40));
    }

    @Test
    void letsNoScannedTextSteerTheTerminal() {
        ScanReport report = Reports.of(Reports.TEXT.replace("size ", "\u001B[2Jsize "));
        assertThat(TextReport.of(report, TextStyle.plain())).doesNotContain("\u001B");
    }

    @Test
    void decidesByTheWorstThatCounts() {
        assertThat(Reports.sample().decide(Severity.HIGH)).isEqualTo(Decision.FINDINGS);
        assertThat(Reports.sample().decide(Severity.CRITICAL)).isEqualTo(Decision.UNDECIDED);
        ScanReport sample = Reports.sample();
        ScanReport whole =
                new ScanReport(sample.tool(), sample.catalog(), sample.checks(), sample.results(), List.of());
        assertThat(whole.decide(Severity.CRITICAL)).isEqualTo(Decision.PASSED);
    }

    static List<Error> sarifErrors(String sarif) throws IOException {
        try (InputStream in = ReportsTest.class.getResourceAsStream("/schema/sarif-schema-2.1.0.json")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                    .getSchema(text, InputFormat.JSON);
            return schema.validate(sarif, InputFormat.JSON);
        }
    }
}
