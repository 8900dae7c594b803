package plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlumblineTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "scan",
                "scan no/such/folder",
                "scan src --fail-on loud",
                "scan src --format yaml",
                "scan src --push",
                "scan src --service shop",
                "scan src --push --service shop",
                "scan src --only NOPE-99",
                "scan src/main/java",
                "scan src/training/main.tf --var-file no-such.tfvars",
                "scan src/training --output no/such/folder/report.txt",
                "verify",
                "verify src",
                "verify no/such/pack.zip",
                "verify src/training/pack.zip --key no-such-file",
                "verify src/training/pack.zip --key a+b+c",
                "verify src/training/pack.zip --key src/training/main.tf",
                "verify src/training/pack.zip --policy src/training/log.vkey",
                "verify src/training/pack.zip --policy pom.xml --key src/training/log.vkey",
                "ledger check src",
                "ledger check no/such/folder --key src/training/log.vkey",
            })
    void answersMisuseWithOneLineAndTwo(String line) {
        CommandRun run = CommandRun.of(line.split(" "));
        assertThat(run.exitCode()).as(run.err()).isEqualTo(ExitCode.MISUSE);
        assertThat(run.err().lines()).as(line).hasSize(1).allMatch(text -> text.startsWith("plumbline: "));
        assertThat(run.err()).doesNotContain("Exception", "fault of ours");
        assertThat(run.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"scan", "verify", "ledger", "ledger check"})
    void explainsEveryCommandWithExamples(String command) {
        CommandRun run = CommandRun.of((command + " --help").split(" "));
        assertThat(run.exitCode()).isEqualTo(ExitCode.PASS);
        assertThat(run.out()).contains("Usage: plumbline " + command, "Example");
    }

    @Test
    void listsItsCommandsAndSaysItsVersion() {
        assertThat(CommandRun.of("--help").out()).contains("scan", "verify", "ledger", "Exit codes");
        assertThat(CommandRun.of("--version").out()).matches("plumbline \\d+\\.\\d+\\S*\\R");
    }
}
