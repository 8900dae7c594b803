package plumbline.ledger.pack;

import static java.nio.charset.StandardCharsets.UTF_8;
import static plumbline.ledger.pack.zip.ZipFixtures.zip;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import plumbline.ledger.Checkpoint;
import plumbline.ledger.Hash;
import plumbline.ledger.InclusionProof;
import plumbline.ledger.LogKeys;
import plumbline.ledger.NaiveTree;
import plumbline.ledger.Policy;
import plumbline.ledger.Sha256;
import plumbline.ledger.SignedNote;
import plumbline.ledger.json.CanonicalJson;
import plumbline.ledger.json.JsonObject;
import plumbline.ledger.json.JsonReader;

/// A small pack of a made-up company, the log that it stands in, and the means to forge others.
final class PackFixtures {
    /// Keys of a log that exists in these tests alone.
    static final LogKeys KEYS = LogKeys.parse("""
            PRIVATE+KEY+log.example/plumbline+8930ab73+Ab3ce+e3yVSHR8Rg870mWU4njIUf4FEgNAw3bPTgiZSj
            PRIVATE+KEY+log.example/plumbline+4ee946a6+BnlZm+jItKHcdMfiT3TUa4Ak7X8ShZh69dL2oGoUbjMU
            """);

    /// Keys of somebody who would like to be that log.
    static final LogKeys OTHER_KEYS = LogKeys.parse("""
            PRIVATE+KEY+log.example/plumbline+e11fb3d3+AaJxjQrTmH5sOvRI5+RupCuHuKD9l+o0eoqoW1VO5Yte
            PRIVATE+KEY+log.example/plumbline+31fa152f+BryW1exCAjF783R0lBJcgBPUfIm2OI2dxuV6HMY/zaj4
            """);

    static final Policy POLICY = Policy.ofLog(KEYS.verifiers());
    static final Policy ED25519_ONLY = Policy.ofLog(List.of(KEYS.ed25519().verifier()));
    static final Instant TIME = Instant.parse("2026-11-23T09:00:00Z");
    static final PackScope SCOPE = new PackScope(
            "PACK-0001",
            "Lindenrota <Rides> & Co",
            "booking-api",
            "Booking API",
            Instant.parse("2026-10-01T00:00:00Z"),
            Instant.parse("2026-11-01T00:00:00Z"),
            TIME,
            "2015");

    private PackFixtures() {}

    static Salt salt(String id) {
        return Salt.of(Sha256.digest().digest(id.getBytes(UTF_8)));
    }

    static PackContents contents(Policy policy) {
        return new PackContents(SCOPE, documents(), evidence(), journal(), policy);
    }

    static PackDocuments documents() {
        return new PackDocuments(json("""
                {"edition": "2015", "reference": "ISO/IEC 27017:2015", "controls": [
                  {"id": "CLD.9.5.1", "title": "Segregation in virtual computing environments"},
                  {"id": "10.1.1", "title": "Policy on the use of cryptographic controls"}]}"""), json("""
                {"edition": "2015", "rows": [
                  {"control": "CLD.9.5.1", "applicable": true, "state": "failing", "reason": "two tenants share a network",
                   "evidence": ["EV-0001", "EV-0002"]},
                  {"control": "10.1.1", "applicable": false, "state": "not applicable", "reason": "no <script>alert(1)</script>",
                   "evidence": []}]}"""), json("""
                {"findings": [
                  {"check": "SEG-01", "resource": "aws_security_group.web", "severity": "high", "state": "open",
                   "message": "open to the world", "file": "main.tf", "line": 12, "controls": ["CLD.9.5.1"],
                   "evidence": ["EV-0001"]}]}"""));
    }

    static List<EvidenceItem> evidence() {
        byte[] content = "{\"result\":\"fail\"}\n".getBytes(UTF_8);
        Commitment scan = new Commitment(
                "EV-0001", "scan", TIME, "application/json", salt("EV-0001").digest(content));
        Commitment secret = new Commitment(
                "EV-0002", "upload", TIME, "application/pdf", salt("EV-0002").digest("secret".getBytes(UTF_8)));
        return List.of(
                new EvidenceItem(
                        secret, json("{\"id\": \"EV-0002\", \"title\": \"Penetration test\"}"), Optional.empty()),
                new EvidenceItem(
                        scan,
                        json("{\"id\": \"EV-0001\", \"title\": \"Scan of main\", \"controls\": [\"CLD.9.5.1\"]}"),
                        Optional.of(new EvidenceItem.Disclosed(salt("EV-0001"), ContentSource.of(content)))));
    }

