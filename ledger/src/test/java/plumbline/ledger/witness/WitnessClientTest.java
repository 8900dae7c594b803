package plumbline.ledger.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.ledger.Policy;
import plumbline.ledger.Refusal;
import plumbline.ledger.SignedNote;
import plumbline.ledger.VerificationException;
import plumbline.ledger.VerifierKey;
import plumbline.ledger.check.LogCheck;
import plumbline.ledger.log.LogWriter;
import plumbline.ledger.log.Logs;

class WitnessClientTest {
    private static final Policy LOG = Policy.ofLog(Logs.KEYS.verifiers());

    @TempDir
    Path folder;

    @Test
    void publishesCosignaturesThatMeetAPolicy() throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient();
                FakeWitness witness = new FakeWitness(LOG, Logs.KEYS.origin());
                LogWriter writer = Logs.open(folder)) {
            WitnessClient client = new WitnessClient(witness.prefix(), witness.verifiers(), http);
            Policy policy = policy(witness.verifiers());
            for (int size : new int[] {1, 300, 300, 70_000}) {
                writer.appendAll(Logs.entries((int) writer.size(), size));
                SignedNote cosigned = client.cosign(Logs.read(folder));
                assertThat(writer.publishCosigned(cosigned)).isEqualTo(cosigned);
                assertThat(policy.verify(Logs.read(folder).checkpoint().note()).cosignatures())
                        .containsOnlyKeys("W1", "W1-pq")
                        .containsValue(FakeWitness.TIME);
            }
            assertThat(witness.requests()).isEqualTo(4);
        }
        assertThat(LogCheck.run(folder, Logs.KEYS.verifiers()).checkpoint().size())
                .isEqualTo(70_000);
    }

    @Test
    void learnsFromTheWitnessWhereItStands() throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient();
                FakeWitness witness = new FakeWitness(LOG, Logs.KEYS.origin());
                LogWriter writer = Logs.open(folder)) {
            writer.appendAll(Logs.entries(0, 300));
            new WitnessClient(witness.prefix(), witness.verifiers(), http).cosign(Logs.read(folder));
            writer.appendAll(Logs.entries(300, 400));
            new WitnessClient(witness.prefix(), witness.verifiers(), http).cosign(Logs.read(folder));
            assertThat(witness.requests()).isEqualTo(3);
        }
    }

    @Test
    void isRefusedForALogThatForgotItsPast() throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient();
                FakeWitness witness = new FakeWitness(LOG, Logs.KEYS.origin())) {
            WitnessClient client = new WitnessClient(witness.prefix(), witness.verifiers(), http);
            try (LogWriter writer = Logs.open(folder.resolve("one"))) {
                writer.appendAll(Logs.entries(0, 300));
                client.cosign(Logs.read(folder.resolve("one")));
            }
            try (LogWriter writer = Logs.open(folder.resolve("other"))) {
                writer.appendAll(Logs.entries(1, 101));
                assertRefusal(client, folder.resolve("other"), Refusal.WITNESS_REFUSED);
                writer.appendAll(Logs.entries(101, 501));
                assertRefusal(client, folder.resolve("other"), Refusal.WITNESS_REFUSED);
            }
        }
    }

    @Test
    void believesNoCosignatureByAnotherKey() throws IOException {
        try (HttpClient http = HttpClient.newHttpClient();
                FakeWitness witness = new FakeWitness(LOG, Logs.KEYS.origin());
                FakeWitness other = new FakeWitness(LOG, Logs.KEYS.origin());
                LogWriter writer = Logs.open(folder)) {
            writer.appendAll(Logs.entries(0, 3));
            WitnessClient client = new WitnessClient(witness.prefix(), other.verifiers(), http);
            assertRefusal(client, folder, Refusal.NO_KNOWN_SIGNATURE);
        }
    }

    @Test
    void saysThatAWitnessCannotBeReached() throws IOException {
        URI gone;
        List<VerifierKey> keys;
        try (FakeWitness witness = new FakeWitness(LOG, Logs.KEYS.origin())) {
            gone = witness.prefix();
            keys = witness.verifiers();
        }
        Logs.open(folder).close();
        try (HttpClient http = HttpClient.newHttpClient()) {
            assertRefusal(new WitnessClient(gone, keys, http), folder, Refusal.WITNESS_UNREACHABLE);
        }
    }

    private static Policy policy(List<VerifierKey> witnesses) {
        String text = "log %s\nwitness W1 %s\nwitness W1-pq %s\ngroup both all W1 W1-pq\nquorum both\n"
                .formatted(Logs.KEYS.ed25519().verifier(), witnesses.getFirst(), witnesses.getLast());
        return Policy.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertRefusal(WitnessClient client, Path log, Refusal refusal) {
        assertThatThrownBy(() -> client.cosign(Logs.read(log)))
                .isInstanceOfSatisfying(
                        VerificationException.class,
                        e -> assertThat(e.refusal()).isEqualTo(refusal));
    }
}
