package plumbline.bench.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerBenchTest {
    @TempDir
    Path folder;

    @Test
    void fillsReadsPushesAndStartsAgain() throws Exception {
        var printed = run("--size", "1000", "--readers", "2", "--seconds", "1", "--starts", "1");

        assertThat(printed)
                .contains("all lists: p95", "findings by a rare word: p95", "api: journal, deep page: p95")
                .contains("pushed scan, same source again", "memory: most that the JVM held", "start: ready")
                .containsPattern("journal entries +10,[0-9]{3}\\R")
                .containsPattern("findings +1,[0-9]{3}\\R");
    }

    @Test
    void saysWhatIsWrongWithItsOptions() {
        assertThatThrownBy(() -> ServerBench.run(new String[] {"--size", "10"}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("--size must be at least 1,000");
    }

    private String run(String... options) throws Exception {
        var arguments = new ArrayList<>(List.of(options));
        arguments.addAll(List.of("--launcher", launcher().toString()));
        var output = new ByteArrayOutputStream();
        ServerBench.run(arguments.toArray(String[]::new), new PrintStream(output, true, UTF_8));
        return output.toString(UTF_8);
    }

    /// What the launcher does once everything is built.
    private Path launcher() throws Exception {
        var options = Files.writeString(
                folder.resolve("args"),
                "-XX:TieredStopAtLevel=1 -cp \"" + System.getProperty("java.class.path") + "\"");
        var script =
                Files.writeString(folder.resolve("plumbline"), """
                #!/bin/sh
                exec "%s/bin/java" "@%s" plumbline.server.Server "$@"
                """.formatted(System.getProperty("java.home"), options));
        assertThat(script.toFile().setExecutable(true)).isTrue();
        return script;
    }
}
