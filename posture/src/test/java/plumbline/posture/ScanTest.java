package plumbline.posture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.posture.check.Result;
import plumbline.posture.check.Severity;
import plumbline.posture.report.JsonReport;
import plumbline.posture.report.SarifReport;
import plumbline.posture.report.TextReport;
import plumbline.posture.report.TextStyle;
import plumbline.testkit.Seeds;

class ScanTest {
    private static final String BUCKET = "resource \"aws_s3_bucket\" \"b\" {}\n";
    private static final String VERSIONED = BUCKET + """
            resource "aws_s3_bucket_versioning" "b" {
              bucket = aws_s3_bucket.b.id
              versioning_configuration {
                status = "Enabled"
              }
            }
            """;

    @TempDir
    Path tree;

    /// Wherever the tree lies, and in whatever order the disk lists its files.
    @Test
    void givesTheSameBytesForTheSameFiles() throws IOException {
        List<String> files = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            files.add("%s/%s.tf".formatted("abcd".charAt(i % 4), (char) ('a' + i / 4)));
        }
        Random random = Seeds.random("ScanTest.givesTheSameBytesForTheSameFiles");
        List<String> reports = new ArrayList<>();
        for (String copy : List.of("one", "another/deeper")) {
            Collections.shuffle(files, random);
            for (String file : files) {
                write(copy + "/" + file, BUCKET.replace("\"b\"", "\"" + file.charAt(2) + "\""));
            }
            ScanReport report = Scan.run(tree.resolve(copy), ScanOptions.defaults("test"));
            reports.add(JsonReport.of(report) + SarifReport.of(report) + TextReport.of(report, TextStyle.plain()));
        }
        assertThat(reports).hasSize(2).containsOnly(reports.getFirst());
    }

    @Test
    void listsResultsByPlaceThenCheck() throws IOException {
        write("b.tf", BUCKET);
        write("a/main.tf", BUCKET);
        ScanReport report = Scan.run(tree, ScanOptions.defaults("test"));
        assertThat(report.results()).isSortedAccordingTo(CheckResult.ORDER);
        assertThat(report.results().getFirst().file()).isEqualTo("a/main.tf");
    }

    @Test
    void keepsFilesApartThatCannotBeOneModule() throws IOException {
        write("good.tf", VERSIONED);
        write("bad.tf", BUCKET);
        List<CheckResult> results = versioning();
        assertThat(results).extracting(CheckResult::file).containsExactly("bad.tf", "good.tf");
        assertThat(results).extracting(CheckResult::result).containsExactly(Result.FAIL, Result.PASS);
    }

    @Test
    void judgesAModuleWhereItIsCalledAndNotAgain() throws IOException {
        write("main.tf", "module \"one\" {\n  source = \"./m\"\n}\nmodule \"two\" {\n  source = \"./m\"\n}\n");
        write("m/main.tf", BUCKET);
        assertThat(versioning())
                .extracting(result -> result.subject().address())
                .containsExactly("module.one.aws_s3_bucket.b", "module.two.aws_s3_bucket.b");
    }

    @Test
    void tellsRootsApart() throws IOException {
        write("eu/main.tf", VERSIONED);
        write("us/main.tf", BUCKET);
        List<CheckResult> results = versioning();
        assertThat(results).extracting(result -> result.subject().root()).containsExactly("eu", "us");
        assertThat(results).extracting(CheckResult::result).containsExactly(Result.PASS, Result.FAIL);
    }

    @Test
    void takesAModuleThatNobodyCallsAsARoot() throws IOException {
        write("modules/store/main.tf", "variable \"acl\" {}\n" + BUCKET);
        assertThat(versioning()).extracting(CheckResult::result).containsExactly(Result.FAIL);
    }

    @Test
    void namesWhatItCouldNotReadAndDoesNotPass() throws IOException {
        write("main.tf", "resource \"aws_s3_bucket\" {{{\n");
        ScanReport report = Scan.run(tree, ScanOptions.defaults("test"));
        assertThat(report.skipped()).isNotEmpty();
        assertThat(report.decide(Severity.CRITICAL)).isEqualTo(Decision.UNDECIDED);
    }

    @Test
    void refusesAnUnknownCheck() {
        assertThatThrownBy(() -> ScanOptions.defaults("test").only(List.of("SEG-99")))
                .hasMessageContaining("SEG-99");
    }

    private List<CheckResult> versioning() {
        return Scan.run(tree, ScanOptions.defaults("test").only(List.of("BAK-02")))
                .results();
    }

    private void write(String file, String text) throws IOException {
        Path path = tree.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
