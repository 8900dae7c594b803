package plumbline.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.ledger.json.JsonReader;

class ScanCommandTest {
    private static final String PATH = "src/training";

    @TempDir
    Path folder;

    @Test
    void printsTheSameJsonEachTime() {
        CommandRun run = CommandRun.of("scan", PATH, "--format", "json");
        assertThat(JsonReader.readObject(run.out().getBytes(UTF_8))
                        .object("tool")
                        .string("name"))
                .isEqualTo("plumbline");
        assertThat(CommandRun.of("scan", PATH, "--format", "json")).isEqualTo(run);
        assertThat(run.err()).isEmpty();
    }

    @Test
    void writesItsReportToAFile() throws IOException {
        Path file = folder.resolve("report.json");
        CommandRun run = CommandRun.of("scan", PATH, "--format", "json", "--output", file.toString());
        assertThat(run.out()).isEmpty();
        assertThat(Files.readString(file))
                .isEqualTo(CommandRun.of("scan", PATH, "--format", "json").out());
        CommandRun refused = CommandRun.of("scan", PATH, "--output", folder.toString());
        assertThat(refused.exitCode()).isEqualTo(ExitCode.MISUSE);
        assertThat(refused.err()).contains("cannot be written");
    }

    @Test
    void exitsWithWhatItFound() throws IOException {
        Path disk = folder.resolve("main.tf");
        Files.writeString(disk, "resource \"aws_ebs_volume\" \"v\" {\n  encrypted = true\n}\n");
        String tree = folder.toString();
        assertThat(CommandRun.of("scan", tree).exitCode()).isZero();
        assertThat(CommandRun.of("scan", tree, "--fail-on", "medium").exitCode())
                .isEqualTo(1);
        Files.writeString(disk, "variable \"e\" {}\nresource \"aws_ebs_volume\" \"v\" {\n  encrypted = var.e\n}\n");
        assertThat(CommandRun.of("scan", tree).exitCode()).isEqualTo(3);
        for (String format : List.of("json", "sarif")) {
            Path report = folder.resolve("report");
            CommandRun run = CommandRun.of("scan", tree, "--format", format, "--output", report.toString());
            assertThat(run).isEqualTo(new CommandRun(3, "", ""));
            assertThat(JsonReader.readObject(Files.readAllBytes(report))).isNotNull();
        }
        for (String[] misuse : new String[][] {
            {"scan", tree, "--format", "xml"},
            {"scan", tree, "--fail-on", "worst"},
            {"scan", tree, "--only", "SEG-99"},
            {"scan", tree, "--wrong"},
            {"scan", folder.resolve("none").toString()},
            {"scan", tree, "--push"}
        }) {
            CommandRun run = CommandRun.of(misuse);
            assertThat(run.exitCode()).as(String.join(" ", misuse)).isEqualTo(ExitCode.MISUSE);
            assertThat(run.err()).isNotEmpty().doesNotContain("Exception").doesNotContain("\tat ");
        }
    }

    @Test
    void sendsTheResultAndKeepsItsExitCode() throws IOException {
        try (FakeServer server = new FakeServer()) {
            Map<String, String> environment = Map.of(
                    "PLUMBLINE_URL", server.uri().toString(),
                    "PLUMBLINE_TOKEN", FakeServer.TOKEN,
                    "GITHUB_SHA", "a".repeat(40));
            CommandRun run = CommandRun.in(environment, "scan", PATH, "--push", "--service", "shop");
            assertThat(run.exitCode()).isEqualTo(CommandRun.of("scan", PATH).exitCode());
            assertThat(run.err())
                    .contains("3 opened, 0 stayed, 1 closed, 2 unknown", server.uri() + "/findings?scan=SCAN-1");
            assertThat(server.header().object("source").string("commit")).isEqualTo("a".repeat(40));
            assertThat(server.header().object("source").string("path")).endsWith("src/training");
        }
    }
}
