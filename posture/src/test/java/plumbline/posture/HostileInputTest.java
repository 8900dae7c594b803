package plumbline.posture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import plumbline.posture.check.Result;
import plumbline.posture.report.JsonReport;
import plumbline.posture.report.TextReport;
import plumbline.posture.report.TextStyle;

/// What a repository may hold that wants to do harm, or is only broken: a scan says what it could not read or tell, and
/// never that it passes.
class HostileInputTest {
    private static final String DISK = "resource \"aws_ebs_volume\" \"v\" {\n  encrypted = true\n}\n";

    /// A pattern that takes a matcher which goes back and forth as many steps as two to the thirtieth.
    private static final String SLOW = "a?".repeat(30) + "a".repeat(30);

    @TempDir
    Path folder;

    private Path tree;

    @BeforeEach
    void makeTheTree() throws IOException {
        tree = Files.createDirectory(folder.resolve("tree"));
    }

    static Stream<Arguments> expressions() {
        return Stream.of(
                Arguments.of("range(1000000000) == []", "more than 1024 numbers"),
                Arguments.of(
                        "length([for a in range(1000) : [for b in range(1000) : [for c in range(9) : 1]]])", "2000000"),
                Arguments.of("length(setproduct(range(999), range(999), range(999)))", "combinations"),
                Arguments.of("9e999 * 9e999 * 9e999 > 1", "too large"),
                Arguments.of("format(\"%1000000000d\", 1) == \"\"", "a width of more than"),
                Arguments.of("pow(10, 1000000000) > 1", "pow"),
                Arguments.of("regex(\"^" + SLOW + "$\", \"" + "a".repeat(29) + "\") == 1", "takes too long"),
                Arguments.of("can(regex(\"^" + SLOW + "$\", \"" + "a".repeat(29) + "\"))", "takes too long"),
                Arguments.of("try(regex(\"^" + SLOW + "$\", \"" + "a".repeat(29) + "\"), false)", "takes too long"),
                Arguments.of("file(\"/etc/passwd\") == \"\"", "outside of the scanned path"),
                Arguments.of("try(file(\"../secret.txt\"), \"\") == \"\"", "outside of the scanned path"),
                Arguments.of("fileexists(\"/etc/passwd\")", "outside of the scanned path"),
                Arguments.of("length(fileset(\"/etc\", \"*\")) > 0", "outside of the scanned path"),
                Arguments.of("templatefile(\"/proc/self/environ\", {}) == \"\"", "outside of the scanned path"),
                Arguments.of("file(\"link\") == \"secret\"", "outside of the scanned path"),
                Arguments.of("templatefile(\"self.tftpl\", {}) == \"\"", "more than 10 deep"),
                Arguments.of("length(yamldecode(file(\"bomb.yaml\"))) > 0", "yamldecode"),
                Arguments.of("length(jsondecode(file(\"deep.json\"))) > 0", "the JSON nests"),
                Arguments.of("length(yamldecode(file(\"deep.json\"))) > 0", "yamldecode"),
                Arguments.of("local.circle", "refers to itself"),
                Arguments.of("local.doubled39 == local.doubled38", "2000000"));
    }

    /// An argument that cannot be worked out is unknown, and the reason says why.
    @ParameterizedTest
    @MethodSource("expressions")
    void namesWhyItCouldNotWorkOut(String expression, String reason) throws IOException {
        Files.writeString(folder.resolve("secret.txt"), "secret");
        Files.createSymbolicLink(tree.resolve("link"), folder.resolve("secret.txt"));
        write("self.tftpl", "${templatefile(\"self.tftpl\", {})}");
        write("deep.json", "[".repeat(100_000) + "]".repeat(100_000));
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        StringBuilder locals = new StringBuilder("  circle = local.back\n  back = local.circle\n  doubled0 = [1]\n");
        for (int i = 1; i < 40; i++) {
            bomb.append("a%d: &a%d [%s]\n".formatted(i, i, ("*a" + (i - 1) + ", ").repeat(9)));
            locals.append("  doubled%1$d = [local.doubled%2$d, local.doubled%2$d]\n".formatted(i, i - 1));
        }
        write("bomb.yaml", bomb.toString());
        write("main.tf", "locals {\n" + locals + "}\n" + DISK.replace("true", expression));
        CheckResult disk = only("CRY-01");
        assertThat(disk.result()).isEqualTo(Result.UNKNOWN);
        assertThat(disk.reason()).contains(reason).hasSizeLessThan(400);
        assertThat(TextReport.of(scan(), TextStyle.plain()))
                .doesNotContain("Exception")
                .doesNotContain("secret\n");
    }

