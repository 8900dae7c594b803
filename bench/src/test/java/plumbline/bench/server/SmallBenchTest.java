package plumbline.bench.server;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The benchmarks of the server still find its doors: on little data, without a look at the figures.
class SmallBenchTest {
    @TempDir
    private Path folder;

    /// What the launcher does once everything is built, with the classes of this test.
    private String launcher() throws IOException {
        Path script = folder.resolve("plumbline");
        Files.writeString(script, """
                #!/bin/sh
                exec '%s/bin/java' -XX:+UseSerialGC -XX:TieredStopAtLevel=1 --enable-native-access=ALL-UNNAMED \\
                  --sun-misc-unsafe-memory-access=allow -cp '%s' plumbline.server.Server "$@"
                """.formatted(
                        System.getProperty("java.home"),
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))));
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
        return script.toString();
    }

    /// A benchmark's output.
    private interface Printing {
        void run(PrintStream out) throws IOException, InterruptedException, SQLException;
    }

    private static String printed(Printing bench) throws IOException, InterruptedException, SQLException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bench.run(new PrintStream(bytes, true, UTF_8));
        return bytes.toString(UTF_8);
    }

    @Test
    void backsUpARunningServerAndFindsTheSameLedgerAgain() throws IOException, InterruptedException, SQLException {
        String[] args = {"--size", "10m", "--launcher", launcher()};

        String printed = printed(out -> BackupBench.run(args, out));

        assertThat(printed)
                .contains("backup, while the server runs", "restore into an empty data folder", "same root, size")
                .doesNotContain("target");
    }

    @Test
    void signsInDecidesAndAsksForRights() throws IOException, InterruptedException, SQLException {
        String[] args = {"--size", "1000", "--launcher", launcher()};

        String printed = printed(out -> PeopleBench.run(args, out));

        assertThat(printed)
                .contains("sign-in by passkey: p95", "a decision: p95", "a decision among 20 readers")
                .contains("permission checks add: median");
    }
}
