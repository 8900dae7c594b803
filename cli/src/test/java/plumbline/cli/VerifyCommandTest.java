package plumbline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.ledger.Policy;
import plumbline.ledger.json.JsonReader;

class VerifyCommandTest {
    private static final String PACK = "src/training/pack.zip";
    private static final String KEY = "src/training/log.vkey";

    @TempDir
    Path folder;

    @Test
    void verifiesAPackWithTheKeysOfItsLog() {
        CommandRun run = CommandRun.of("verify", PACK, "--key", KEY);
        assertThat(run.exitCode()).isEqualTo(ExitCode.PASS);
        assertThat(run.out())
                .startsWith("VERIFIED  PACK-0001")
                .contains("Booking API", "manifest sha256:", "Ed25519 and ML-DSA-44", "no witness", "no RFC 3161")
                .doesNotContain("\u001b");
    }

    @Test
    void verifiesWithTheTextOfOneKeyOrWithAPolicy() throws IOException {
        String ed25519 = Files.readAllLines(Path.of(KEY)).getLast();
        CommandRun byKey = CommandRun.of("verify", PACK, "--key", ed25519);
        assertThat(byKey.exitCode()).isEqualTo(ExitCode.PASS);
        assertThat(byKey.out()).contains("give that key too");
        Path policy = Files.writeString(
                folder.resolve("policy"), Policy.ofLog(Keys.parse(List.of(KEY))).render());
        assertThat(CommandRun.of("verify", PACK, "--policy", policy.toString()).exitCode())
                .isEqualTo(ExitCode.PASS);
    }

    @Test
    void saysLoudlyThatNobodyKnowsWhoMadeAPackWithoutAKey() {
        CommandRun run = CommandRun.of("verify", PACK);
        assertThat(run.exitCode()).isEqualTo(ExitCode.UNDECIDED);
        assertThat(run.out()).startsWith("NOT AUTHENTICATED").contains("WHO made this pack");
    }

    @Test
    void refusesAChangedPackWithItsReason() throws IOException {
        byte[] bytes = Files.readAllBytes(Path.of(PACK));
        bytes[bytes.length / 2] ^= 1;
        Path changed = Files.write(folder.resolve("changed.zip"), bytes);
        CommandRun run = CommandRun.of("verify", changed.toString(), "--key", KEY);
        assertThat(run.exitCode()).isEqualTo(ExitCode.REFUSED);
        assertThat(run.out()).startsWith("REFUSED  ").doesNotContain("VERIFIED");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void answersMachinesInJson() throws IOException {
        CommandRun run = CommandRun.of("verify", PACK, "--key", KEY, "--format", "json");
        assertThat(JsonReader.read(run.out()).kind()).isEqualTo("an object");
        assertThat(run.out()).contains("\"result\":\"verified\"", "\"notProven\":[");
        Path other = Files.writeString(folder.resolve("other.zip"), "not a pack");
        CommandRun refused = CommandRun.of("verify", other.toString(), "--format", "json");
        assertThat(refused.out()).contains("\"reason\":\"not-a-zip\"", "\"result\":\"refused\"");
        assertThat(refused.exitCode()).isEqualTo(ExitCode.REFUSED);
    }

    @Test
    void coloursOnATerminalOnlyAndNotAgainstNoColor() {
        assertThat(CommandRun.on(true, Map.of(), "verify", PACK).out()).contains("\u001b[33m");
        assertThat(CommandRun.on(true, Map.of("NO_COLOR", "1"), "verify", PACK).out())
                .doesNotContain("\u001b");
        assertThat(CommandRun.on(true, Map.of("TERM", "dumb"), "verify", PACK).out())
                .doesNotContain("\u001b");
    }
}
