package plumbline.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static plumbline.ledger.SignedNoteTest.assertRefusal;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PolicyTest {
    private static final Instant TIME = Instant.parse("2026-03-01T12:00:00Z");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final LogKeys LOG = LogKeys.generate("log.example/ledger", RANDOM);
    private static final Checkpoint CHECKPOINT = new Checkpoint("log.example/ledger", 1, Hash.ofLeaf(new byte[0]));
    private static final List<SignerKey> WITNESSES = IntStream.range(0, 5)
            .mapToObj(i -> SignerKey.generate("witness.example/w" + i, SignatureType.ED25519_COSIGNATURE, RANDOM))
            .toList();

    private static final String TWO_GROUPS = """
            # two of the three, and one of the other two
            log %s https://log.example/ledger

            witness X1 %s https://witness.example/w0
            witness X2 %s
            \twitness   X3 %s\t
            group X 2 X1 X2 X3
            witness Y1 %s
            witness Y2 %s
            group Y any Y1 Y2
            group both all X Y
            quorum both
            """.formatted(Stream.concat(
                    Stream.of(LOG.ed25519().verifier()), WITNESSES.stream().map(SignerKey::verifier))
            .toArray());

    @Test
    void acceptsExactlyTheSetsThatMeetTheQuorum() {
        Policy policy = parse(TWO_GROUPS);
        for (int set = 0; set < 32; set++) {
            int[] members = members(set);
            boolean enough = Integer.bitCount(set & 7) >= 2 && (set & 24) != 0;
            SignedNote note = cosigned(members);
            if (enough) {
                assertThat(policy.verify(note.bytes()).cosignatures())
                        .hasSize(members.length)
                        .containsValue(TIME);
            } else {
                assertRefusal(Refusal.QUORUM_NOT_MET, () -> policy.verify(note.bytes()));
            }
        }
    }

    @Test
    void rendersWhatItReads() {
        Policy policy = parse(TWO_GROUPS);
        assertThat(parse(policy.render())).isEqualTo(policy);
        assertThat(policy.logs().getFirst().url()).contains("https://log.example/ledger");
    }

    @Test
    void refusesACosignatureWhoseTimeWasChanged() {
        Policy policy = parse(TWO_GROUPS);
        NoteSignature genuine = WITNESSES.getFirst().sign(CHECKPOINT.text(), TIME);
        byte[] payload = genuine.payload();
        payload[7] ^= 1;
        SignedNote note =
                LOG.sign(CHECKPOINT, TIME).with(List.of(new NoteSignature(genuine.name(), genuine.keyId(), payload)));
        assertRefusal(Refusal.SIGNATURE_INVALID, () -> policy.verify(note));
    }

    @Test
    void refusesACosignatureOfAnotherCheckpoint() {
        String other = new Checkpoint("log.example/ledger", 2, Hash.EMPTY_TREE).text();
        SignedNote note =
                LOG.sign(CHECKPOINT, TIME).with(List.of(WITNESSES.getFirst().sign(other, TIME)));
        assertRefusal(Refusal.SIGNATURE_INVALID, () -> parse(TWO_GROUPS).verify(note));
    }

    @Test
    void verifiesTheCosignaturesOfBothKinds() {
        SignerKey pq = SignerKey.generate("witness.example/pq", SignatureType.ML_DSA_44, RANDOM);
        Policy policy =
                parse("log %s\nwitness W %s\nquorum W\n".formatted(LOG.mlDsa44().verifier(), pq.verifier()));
        SignedNote note = LOG.sign(CHECKPOINT, TIME).with(List.of(pq.sign(CHECKPOINT.text(), TIME)));
        assertThat(policy.verify(note).cosignatures()).containsEntry("W", TIME);
    }

    @Test
    void refusesWhatIsNotAPolicy() {
        String log = "log " + LOG.ed25519().verifier() + "\n";
        String witness = "witness W " + WITNESSES.getFirst().verifier() + "\n";
        for (String text : List.of(
                "",
                log,
                "quorum W\n",
                "quorum none\nquorum none\n",
                "quorum\n",
                "qourum none\n",
                log + log + "quorum none\n",
                witness + witness + "quorum none\n",
                witness.replace("W ", "none ") + "quorum none\n",
                witness + "group g 0 W\nquorum g\n",
                witness + "group g 2 W\nquorum g\n",
                witness + "group g any\nquorum g\n",
                witness + "group g any W W\nquorum g\n",
                witness + "group g some W\nquorum g\n",
                witness + "group g all none\nquorum none\n",
                witness + "group g all h\ngroup h all W\nquorum g\n",
                witness + "group g all W\ngroup h all W\nquorum g\n",
                "log x+00000000+AA==\nquorum none\n",
                "log " + WITNESSES.getFirst().verifier() + "\nquorum none\n",
                "witness W " + LOG.ed25519().verifier() + "\nquorum W\n",
                "quorum none\u0001\n",
                "quorum none\r\n")) {
            assertRefusal(Refusal.MALFORMED_POLICY, () -> parse(text));
        }
        assertThat(parse(log + "quorum none").quorum()).isEqualTo(Quorum.NONE);
    }

    @Test
    void carriesAProofAsAFile() {
        Hash sibling = Hash.ofLeaf(new byte[] {1});
        Hash leaf = Hash.ofLeaf(new byte[0]);
        Checkpoint two = new Checkpoint("log.example/ledger", 2, Hash.ofNode(leaf, sibling));
        TlogProof proof = new TlogProof(new InclusionProof(0, 2, List.of(sibling)), LOG.sign(two, TIME));
        TlogProof read = TlogProof.parse(proof.bytes());
        Policy policy = Policy.ofLog(LOG.verifiers());
        assertThat(read).isEqualTo(proof);
        assertThat(read.verify(new byte[0], policy).index()).isZero();
        assertRefusal(Refusal.ROOT_MISMATCH, () -> read.verify(new byte[] {7}, policy));

        String text = proof.render();
        String extended = text.replace("@v1\nindex", "@v1\nextra AAEC\nindex");
        assertThat(TlogProof.parse(extended.getBytes(StandardCharsets.UTF_8)).extra())
                .contains("AAEC");
        for (String bad : List.of(
                text.replace("@v1", "@v2"),
                text.replace("index 0", "index 00"),
                text.replace("index 0\n", ""),
                text.replace("@v1\nindex", "@v1\nextra !\nindex"),
                text.replace("index 0\n", "index 0\nAAAA\n"))) {
            assertRefusal(Refusal.MALFORMED_PROOF, () -> TlogProof.parse(bad.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static int[] members(int set) {
        return IntStream.range(0, 5).filter(i -> (set >> i & 1) == 1).toArray();
    }

    private static SignedNote cosigned(int... witnesses) {
        List<NoteSignature> cosignatures = Arrays.stream(witnesses)
                .mapToObj(i -> WITNESSES.get(i).sign(CHECKPOINT.text(), TIME))
                .toList();
        return LOG.sign(CHECKPOINT, TIME).with(cosignatures);
    }

    private static Policy parse(String text) {
        return Policy.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
