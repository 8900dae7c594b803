package plumbline.posture.check.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import plumbline.posture.CheckResult;
import plumbline.posture.Scan;
import plumbline.posture.ScanOptions;
import plumbline.posture.ScanReport;
import plumbline.posture.check.Check;
import plumbline.posture.check.Result;

class AwsChecksTest {
    @TempDir
    Path directory;

    @TestFactory
    Stream<DynamicNode> givesEachCaseItsResult() {
        return AwsChecks.all().stream()
                .map(check -> check.about().id())
                .map(id -> DynamicContainer.dynamicContainer(
                        id,
                        Fixture.of(id).stream()
                                .map(fixture -> dynamicTest(
                                        fixture.result() + ": " + fixture.name(), () -> assertResult(fixture)))));
    }

    @Test
    void hasCasesOfEachKindForEachCheck() {
        for (Check check : AwsChecks.all()) {
            List<Fixture> fixtures = Fixture.of(check.about().id());
            String id = check.about().id();
            assertThat(count(fixtures, "fail")).as(id).isGreaterThanOrEqualTo(3);
            assertThat(count(fixtures, "pass")).as(id).isGreaterThanOrEqualTo(3);
            assertThat(count(fixtures, "unknown")).as(id).isGreaterThanOrEqualTo(1);
            assertThat(fixtures.stream().filter(Fixture::variant).count())
                    .as(id)
                    .isGreaterThanOrEqualTo(2);
        }
    }

    private static long count(List<Fixture> fixtures, String result) {
        return fixtures.stream()
                .filter(fixture -> fixture.result().equals(result) && !fixture.variant())
                .count();
    }

    private void assertResult(Fixture fixture) throws IOException {
        Path tree = directory.resolve(Integer.toHexString(fixture.hashCode()));
        fixture.writeTo(tree);
        ScanReport report = Scan.run(tree, ScanOptions.defaults("test").only(List.of(fixture.check())));
        assertThat(report.skipped())
                .allSatisfy(skipped -> assertThat(skipped.reason()).contains("its source terraform-aws-modules/"));
        String address = fixture.expected().address();
        List<CheckResult> about = report.results().stream()
                .filter(result -> result.subject().address().equals(address))
                .toList();
        if (fixture.result().equals("none")) {
            assertThat(report.results()).extracting(CheckResult::message).isEmpty();
            return;
        }
        assertThat(about)
                .as(
                        "results are %s",
                        report.results().stream().map(CheckResult::message).toList())
                .hasSize(1);
        CheckResult result = about.getFirst();
        assertThat(result.result().word()).as(result.message()).isEqualTo(fixture.result());
        if (fixture.expected().line() > 0) {
            assertThat(result.line())
                    .as(result.message())
                    .isEqualTo(fixture.expected().line());
        }
        if (fixture.result().equals("pass")) {
            assertThat(report.results())
                    .allSatisfy(other ->
                            assertThat(other.result()).as(other.message()).isEqualTo(Result.PASS));
        }
    }
}
