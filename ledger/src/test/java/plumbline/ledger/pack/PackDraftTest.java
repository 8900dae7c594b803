package plumbline.ledger.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static plumbline.ledger.pack.PackFixtures.KEYS;
import static plumbline.ledger.pack.PackFixtures.POLICY;
import static plumbline.ledger.pack.PackFixtures.files;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import plumbline.ledger.InclusionProof;
import plumbline.ledger.SignedNote;
import plumbline.ledger.TlogProof;
import plumbline.ledger.json.JsonObject;

class PackDraftTest {
    /// The golden pack was written once by this test's fixtures and is never written again: what it says must be
    /// readable for ever, and what we write today must be the same bytes.
    @Test
    void writesTheGoldenPackByteForByte() throws IOException {
        byte[] golden;
        try (var in = Objects.requireNonNull(PackDraftTest.class.getResourceAsStream("golden.zip"))) {
            golden = in.readAllBytes();
        }
        SignedNote checkpoint = SignedNote.parse(files(golden).get(PackPaths.CHECKPOINT));
        assertThat(write(PackFixtures.contents(POLICY), checkpoint)).isEqualTo(golden);
    }

    @Test
    void writesTheSameBytesWhateverOrderTheEvidenceComesIn() throws IOException {
        PackContents contents = PackFixtures.contents(POLICY);
        PackContents turned = new PackContents(
                contents.scope(),
                contents.documents(),
                contents.evidence().reversed(),
                contents.journal(),
                contents.policy());
        assertThat(PackDraft.of(turned).manifest())
                .isEqualTo(PackDraft.of(contents).manifest());
    }

    @Test
    void writesProofsThatStandOnTheirOwn() throws IOException {
        var files = files(PackFixtures.pack(POLICY, KEYS));
        byte[] leaf = files.get("evidence/EV-0001/commitment.json");
        TlogProof proof = TlogProof.parse(files.get("proofs/EV-0001.tlog-proof"));
        assertThat(proof.verify(leaf, POLICY).index()).isEqualTo(4);
    }

    @Test
    void writesAPageThatRunsNothing() throws IOException {
        String page = new String(files(PackFixtures.pack(POLICY, KEYS)).get(PackPaths.INDEX), UTF_8);
        assertThat(page)
                .contains(
                        "Lindenrota &lt;Rides&gt; &amp; Co",
                        "no &lt;script&gt;alert(1)&lt;/script&gt;",
                        "default-src 'none'")
                .doesNotContain("<script", "Lindenrota <Rides>", "http:", "https:");
    }

    @Test
    void refusesToWriteWhatAVerifierWouldRefuse() {
        PackContents contents = PackFixtures.contents(POLICY);
        JsonObject dangling = PackFixtures.json("""
                {"edition": "2015", "rows": [{"control": "10.1.1", "applicable": true, "state": "met", "reason": "",
                 "evidence": ["EV-0009"]}]}""");
        PackDocuments documents = new PackDocuments(
                contents.documents().catalog(), dangling, contents.documents().findings());
        assertThatThrownBy(() -> PackDraft.of(
                        new PackContents(contents.scope(), documents, contents.evidence(), contents.journal(), POLICY)))
                .hasMessageContaining("names the evidence EV-0009, which is not in the pack");
        assertThatThrownBy(() -> PackDraft.of(new PackContents(
                        contents.scope(),
                        contents.documents(),
                        contents.evidence(),
                        List.of(PackFixtures.journalLine("ev-0001", "{}", true)),
                        POLICY)))
                .hasMessageContaining("stands twice");
    }

    @Test
    void refusesContentThatIsNotWhatWasCommittedTo() {
        EvidenceItem item = PackFixtures.evidence().getLast();
        EvidenceItem other = new EvidenceItem(
                item.commitment(),
                item.evidence(),
                Optional.of(new EvidenceItem.Disclosed(
                        PackFixtures.salt("EV-0001"), ContentSource.of("else".getBytes(UTF_8)))));
        assertThatThrownBy(() -> PackDraft.of(withEvidence(other)))
                .isInstanceOfSatisfying(
                        PackException.class,
                        thrown -> assertThat(thrown.refusal()).isEqualTo(PackRefusal.COMMITMENT_MISMATCH));
    }

    @Test
    void refusesContentThatChangesBetweenMeasuringAndWriting() throws IOException {
        EvidenceItem item = PackFixtures.evidence().getLast();
        AtomicInteger reads = new AtomicInteger();
        byte[] content = "{\"result\":\"fail\"}\n".getBytes(UTF_8);
        ContentSource changing = () -> new ByteArrayInputStream(
                reads.incrementAndGet() < 3 ? content : "{\"result\":\"pass\"}\n".getBytes(UTF_8));
        EvidenceItem other = new EvidenceItem(
                item.commitment(),
                item.evidence(),
                Optional.of(new EvidenceItem.Disclosed(PackFixtures.salt("EV-0001"), changing)));
        PackContents contents = withEvidence(other);
        assertThatThrownBy(() -> write(contents, null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("must not change while a pack is written");
    }

    @Test
    void refusesASealThatDoesNotFit() throws IOException {
        PackContents contents = PackFixtures.contents(POLICY);
        PackDraft draft = PackDraft.of(contents);
        PackSeal otherManifest = PackFixtures.log(contents).seal(new byte[0], KEYS);
        assertThatThrownBy(() -> draft.write(OutputStream.nullOutputStream(), otherManifest))
                .hasMessageContaining("must commit to the manifest");
        PackSeal otherKeys = PackFixtures.log(contents).seal(draft.manifest(), PackFixtures.OTHER_KEYS);
        assertThatThrownBy(() -> draft.write(OutputStream.nullOutputStream(), otherKeys))
                .hasMessageContaining("no signature is by a known key");
        PackSeal seal = PackFixtures.log(contents).seal(draft.manifest(), KEYS);
        PackSeal otherProofs = new PackSeal(
                seal.commitment(), seal.salt(), seal.checkpoint(), _ -> new InclusionProof(0, 6, List.of()));
        assertThatThrownBy(() -> draft.write(OutputStream.nullOutputStream(), otherProofs))
                .isInstanceOf(RuntimeException.class);
    }

    private static PackContents withEvidence(EvidenceItem first) {
        PackContents contents = PackFixtures.contents(POLICY);
        return new PackContents(
                contents.scope(),
                contents.documents(),
                List.of(first, PackFixtures.evidence().getFirst()),
                contents.journal(),
                contents.policy());
    }

    private static byte[] write(PackContents contents, SignedNote checkpoint) throws IOException {
        PackDraft draft = PackDraft.of(contents);
        PackSeal seal = PackFixtures.log(contents).seal(draft.manifest(), KEYS);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        draft.write(
                out,
                new PackSeal(
                        seal.commitment(),
                        seal.salt(),
                        checkpoint == null ? seal.checkpoint() : checkpoint,
                        seal.proofs()));
        return out.toByteArray();
    }

    /// Writes the golden pack anew: only when the format's name changes as well.
    public static void main(String[] args) throws IOException {
        Files.write(Path.of(args[0]), PackFixtures.pack(POLICY, KEYS));
    }
}
