package plumbline.ledger.pack;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import plumbline.ledger.Hash;
import plumbline.ledger.InclusionProof;
import plumbline.ledger.Policy;
import plumbline.ledger.Sha256;
import plumbline.ledger.SignedNote;
import plumbline.ledger.VerifiedCheckpoint;
import plumbline.ledger.json.JsonObject;
import plumbline.ledger.json.JsonReader;

/// Checks what a pack's files say, in the order in which they stand.
final class PackChecks {
    private final Manifest manifest;
    private final byte[] manifestBytes;
    private final Optional<Policy> trust;
    private final PackLimits limits;
    private final EvidenceChecks evidence;

    /// Entries of the log, by id, whose proof has not come yet.
    private final Map<String, Hash> unproven = new HashMap<>();
    private final Map<String, Long> indexes = new HashMap<>();
    private final Map<String, JsonObject> documents = new HashMap<>();
    private final Map<String, String> keys = new HashMap<>();
    private final List<JournalLine> journalShown = new ArrayList<>();
    private final List<String> journalIds = new ArrayList<>();
    private long journalWithheld;
    private @Nullable SignedNote checkpoint;
    private @Nullable Commitment seal;
    private @Nullable VerifiedCheckpoint verified;
    private @Nullable VerifiedCheckpoint byOwnPolicy;
    private @Nullable ProofFile proofs;

    PackChecks(Manifest manifest, byte[] manifestBytes, Optional<Policy> trust, PackLimits limits) {
        this.manifest = manifest;
        this.manifestBytes = manifestBytes;
        this.trust = trust;
        this.limits = limits;
        this.evidence = new EvidenceChecks(limits);
    }

    void check(String name, InputStream content) throws IOException {
        switch (name) {
            case PackPaths.CATALOG, PackPaths.SOA, PackPaths.FINDINGS ->
                documents.put(name, JsonReader.readCanonical(bounded(name, content, limits.documentBytes())));
            case PackPaths.CHECKPOINT -> checkpoint = SignedNote.parse(small(name, content));
            case PackPaths.JOURNAL -> journal(content);
            case PackPaths.POLICY -> policy(small(name, content));
            case PackPaths.SEAL -> seal = EvidenceChecks.commitment(name, small(name, content));
            case PackPaths.SEAL_SALT -> seal(small(name, content));
            case PackPaths.INDEX -> {
                // Rendered again at the end, when all that it shows is known.
            }
            default -> {
                if (name.startsWith(PackPaths.EVIDENCE)) {
                    evidence.check(name, content).ifPresent(this::expectProof);
                } else if (name.startsWith(PackPaths.KEYS)) {
                    keys.put(name, new String(small(name, content), StandardCharsets.UTF_8));
                } else {
                    proof(name, small(name, content));
                }
            }
        }
    }

    VerifiedPack finish(int files) {
        requireAllProven();
        List<PackFacts.Evidence> items = evidence.finish();
        PackFacts facts = new PackFacts(
                manifest.scope(),
                new PackDocuments(
                        known(documents.get(PackPaths.CATALOG)),
                        known(documents.get(PackPaths.SOA)),
                        known(documents.get(PackPaths.FINDINGS))),
                items,
                journalShown,
                journalIds.size());
        String page = Sha256.hex(IndexPage.render(facts));
        if (!page.equals(known(manifest.files().get(PackPaths.INDEX)).sha256())) {
            throw new PackException(PackRefusal.MISLEADING_PAGE, "index.html is not what the pack's data render to");
        }
        int withheld = (int) items.stream().filter(item -> !item.disclosed()).count();
        return new VerifiedPack(
                manifest.scope(),
                Sha256.hex(manifestBytes),
                known(verified),
                known(byOwnPolicy),
                trust.isPresent(),
                new VerifiedPack.Counts(files, items.size(), withheld, journalIds.size(), journalWithheld));
    }

