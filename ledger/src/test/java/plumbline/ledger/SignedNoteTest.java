package plumbline.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SignedNoteTest {
    /// The example of the signed-note specification.
    private static final String SPEC_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k";

    private static final String SPEC_NOTE = """
            This is an example message.

            — example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
            """;
    /// The checkpoint of Tessera's test log.
    private static final String TESSERA_KEY =
            "example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx";

    private static final String TESSERA_SECRET =
            "PRIVATE+KEY+example.com/log/testdata+33d7b496+AeymY/SZAX0jZcJ8enZ5FY1Dz+wTML2yWSkK+9DSF3eg";
    private static final String TESSERA_CHECKPOINT = """
            example.com/log/testdata
            15
            rKbDipCvhuX1GZ7g5BBe8sA6BbJ7ja/1nk427v383cs=

            — example.com/log/testdata M9e0luh4jTG+UMBqOUo9/q+yAEvx1ilBEniMvjf1zfcBOhg+CKubMt53MvIt/uEWP6zdkdIQzd/fmwlM/dlPWF74ewI=
            """;

    private static final Instant TIME = Instant.parse("2026-03-01T12:00:00Z");
    private static final LogKeys KEYS = LogKeys.generate("log.example/ledger", new SecureRandom());
    private static final Checkpoint CHECKPOINT = new Checkpoint("log.example/ledger", 7, Hash.EMPTY_TREE);

    @Test
    void verifiesAForeignCheckpointAndSignsItAlike() {
        VerifierKey key = VerifierKey.parse(TESSERA_KEY);
        VerifiedCheckpoint verified =
                Policy.ofLog(List.of(key)).verify(TESSERA_CHECKPOINT.getBytes(StandardCharsets.UTF_8));
        assertThat(verified.size()).isEqualTo(15);
        assertThat(verified.origin()).isEqualTo("example.com/log/testdata");
        assertThat(key).hasToString(TESSERA_KEY);

        SignerKey signer = SignerKey.parse(TESSERA_SECRET);
        assertThat(signer.secretText()).isEqualTo(TESSERA_SECRET);
        assertThat(signer.verifier()).isEqualTo(key);
        String text = verified.checkpoint().text();
        assertThat(new SignedNote(text, List.of(signer.sign(text, TIME))).render())
                .isEqualTo(TESSERA_CHECKPOINT);
    }

    @Test
    void verifiesTheExampleOfTheSpecification() {
        VerifierKey key = VerifierKey.parse(SPEC_KEY);
        SignedNote note = SignedNote.parse(SPEC_NOTE);
        assertThat(note.verify(List.of(key))).extracting(VerifiedSignature::key).containsExactly(key);
        assertThat(note.text()).isEqualTo("This is an example message.\n");
        assertThat(note.render()).isEqualTo(SPEC_NOTE);
    }

    @Test
    void verifiesBothSignaturesOfALog() {
        SignedNote note = KEYS.sign(CHECKPOINT, TIME);
        List<VerifiedSignature> verified = SignedNote.parse(note.bytes()).verify(KEYS.verifiers());
        assertThat(verified).extracting(VerifiedSignature::key).containsExactlyElementsOf(KEYS.verifiers());
        assertThat(verified.get(0).time()).isEmpty();
        assertThat(verified.get(1).time()).contains(TIME);
        assertThat(LogKeys.parse(KEYS.secretText()).verifiers()).isEqualTo(KEYS.verifiers());
    }

    @Test
    void refusesANoteWithoutAKnownSignature() {
        SignedNote note = KEYS.sign(CHECKPOINT, TIME);
        LogKeys others = LogKeys.generate("log.example/ledger", new SecureRandom());
        assertRefusal(Refusal.NO_KNOWN_SIGNATURE, () -> note.verify(others.verifiers()));
        assertRefusal(Refusal.NO_KNOWN_SIGNATURE, () -> note.verify(List.of()));
    }

    @Test
    void refusesTheWholeNoteForOneBadKnownSignature() {
        SignedNote other = KEYS.sign(new Checkpoint("log.example/ledger", 8, Hash.EMPTY_TREE), TIME);
        List<NoteSignature> mixed = new ArrayList<>(KEYS.sign(CHECKPOINT, TIME).signatures());
        mixed.set(1, other.signatures().get(1));
        SignedNote note = new SignedNote(CHECKPOINT.text(), mixed);
        assertRefusal(Refusal.SIGNATURE_INVALID, () -> note.verify(KEYS.verifiers()));
        assertThat(note.verify(KEYS.verifiers().subList(0, 1))).hasSize(1);
    }

    @Test
    void refusesACheckpointOfAnotherLog() {
        Checkpoint foreign = new Checkpoint("log.example/other", 7, Hash.EMPTY_TREE);
        SignedNote note = KEYS.sign(foreign, TIME);
        assertRefusal(
                Refusal.ORIGIN_MISMATCH, () -> Policy.ofLog(KEYS.verifiers()).verify(note));
    }

    @Test
    void refusesExtensionLinesThatOnlyMlDsaWouldCover() {
        Checkpoint extended = new Checkpoint("log.example/ledger", 7, Hash.EMPTY_TREE, List.of("more"));
        SignedNote note = KEYS.sign(extended, TIME);
        assertThat(Policy.ofLog(KEYS.verifiers()).verify(note).checkpoint()).isEqualTo(extended);
        Policy mlDsaOnly = Policy.ofLog(List.of(KEYS.mlDsa44().verifier()));
        assertRefusal(Refusal.EXTENSION_NOT_SIGNED, () -> mlDsaOnly.verify(note));
    }

    @Test
    void refusesWhatIsNotANote() {
        String line = KEYS.sign(CHECKPOINT, TIME).signatures().getFirst().line();
        for (String note : List.of(
                "",
                "\n",
                "\n\n",
                "text\n",
                "text\n\n",
                "text\n\n\n",
                "text\n" + line + "\n",
                "text\n\n" + line,
                "text\n\n" + line + " \n",
                "text\n\n" + line.substring(2) + "\n",
                "te\txt\n\n" + line + "\n",
                "text\r\n\n" + line + "\n",
                "text\n\n— name \n",
                "text\n\n— name AAAA\n",
                "text\n\n— na+me AAAAAAA=\n",
                "text\n\n— na\u00a0me AAAAAAA=\n",
                "text\n\n— name AAAAAAB=\n",
                "text\n\n— name AAAAAAA\n",
                "text\n\n" + (line + "\n").repeat(65))) {
            assertRefusal(Refusal.MALFORMED_NOTE, () -> SignedNote.parse(note));
        }
        assertRefusal(Refusal.MALFORMED_NOTE, () -> SignedNote.parse(new byte[] {'a', '\n', '\n', (byte) 0xff}));
        assertRefusal(Refusal.MALFORMED_NOTE, () -> SignedNote.parse(new byte[SignedNote.MAX_BYTES + 1]));
        assertThat(SignedNote.parse("text\n\n" + (line + "\n").repeat(16)).signatures())
                .hasSize(16);
    }

    @Test
    void refusesWhatIsNotACheckpoint() {
        String root = Hash.EMPTY_TREE.base64();
        for (String text : List.of(
                "",
                "\n",
                "a\n1\n",
                "a\n1\n" + root,
                "\n1\n" + root + "\n",
                "a\n01\n" + root + "\n",
                "a\n-1\n" + root + "\n",
                "a\n+1\n" + root + "\n",
                "a\n1 \n" + root + "\n",
                "a\n\n" + root + "\n",
                "a\n9223372036854775808\n" + root + "\n",
                "a\n1\n" + root + "=\n",
                "a\n1\nAAAA\n",
                "a\n1\n" + root + "\n\n",
                "a\n1\n" + root + "\n\nmore\n",
                "a\n1\n" + root.replace("=", "") + "\n")) {
            assertRefusal(Refusal.MALFORMED_CHECKPOINT, () -> Checkpoint.parse(text));
        }
        assertThat(Checkpoint.parse("a\n0\n" + root + "\nmore\n").extensions()).containsExactly("more");
    }

    @Test
    void refusesWhatIsNotAKey() {
        for (String text : List.of(
                "",
                "a",
                "a+b",
                "+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
                SPEC_KEY.replace("530d903a", "530d903b"),
                SPEC_KEY.replace("530d903a", "530D903A"),
                SPEC_KEY.replace("foo", "bar"),
                SPEC_KEY + "AA",
                SPEC_KEY.replace("+Aeky", "+Auky"),
                "a b+530d903a+AA==")) {
            assertRefusal(Refusal.MALFORMED_KEY, () -> VerifierKey.parse(text));
        }
    }

    static void assertRefusal(Refusal refusal, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        VerificationException.class,
                        e -> assertThat(e.refusal()).isEqualTo(refusal));
    }
}