    static Stream<Arguments> files() {
        return Stream.of(
                Arguments.of("[".repeat(50_000), "Too deeply nested"),
                Arguments.of("1 + ".repeat(100_000) + "1", "Too many operators"),
                Arguments.of("true ? 1 : ".repeat(50_000) + "1", "Too deeply nested"),
                Arguments.of("local.a" + "[*]".repeat(50_000), "Too deeply nested"),
                Arguments.of("\"" + "%{ if true }".repeat(50_000) + "\"", "Too deeply nested"),
                Arguments.of("1e999999999", "Invalid number"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void readsWhatItCanOfAFileAndSaysWhere(String expression, String reason) throws IOException {
        write("main.tf", DISK + "locals {\n  a = " + expression + "\n}\n");
        assertThat(only("CRY-01").result()).isEqualTo(Result.PASS);
        assertThat(scan().skipped()).singleElement().satisfies(skipped -> {
            assertThat(skipped.file()).isEqualTo("main.tf");
            assertThat(skipped.reason()).startsWith("in part: line 5: ").contains(reason);
        });
    }

    @Test
    void readsMarksAndLineEndsOfOtherSystems() throws IOException {
        Files.write(
                tree.resolve("mark.tf"),
                ("\uFEFF" + DISK.replace("\"v\"", "\"mark\"")).getBytes(StandardCharsets.UTF_8));
        write(
                "crlf.tf",
                (DISK.replace("\"v\"", "\"crlf\"") + "locals {\n  a = <<EOT\nx\nEOT\n}\n").replace("\n", "\r\n"));
        ScanReport report = scan();
        assertThat(report.skipped()).isEmpty();
        assertThat(report.results().stream()
                        .filter(result -> result.check().id().equals("CRY-01")))
                .allMatch(result -> result.result() == Result.PASS && result.line() == 2)
                .hasSize(2);
    }

    @Test
    void namesFilesThatAreNoText() throws IOException {
        write("main.tf", DISK);
        Files.write(tree.resolve("latin.tf"), "# caf\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        Files.write(tree.resolve("wide.tf"), DISK.getBytes(StandardCharsets.UTF_16));
        Files.createSymbolicLink(tree.resolve("endless.tf"), Path.of("/dev/zero"));
        Files.createSymbolicLink(tree.resolve("circle.tf"), tree.resolve("circle.tf"));
        Files.createDirectory(tree.resolve("folder.tf"));
        write("large.tf", "# " + "x".repeat(11 << 20));
        assertThat(scan().skipped())
                .extracting("file")
                .containsExactlyInAnyOrder("latin.tf", "wide.tf", "endless.tf", "circle.tf", "folder.tf", "large.tf");
        assertThat(only("CRY-01").result()).isEqualTo(Result.PASS);
    }

    @Test
    void staysInsideTheTree() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        Files.writeString(elsewhere.resolve("main.tf"), DISK.replace("\"v\"", "\"elsewhere\""));
        Files.createSymbolicLink(tree.resolve("linked"), elsewhere);
        Files.createSymbolicLink(tree.resolve("linked.tf"), elsewhere.resolve("main.tf"));
        write(
                "main.tf",
                DISK + "module \"a\" {\n  source = \"../elsewhere\"\n}\nmodule \"b\" {\n  source = \"./linked\"\n}\n");
        assertThat(JsonReport.of(scan())).doesNotContain("\"elsewhere\\\"").doesNotContain("aws_ebs_volume.elsewhere");
        assertThat(scan().skipped())
                .extracting("reason")
                .allSatisfy(reason -> assertThat((String) reason).contains("outside of the scanned path"));
        assertThat(scan().skipped()).hasSize(3);
    }

    @Test
    void endsModulesThatCallEachOther() throws IOException {
        write("main.tf", DISK + "module \"a\" {\n  source = \"./a\"\n}\nmodule \"self\" {\n  source = \"./\"\n}\n");
        write("a/main.tf", "module \"b\" {\n  source = \"../b\"\n}\n");
        write("b/main.tf", "module \"a\" {\n  source = \"../a\"\n}\n");
        assertThat(scan().skipped())
                .hasSize(2)
                .allMatch(skipped -> skipped.reason().endsWith("it calls itself"));
    }

    @Test
    void looksAtSomeOfABillionInstances() throws IOException {
        write("main.tf", DISK.replace("  enc", "  count = 1000000000\n  enc"));
        assertThat(scan().results().stream()
                        .filter(result -> result.check().id().equals("AST-01")))
                .hasSize(10_001)
                .anyMatch(result -> result.reason().contains("only the first 10000 instances"));
        assertThat(TextReport.of(scan(), TextStyle.plain()).lines()).hasSizeLessThan(60);
    }

    @Test
    void endsOnMoreModulesThanItCanHold() throws IOException {
        write("main.tf", "module \"a\" {\n  source = \"./a\"\n  count  = 5000\n}\n");
        write("a/main.tf", "module \"b\" {\n  source = \"../b\"\n  count  = 5000\n}\n");
        write("b/main.tf", "output \"x\" {\n  value = 1\n}\n");
        assertThat(scan().skipped()).anyMatch(skipped -> skipped.reason().contains("steps"));
    }

    /// A tree whose places were looked up from the file's beginning each time would take minutes here.
    @Test
    void readsManyResourcesOfOneFile() throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            text.append(DISK.replace("\"v\"", "\"v" + i + "\""));
        }
        write("main.tf", text.toString());
        ScanReport report = scan();
        assertThat(report.results()).hasSize(40_001);
        assertThat(report.results().getLast().line()).isEqualTo(59_999);
    }

    private CheckResult only(String check) {
        List<CheckResult> found = new ArrayList<>(scan().results());
        found.removeIf(result -> !result.check().id().equals(check));
        assertThat(found).hasSize(1);
        return found.getFirst();
    }

    private ScanReport scan() {
        return Scan.run(tree, ScanOptions.defaults("test"));
    }

    private void write(String file, String text) throws IOException {
        Path path = tree.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