    private void requireAllProven() {
        if (!unproven.isEmpty()) {
            String first = PackPaths.proof(new TreeSet<>(unproven.keySet()).first());
            throw new PackException(PackRefusal.MISSING_FILE, first + " is missing");
        }
        long last = -1;
        for (String id : journalIds) {
            long index = known(indexes.get(id));
            if (index <= last) {
                throw new PackException(PackRefusal.REORDERED, "journal entry " + id + " is not in the log's order");
            }
            last = index;
        }
    }

    private void expectProof(Commitment commitment) {
        if (unproven.put(commitment.id(), Hash.ofLeaf(commitment.leaf())) != null) {
            throw new PackException(
                    PackRefusal.MALFORMED_DOCUMENT, "two items of the pack have the id " + commitment.id());
        }
    }

    private void journal(InputStream content) throws IOException {
        InputStream in = new BufferedInputStream(content);
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next; (next = in.read()) >= 0; ) {
            if (next == '\n') {
                journalLine(JournalLine.read(line.toByteArray()));
                line.reset();
            } else {
                line.write(next);
            }
            if (line.size() > limits.lineBytes()) {
                throw new PackException(
                        PackRefusal.TOO_LARGE, "a journal line has more than " + limits.lineBytes() + " bytes");
            }
        }
        if (line.size() > 0) {
            throw new PackException(PackRefusal.MALFORMED_DOCUMENT, "journal.jsonl does not end with a whole line");
        }
    }

    private void journalLine(JournalLine line) {
        expectProof(line.commitment());
        journalIds.add(line.commitment().id());
        journalWithheld += line.disclosed().isEmpty() ? 1 : 0;
        if (journalShown.size() < PackFacts.JOURNAL_SHOWN) {
            journalShown.add(line);
        }
    }

    private void policy(byte[] bytes) {
        Policy policy = Policy.parse(bytes);
        if (!Arrays.equals(policy.render().getBytes(StandardCharsets.UTF_8), bytes)) {
            throw new PackException(PackRefusal.MALFORMED_DOCUMENT, "policy is not in the form that a pack has");
        }
        Map<String, String> expected = new HashMap<>();
        policy.logs().forEach(log -> expected.put(PackPaths.key(log.key()), log.key() + "\n"));
        if (!expected.equals(keys)) {
            throw new PackException(PackRefusal.KEY_MISMATCH, "keys/ does not have just the keys of policy");
        }
        SignedNote note = known(checkpoint);
        byOwnPolicy = policy.verify(note);
        verified = trust.isPresent() ? trust.get().verify(note) : byOwnPolicy;
        proofs = new ProofFile(note, policy);
    }

    private void seal(byte[] salt) {
        Commitment found = known(seal);
        Commitment own = new Commitment(
                manifest.scope().id(),
                PackSeal.KIND,
                found.time(),
                PackSeal.MEDIA_TYPE,
                EvidenceChecks.salt(PackPaths.SEAL_SALT, salt).digest(manifestBytes));
        if (!own.equals(found)) {
            throw new PackException(
                    PackRefusal.SEAL_MISMATCH,
                    "manifest.seal.json does not commit to this manifest under the pack's id");
        }
        expectProof(found);
    }

    private void proof(String name, byte[] bytes) {
        InclusionProof proof = known(proofs).read(name, bytes);
        String id = PackPaths.provenId(name);
        Hash leaf = unproven.remove(id);
        if (leaf == null) {
            throw new PackException(PackRefusal.UNLISTED_FILE, name + " proves nothing that the pack has");
        }
        proof.verify(leaf, known(proofs).root());
        indexes.put(id, proof.index());
    }

    private byte[] small(String name, InputStream content) throws IOException {
        return bounded(name, content, limits.lineBytes());
    }

    static byte[] bounded(String name, InputStream content, int limit) throws IOException {
        byte[] bytes = content.readNBytes(limit);
        if (content.read() >= 0) {
            throw new PackException(PackRefusal.TOO_LARGE, name + " has more than " + limit + " bytes");
        }
        return bytes;
    }

    /// What a file that stands before has told; that it is missing is said at the end.
    private static <T> T known(@Nullable T value) {
        if (value == null) {
            throw new PackException(PackRefusal.MISSING_FILE, "a file that others need is missing");
        }
        return value;
    }
}
