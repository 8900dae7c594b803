package plumbline.ledger.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static plumbline.ledger.pack.PackFixtures.KEYS;
import static plumbline.ledger.pack.PackFixtures.OTHER_KEYS;
import static plumbline.ledger.pack.PackFixtures.POLICY;
import static plumbline.ledger.pack.PackFixtures.files;
import static plumbline.ledger.pack.PackFixtures.pack;
import static plumbline.ledger.pack.PackFixtures.sealAgain;
import static plumbline.ledger.pack.zip.ZipFixtures.zip;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import plumbline.ledger.Policy;
import plumbline.ledger.Refusal;
import plumbline.ledger.Sha256;
import plumbline.ledger.VerificationException;

class PackVerifierTest {
    private static final String EVIDENCE = "evidence/EV-0001/";

    @TempDir
    Path folder;

    @Test
    void acceptsAPackAndSaysWhatItProves() throws IOException {
        VerifiedPack verified = verify(pack(POLICY, KEYS), POLICY);
        assertThat(verified.scope()).isEqualTo(PackFixtures.SCOPE);
        assertThat(verified.counts()).isEqualTo(new VerifiedPack.Counts(24, 2, 1, 3, 1));
        assertThat(verified.proven()).anyMatch(line -> line.contains("Ed25519 and ML-DSA-44"));
        assertThat(verified.notProven())
                .hasSize(3)
                .anyMatch(line -> line.startsWith("no witness"))
                .anyMatch(line -> line.startsWith("no RFC 3161"))
                .anyMatch(line -> line.startsWith("2 items are withheld"));
    }

    @Test
    void acceptsEitherKeyAloneAndSaysWhatIsThenUnproven() throws IOException {
        VerifiedPack verified = verify(pack(POLICY, KEYS), PackFixtures.ED25519_ONLY);
        assertThat(verified.notProven())
                .anyMatch(line -> line.startsWith("the ML-DSA-44 signature was checked with the pack's own key"));
        verify(pack(POLICY, KEYS), Policy.ofLog(List.of(KEYS.mlDsa44().verifier())));
    }

    @Test
    void doesNotSayWhoMadeAPackWithoutAKey() throws IOException {
        byte[] forged = pack(Policy.ofLog(OTHER_KEYS.verifiers()), OTHER_KEYS);
        VerifiedPack verified = PackVerifier.verify(write(forged), Optional.empty(), PackLimits.DEFAULT);
        assertThat(verified.trusted()).isFalse();
        assertThat(verified.notProven().getFirst()).startsWith("WHO made this pack");
        assertRefused(Refusal.NO_KNOWN_SIGNATURE, () -> verify(forged, POLICY));
    }

    @Test
    void refusesAForgedPackThatClaimsTheTrustedKeys() throws IOException {
        Map<String, byte[]> files = files(pack(POLICY, KEYS));
        edit(files, PackPaths.FINDINGS, "open to the world", "nothing to see!!!");
        byte[] forged = sealAgain(files, OTHER_KEYS);
        assertRefused(Refusal.NO_KNOWN_SIGNATURE, () -> verify(forged, POLICY));
        assertRefused(
                Refusal.NO_KNOWN_SIGNATURE,
                () -> PackVerifier.verify(write(forged), Optional.empty(), PackLimits.DEFAULT));
    }

    @Test
    void refusesAChangedFileEvenWhenItsChecksumIsMadeToFit() throws IOException {
        for (String name : files(pack(POLICY, KEYS)).keySet()) {
            Map<String, byte[]> files = files(pack(POLICY, KEYS));
            files.compute(name, (_, bytes) -> changed(bytes));
            assertThatThrownBy(() -> verify(zip(files), POLICY))
                    .as(name)
                    .isInstanceOfAny(PackException.class, VerificationException.class)
                    .satisfies(thrown -> {
                        if (thrown instanceof PackException refused && !name.contains("manifest")) {
                            assertThat(refused.refusal())
                                    .isIn(
                                            PackRefusal.CHANGED_FILE,
                                            PackRefusal.PROOF_MISMATCH,
                                            PackRefusal.MALFORMED_DOCUMENT);
                        }
                    });
        }
    }

    @Test
    void refusesAChangedDocumentEvenWhenTheManifestIsMadeToFit() throws IOException {
        Map<String, byte[]> files = files(pack(POLICY, KEYS));
        String before = Sha256.hex(files.get(PackPaths.SOA));
        edit(files, PackPaths.SOA, "failing", "met....");
        edit(files, PackPaths.MANIFEST, before, Sha256.hex(files.get(PackPaths.SOA)));
        assertRefused(PackRefusal.SEAL_MISMATCH, () -> verify(zip(files), POLICY));
    }