    static List<JournalLine> journal() {
        return List.of(
                journalLine("J-1", "{\"action\": \"scan.received\", \"actor\": \"ci\"}", true),
                journalLine(
                        "J-2",
                        "{\"action\": \"evidence.recorded\", \"actor\": \"ada\", \"object\": \"EV-0002\"}",
                        true),
                journalLine("J-3", "{\"action\": \"account.created\", \"actor\": \"ada\"}", false));
    }

    static JournalLine journalLine(String id, String content, boolean disclosed) {
        JsonObject json = json(content);
        Commitment commitment =
                new Commitment(id, "journal", TIME, "application/json", salt(id).digest(CanonicalJson.bytes(json)));
        return new JournalLine(
                commitment, disclosed ? Optional.of(new JournalLine.Disclosed(salt(id), json)) : Optional.empty());
    }

    static JsonObject json(String text) {
        return JsonReader.readObject(text.getBytes(UTF_8));
    }

    /// The pack as its owner makes it.
    static byte[] pack(Policy policy, LogKeys keys) {
        PackContents contents = contents(policy);
        return write(contents, log(contents), keys);
    }

    static byte[] write(PackContents contents, TestLog log, LogKeys keys) {
        try {
            PackDraft draft = PackDraft.of(contents);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            draft.write(out, log.seal(draft.manifest(), keys));
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A log that has what a pack holds.
    static TestLog log(PackContents contents) {
        TestLog log = new TestLog();
        contents.journal().forEach(line -> log.add(line.commitment()));
        contents.evidence().forEach(item -> log.add(item.commitment()));
        return log;
    }

    /// A pack's files in their order.
    static Map<String, byte[]> files(byte[] pack) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(pack))) {
            for (ZipEntry entry; (entry = zip.getNextEntry()) != null; ) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return files;
    }

    /// What a dishonest owner of the keys can do: lists whatever the files are now, and has the log commit to it.
    static byte[] sealAgain(Map<String, byte[]> files, LogKeys keys) throws IOException {
        TreeMap<String, byte[]> content = new TreeMap<>(files);
        PackPaths.PROVING.forEach(content::remove);
        content.remove(PackPaths.MANIFEST);
        content.keySet().removeIf(PackPaths::isProof);
        TestLog log = new TestLog();
        TreeMap<String, Manifest.Listed> listed = new TreeMap<>();
        content.forEach((name, bytes) -> {
            listed.put(name, new Manifest.Listed(bytes.length, Sha256.hex(bytes)));
            if (name.endsWith(PackPaths.COMMITMENT)) {
                log.add(Commitment.read(bytes));
            }
        });
        new String(content.get(PackPaths.JOURNAL), UTF_8)
                .lines()
                .forEach(line ->
                        log.add(Commitment.read(CanonicalJson.bytes(json(line).object("commitment")))));
        byte[] manifest = new Manifest(SCOPE, listed).bytes();
        PackSeal seal = log.seal(manifest, keys);
        content.put(PackPaths.CHECKPOINT, seal.checkpoint().bytes());
        content.put(PackPaths.SEAL, seal.commitment().leaf());
        content.put(PackPaths.SEAL_SALT, seal.salt().bytes());
        ProofFile proofs = new ProofFile(seal.checkpoint(), Policy.parse(content.get(PackPaths.POLICY)));
        log.commitments.forEach(item -> content.put(
                PackPaths.proof(item.id()), proofs.write(item, seal.proofs().of(item))));
        Map<String, byte[]> ordered = new LinkedHashMap<>();
        ordered.put(PackPaths.MANIFEST, manifest);
        ordered.putAll(content);
        return zip(ordered);
    }

    /// A log that is kept in a list.
    static final class TestLog {
        final List<Commitment> commitments = new ArrayList<>();

        void add(Commitment commitment) {
            commitments.add(commitment);
        }

        PackSeal seal(byte[] manifest, LogKeys keys) {
            Salt salt = salt("PACK-0001");
            Commitment seal =
                    new Commitment("PACK-0001", PackSeal.KIND, TIME, PackSeal.MEDIA_TYPE, salt.digest(manifest));
            add(seal);
            List<Hash> leaves = commitments.stream()
                    .map(commitment -> Hash.ofLeaf(commitment.leaf()))
                    .toList();
            SignedNote checkpoint =
                    keys.sign(new Checkpoint(keys.origin(), leaves.size(), NaiveTree.root(leaves)), TIME);
            return new PackSeal(seal, salt, checkpoint, commitment -> {
                int index = commitments.indexOf(commitment);
                return new InclusionProof(index, leaves.size(), NaiveTree.inclusion(index, leaves));
            });
        }
    }
}
