package plumbline.ledger.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.ledger.Hash;
import plumbline.ledger.check.LogCheck;
import plumbline.testkit.Seeds;

/// However the writer is stopped: nothing acknowledged is lost, no checkpoint stands without its tree, the log goes on.
class CrashTest {
    private static final LogOptions NERVOUS = new LogOptions(Duration.ofMillis(1), Duration.ZERO, 4_096);

    @TempDir
    Path temporary;

    private Path folder;

    @BeforeEach
    void chooseAFolder() {
        folder = temporary.resolve("log");
    }

    @Test
    void survivesAStopBeforeAnyChangeToTheDisk() throws IOException {
        Random random = Seeds.random("survivesAStopBeforeAnyChangeToTheDisk");
        long acknowledged = 0;
        for (int round = 0; round < 60; round++) {
            acknowledged = appendUntilStopped(new Faults(random.nextInt(120)), random, acknowledged);
            if (Files.exists(folder.resolve("checkpoint"))) {
                assertThat(LogCheck.run(folder, Logs.KEYS.verifiers())
                                .checkpoint()
                                .size())
                        .isGreaterThanOrEqualTo(acknowledged);
            }
        }
        acknowledged = checkGoesOn(acknowledged);
        assertThat(acknowledged).isPositive();
    }

    @Test
    void survivesAPowerLossBeforeAnyChangeToTheDisk() throws IOException {
        Random random = Seeds.random("survivesAPowerLossBeforeAnyChangeToTheDisk");
        long acknowledged = 0;
        for (int round = 0; round < 60; round++) {
            Faults faults = new Faults(random.nextInt(120));
            acknowledged = appendUntilStopped(faults, random, acknowledged);
            faults.losePower(random);
            if (random.nextInt(3) == 0) {
                acknowledged = checkGoesOn(acknowledged);
            }
        }
        assertThat(checkGoesOn(acknowledged)).isPositive();
    }

    @Test
    void survivesADozenKills() throws IOException, InterruptedException {
        Random random = Seeds.random("survivesADozenKills");
        Path keys = Files.writeString(temporary.resolve("keys"), Logs.KEYS.secretText());
        Path output = temporary.resolve("output");
        long acknowledged = 0;
        for (int kill = 0; kill < 12; kill++) {
            Process child = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-cp",
                            System.getProperty("java.class.path"),
                            CrashingWriter.class.getName(),
                            folder.toString(),
                            keys.toString())
                    .redirectOutput(output.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            while (child.isAlive() && Files.size(output) == 0) {
                TimeUnit.MILLISECONDS.sleep(5);
            }
            TimeUnit.MILLISECONDS.sleep(random.nextInt(300));
            child.destroyForcibly().waitFor();
            String written = Files.readString(output);
            for (String line :
                    written.substring(0, written.lastIndexOf('\n') + 1).lines().toList()) {
                assertThat(Long.parseLong(line)).isGreaterThanOrEqualTo(acknowledged);
                acknowledged = Long.parseLong(line);
            }
            assertThat(LogCheck.run(folder, Logs.KEYS.verifiers()).checkpoint().size())
                    .isGreaterThanOrEqualTo(acknowledged);
        }
        assertThat(checkGoesOn(acknowledged)).isGreaterThan(acknowledged);
    }

    private long appendUntilStopped(Faults faults, Random random, long acknowledgedBefore) {
        long acknowledged = acknowledgedBefore;
        LogWriter writer;
        try {
            writer = LogWriter.open(folder, Logs.KEYS, Logs.CLOCK, NERVOUS, new Disk(faults));
        } catch (LogException stopped) {
            return acknowledged;
        }
        try (writer) {
            assertThat(writer.size()).isGreaterThanOrEqualTo(acknowledged);
            while (true) {
                int next = (int) writer.size();
                writer.appendAll(Logs.entries(next, next + 1 + random.nextInt(400)));
                acknowledged = writer.size();
            }
        } catch (LogException stopped) {
            return acknowledged;
        }
    }

    /// Opens the log on a disk that works; everything must be there, as it was, and more can follow.
    private long checkGoesOn(long acknowledged) {
        long size;
        try (LogWriter writer = LogWriter.open(folder, Logs.KEYS, Logs.CLOCK, NERVOUS)) {
            assertThat(writer.size()).isGreaterThanOrEqualTo(acknowledged);
            writer.appendAll(Logs.entries((int) writer.size(), (int) writer.size() + 1));
            size = writer.size();
        }
        TreeEdge expected = new TreeEdge((address, hashes) -> {});
        List<byte[]> entries = Logs.entries(0, (int) size);
        entries.forEach(entry -> expected.append(0, Hash.ofLeaf(entry).bytes(), 0));
        assertThat(LogCheck.run(folder, Logs.KEYS.verifiers()).checkpoint().root())
                .isEqualTo(expected.root());
        assertThat(LogCheck.run(folder, Logs.KEYS.verifiers()).notes()).isEmpty();
        return size;
    }
}