    @Test
    void refusesMissingUnlistedAndReorderedFiles() throws IOException {
        for (String name : files(pack(POLICY, KEYS)).keySet()) {
            Map<String, byte[]> files = files(pack(POLICY, KEYS));
            files.remove(name);
            assertRefused(PackRefusal.MISSING_FILE, () -> verify(zip(files), POLICY));
        }
        for (String name : List.of("a.txt", "evidence/EV-0001/content.html", "zzz", "keys/00000000.vkey")) {
            Map<String, byte[]> files = files(pack(POLICY, KEYS));
            files.put(name, new byte[] {1});
            assertRefused(PackRefusal.UNLISTED_FILE, () -> verify(zip(inOrder(files)), POLICY));
        }
        Map<String, byte[]> more = files(pack(POLICY, KEYS));
        more.put("proofs/EV-0009.tlog-proof", more.get("proofs/EV-0001.tlog-proof"));
        assertRefused(PackRefusal.UNLISTED_FILE, () -> verify(zip(inOrder(more)), POLICY));
        List<String> names = new ArrayList<>(files(pack(POLICY, KEYS)).keySet());
        for (int i = 1; i + 1 < names.size(); i++) {
            List<String> swapped = new ArrayList<>(names);
            Collections.swap(swapped, i, i + 1);
            Map<String, byte[]> files = files(pack(POLICY, KEYS));
            Map<String, byte[]> reordered = new LinkedHashMap<>();
            swapped.forEach(name -> reordered.put(name, files.get(name)));
            assertRefused(PackRefusal.REORDERED, () -> verify(zip(reordered), POLICY));
        }
    }

    @Test
    void refusesAnotherEntrysProof() throws IOException {
        Map<String, byte[]> files = files(pack(POLICY, KEYS));
        files.put("proofs/J-1.tlog-proof", files.get("proofs/J-2.tlog-proof"));
        assertRefused(Refusal.ROOT_MISMATCH, () -> verify(zip(files), POLICY));
    }

    @Test
    void refusesTheProofsAndCheckpointOfAnotherLog() throws IOException {
        Map<String, byte[]> files = files(pack(POLICY, KEYS));
        Map<String, byte[]> other = files(pack(Policy.ofLog(OTHER_KEYS.verifiers()), OTHER_KEYS));
        files.put("proofs/J-1.tlog-proof", other.get("proofs/J-1.tlog-proof"));
        assertRefused(PackRefusal.PROOF_MISMATCH, () -> verify(zip(files), POLICY));
        files.put(PackPaths.CHECKPOINT, other.get(PackPaths.CHECKPOINT));
        assertRefused(Refusal.NO_KNOWN_SIGNATURE, () -> verify(zip(files), POLICY));
    }

    /// Here the owner of the keys lies: everything is signed, and still it does not fit together.
    @Test
    void refusesWhatAnOwnerSealsThatDoesNotFitTogether() throws IOException {
        assertSealedRefused(PackRefusal.DANGLING_REFERENCE, PackPaths.FINDINGS, "EV-0001", "EV-0007");
        assertSealedRefused(PackRefusal.DANGLING_REFERENCE, PackPaths.SOA, "EV-0002", "EV-0007");
        assertSealedRefused(PackRefusal.DANGLING_REFERENCE, PackPaths.SOA, "\"10.1.1\"", "\"10.1.9\"");
        assertSealedRefused(PackRefusal.MALFORMED_DOCUMENT, PackPaths.CATALOG, "\"2015\"", "\"2026\"");
        assertSealedRefused(PackRefusal.MALFORMED_DOCUMENT, PackPaths.FINDINGS, "\"severity\"", "\"gravity\"");
        assertSealedRefused(PackRefusal.MALFORMED_DOCUMENT, PackPaths.FINDINGS, "{\"findings\"", "{ \"findings\"");
        assertSealedRefused(PackRefusal.MALFORMED_DOCUMENT, EVIDENCE + "record.json", "EV-0001", "EV-0002");
        assertSealedRefused(PackRefusal.MISLEADING_PAGE, PackPaths.INDEX, "failing", "met");
        assertSealedRefused(PackRefusal.MISLEADING_PAGE, PackPaths.SOA, "failing", "met");
        assertSealedRefused(PackRefusal.COMMITMENT_MISMATCH, EVIDENCE + "content.json", "fail", "pass");
        assertSealedRefused(PackRefusal.COMMITMENT_MISMATCH, PackPaths.JOURNAL, "scan.received", "scan.refused_");
        assertSealedRefused(PackRefusal.MALFORMED_DOCUMENT, PackPaths.JOURNAL, "\"salt\"", "\"malt\"");
        assertSealedRefused(PackRefusal.KEY_MISMATCH, "keys/8930ab73.vkey", "+8930ab73+", "+8930ab74+");
        assertSealedRefused(PackRefusal.MALFORMED_DOCUMENT, PackPaths.POLICY, "quorum none\n", "quorum none\n\n");
    }

