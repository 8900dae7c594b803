package plumbline.server.evidence.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import plumbline.ledger.Checkpoint;
import plumbline.ledger.Policy;
import plumbline.ledger.SignedNote;
import plumbline.ledger.TlogProof;
import plumbline.server.ServerFixture;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Role;
import plumbline.server.platform.StartFailure;
import plumbline.testkit.Await;

@Timeout(value = 3, unit = TimeUnit.MINUTES)
class WitnessRoundsTest {
    @TempDir
    Path folder;

    @Test
    void publishesAtOnceAndServesCosignaturesWhenTheyCome() throws Exception {
        try (var witness = new TestWitness();
                var server = start(witness)) {
            long first = published(server, 1);
            server.part(WitnessRounds.class).askAll();
            assertThat(witnessed(server, witness)).isGreaterThanOrEqualTo(first);

            var browser = server.signIn(Role.AUDITOR);
            long later = published(server, first + 1);
            server.part(WitnessRounds.class).askAll();

            assertThat(witnessed(server, witness)).isGreaterThanOrEqualTo(later);
            assertThat(browser.get("/ledger").text())
                    .contains("theirs", "cosigned", "/ledger/witnessed")
                    .doesNotContain("troubled");
            var proof = server.token(Permission.JOURNAL_READ).get("/api/v1/journal/JRN-1/proof");
            assertThat(TlogProof.parse(proof.bytes()).render()).isEqualTo(proof.text());
        }
    }

    @Test
    void addsTheCosignaturesToThePublishedCheckpointWhileItIsTheSame() throws Exception {
        try (var witness = new TestWitness();
                var server = start(witness)) {
            published(server, 1);
            var ledger = server.part(Ledger.class);
            // Nothing is written any more, so the checkpoint stands still once all is published.
            Await.holds("the publication", () -> ledger.status().pending() == 0);
            server.part(WitnessRounds.class).askAll();

            var served = server.nobody().get("/ledger/checkpoint").bytes();

            assertThat(policy(server, witness, "theirs").verify(served).cosignatures())
                    .containsKey("theirs");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 307, 403, 500})
    void goesOnPublishingWhateverTheWitnessSays(int status) throws Exception {
        try (var witness = new TestWitness();
                var server = start(witness)) {
            witness.misbehave(status);
            long first = published(server, 1);
            server.part(WitnessRounds.class).askAll();
            var browser = server.signIn(Role.AUDITOR);

            assertThat(published(server, first + 1)).isGreaterThan(first);
            assertThat(witness.askedElsewhere()).isZero();
            assertThat(browser.get("/ledger").text()).contains("troubled", "it answered " + status);
            assertThat(server.part(Ledger.class).alarm()).isEmpty();
            assertThat(server.nobody().get("/ledger/witnessed").status()).isEqualTo(404);
        }
    }

    @Test
    void asksNobodyWithoutTheSetting() {
        var server = ServerFixture.shared();

        assertThat(server.part(WitnessRounds.class).isRunning()).isFalse();
        assertThat(server.signIn(Role.AUDITOR).get("/ledger").text()).contains("No witness is asked");
        assertThat(server.nobody().get("/ledger/witnessed").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "quorum none\nwitness",
                "witness theirs KEY ftp://witness.example\nquorum none\n",
                "witness theirs KEY https://user@witness.example\nquorum none\n",
                "witness theirs KEY\nquorum none\n"
            })
    void refusesWitnessesThatCannotBeAsked(String text) throws IOException {
        try (var witness = new TestWitness()) {
            var key = witness.line().split(" ", -1)[2];
            var file = Files.writeString(folder.resolve("policy"), text.replace("KEY", key));

            assertThatThrownBy(() -> WitnessSettings.read(file.toString()))
                    .isInstanceOf(StartFailure.class)
                    .hasMessageContaining("PLUMBLINE_LEDGER_WITNESSES");
        }
        assertThatThrownBy(() -> WitnessSettings.read(folder.resolve("none").toString()))
                .isInstanceOf(StartFailure.class);
        assertThat(WitnessSettings.read(" ")).isEmpty();
    }

    private ServerFixture start(TestWitness witness) throws IOException {
        var file = Files.writeString(folder.resolve("witnesses"), witness.line() + "quorum none\n");
        return ServerFixture.startWith(Map.of("PLUMBLINE_LEDGER_WITNESSES", file.toString()));
    }

    /// Waits until so many leaves are published.
    private static long published(ServerFixture server, long least) {
        server.person(Role.ENGINEER);
        return Await.present(
                "the publication",
                () -> Optional.of(server.part(Ledger.class).status().size()).filter(size -> size >= least));
    }

    /// How many leaves the served checkpoint covers that the witness has cosigned.
    private static long witnessed(ServerFixture server, TestWitness witness) {
        var served = server.nobody().get("/ledger/witnessed").bytes();
        var note = SignedNote.parse(served);
        assertThat(policy(server, witness, "theirs").verify(note).cosignatures())
                .containsKey("theirs");
        return Checkpoint.parse(note.text()).size();
    }

    /// What an auditor would ask for: the log's signature and the witness's.
    private static Policy policy(ServerFixture server, TestWitness witness, String quorum) {
        var text = new StringBuilder();
        server.nobody()
                .get("/ledger/keys")
                .text()
                .lines()
                .forEach(key -> text.append("log ").append(key).append('\n'));
        text.append(witness.line()).append("quorum ").append(quorum).append('\n');
        return Policy.parse(text.toString().getBytes(StandardCharsets.UTF_8));
    }
}