    @Test
    void refusesEvidenceThatIsHalfDisclosedOrHasNoRecord() throws IOException {
        for (String name : List.of("commitment.salt", "content.json")) {
            Map<String, byte[]> files = files(pack(POLICY, KEYS));
            files.remove(EVIDENCE + name);
            assertRefused(PackRefusal.MALFORMED_COMMITMENT, () -> verify(sealAgain(files, KEYS), POLICY));
        }
        Map<String, byte[]> files = files(pack(POLICY, KEYS));
        files.remove(EVIDENCE + "record.json");
        assertRefused(PackRefusal.MISSING_FILE, () -> verify(sealAgain(files, KEYS), POLICY));
    }

    @Test
    void refusesAJournalOutOfTheLogsOrder() throws IOException {
        PackContents contents = PackFixtures.contents(POLICY);
        PackContents reversed = new PackContents(
                contents.scope(),
                contents.documents(),
                contents.evidence(),
                PackFixtures.journal().reversed(),
                POLICY);
        byte[] pack = PackFixtures.write(reversed, PackFixtures.log(contents), KEYS);
        assertRefused(PackRefusal.REORDERED, () -> verify(pack, POLICY));
    }

    @Test
    void refusesTheSameJournalEntryTwice() throws IOException {
        Map<String, byte[]> files = files(pack(POLICY, KEYS));
        String line = new String(files.get(PackPaths.JOURNAL), UTF_8)
                        .lines()
                        .findFirst()
                        .orElseThrow() + "\n";
        files.put(PackPaths.JOURNAL, (line + line).getBytes(UTF_8));
        assertRefused(PackRefusal.MALFORMED_DOCUMENT, () -> verify(sealAgain(files, KEYS), POLICY));
    }

    @Test
    void readsNoMoreThanItsLimits() throws IOException {
        byte[] pack = pack(POLICY, KEYS);
        for (PackLimits limits : List.of(
                new PackLimits(pack.length - 1, 100, 1 << 20, 1 << 20),
                new PackLimits(pack.length, 23, 1 << 20, 1 << 20),
                new PackLimits(pack.length, 100, 500, 1 << 20),
                new PackLimits(pack.length, 100, 1 << 20, 100))) {
            assertRefused(PackRefusal.TOO_LARGE, () -> PackVerifier.verify(write(pack), Optional.of(POLICY), limits));
        }
        PackVerifier.verify(write(pack), Optional.of(POLICY), new PackLimits(pack.length, 24, 1 << 20, 1 << 20));
    }

    @Test
    void saysThatAFileIsNotThere() {
        assertRefused(
                PackRefusal.UNREADABLE,
                () -> PackVerifier.verify(folder.resolve("none.zip"), Optional.empty(), PackLimits.DEFAULT));
    }

    private void assertSealedRefused(PackRefusal refusal, String name, String from, String to) throws IOException {
        Map<String, byte[]> files = files(pack(POLICY, KEYS));
        edit(files, name, from, to);
        byte[] sealed = sealAgain(files, KEYS);
        assertRefused(refusal, () -> verify(sealed, POLICY));
    }

    private static void edit(Map<String, byte[]> files, String name, String from, String to) {
        String text = new String(files.get(name), UTF_8);
        assertThat(text).contains(from);
        files.put(name, text.replace(from, to).getBytes(UTF_8));
    }

    private static Map<String, byte[]> inOrder(Map<String, byte[]> files) {
        Map<String, byte[]> ordered = new LinkedHashMap<>();
        ordered.put(PackPaths.MANIFEST, files.get(PackPaths.MANIFEST));
        files.keySet().stream()
                .filter(name -> !name.equals(PackPaths.MANIFEST))
                .sorted()
                .forEach(name -> ordered.put(name, files.get(name)));
        return ordered;
    }

    private static byte[] changed(byte[] bytes) {
        byte[] copy = bytes.clone();
        copy[copy.length / 2] ^= 1;
        return copy;
    }

    private VerifiedPack verify(byte[] pack, Policy trust) throws IOException {
        return PackVerifier.verify(write(pack), Optional.of(trust), PackLimits.DEFAULT);
    }

    private Path write(byte[] pack) throws IOException {
        return Files.write(folder.resolve("pack.zip"), pack);
    }

    private static void assertRefused(PackRefusal refusal, ThrowingCallable verification) {
        assertThatThrownBy(verification)
                .isInstanceOfSatisfying(
                        PackException.class,
                        thrown -> assertThat(thrown.refusal())
                                .as(thrown.getMessage())
                                .isEqualTo(refusal));
    }

    private static void assertRefused(Refusal refusal, ThrowingCallable verification) {
        assertThatThrownBy(verification)
                .isInstanceOfSatisfying(
                        VerificationException.class,
                        thrown -> assertThat(thrown.refusal())
                                .as(thrown.getMessage())
                                .isEqualTo(refusal));
    }
}
