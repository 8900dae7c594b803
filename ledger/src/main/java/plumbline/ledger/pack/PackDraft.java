package plumbline.ledger.pack;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import plumbline.ledger.Policy;
import plumbline.ledger.json.CanonicalJson;
import plumbline.ledger.pack.zip.FileDigest;
import plumbline.ledger.pack.zip.ZipOutput;

/// Makes a pack in two steps. [#of] reads all content and settles the manifest, whose bytes the caller has the log
/// commit to; [#write] takes what the log says of it and writes the ZIP file, reading the content a second time.
///
/// The same contents and the same seal give the same bytes, on every machine.
public final class PackDraft {
    private final PackContents contents;
    private final SortedMap<String, PackFile> listed = new TreeMap<>();
    private final List<Commitment> committed = new ArrayList<>();
    private final byte[] manifest;

    private PackDraft(PackContents contents) throws IOException {
        this.contents = contents;
        addPolicy(contents.policy());
        PackDocuments documents = contents.documents();
        add(PackPaths.CATALOG, CanonicalJson.bytes(documents.catalog()));
        add(PackPaths.SOA, CanonicalJson.bytes(documents.soa()));
        add(PackPaths.FINDINGS, CanonicalJson.bytes(documents.findings()));
        List<PackFacts.Evidence> evidence = addEvidence();
        List<JournalLine> shown = addJournal();
        requireDistinctIds();
        int journalTotal = committed.size() - evidence.size();
        PackFacts facts = new PackFacts(contents.scope(), documents, evidence, shown, journalTotal);
        add(PackPaths.INDEX, IndexPage.render(facts));
        TreeMap<String, Manifest.Listed> files = new TreeMap<>();
        listed.forEach((name, file) -> files.put(
                name, new Manifest.Listed(file.digest().length(), file.digest().sha256())));
        manifest = new Manifest(contents.scope(), files).bytes();
    }

    /// Reads all content and checks that it fits together.
    public static PackDraft of(PackContents contents) throws IOException {
        return new PackDraft(contents);
    }

    /// The manifest, to be committed to as a [PackSeal].
    public byte[] manifest() {
        return manifest.clone();
    }

    /// Writes the pack. The stream stays open.
    public void write(OutputStream out, PackSeal seal) throws IOException {
        Commitment commitment = seal.commitment();
        if (!sealFor(commitment, seal.salt()).equals(commitment)) {
            throw new IllegalArgumentException(
                    "a seal must commit to the manifest of " + contents.scope().id());
        }
        contents.policy().verify(seal.checkpoint());
        ZipOutput zip = new ZipOutput(out);
        addBytes(zip, PackPaths.MANIFEST, manifest);
        for (var file : withProofs(seal).entrySet()) {
            file.getValue().writeTo(zip, file.getKey());
        }
        zip.finish();
    }

    private Commitment sealFor(Commitment commitment, Salt salt) {
        return new Commitment(
                contents.scope().id(), PackSeal.KIND, commitment.time(), PackSeal.MEDIA_TYPE, salt.digest(manifest));
    }

    /// All files but the manifest, in the order in which they are written.
    private SortedMap<String, Writing> withProofs(PackSeal seal) {
        SortedMap<String, Writing> files = new TreeMap<>(listed);
        ProofFile proofs = new ProofFile(seal.checkpoint(), contents.policy());
        files.put(PackPaths.CHECKPOINT, bytes(seal.checkpoint().bytes()));
        files.put(PackPaths.SEAL, bytes(seal.commitment().leaf()));
        files.put(PackPaths.SEAL_SALT, bytes(seal.salt().bytes()));
        List<Commitment> all = new ArrayList<>(committed);
        all.add(seal.commitment());
        for (Commitment item : all) {
            files.put(
                    PackPaths.proof(item.id()),
                    (zip, name) ->
                            addBytes(zip, name, proofs.write(item, seal.proofs().of(item))));
        }
        return files;
    }

    private void addPolicy(Policy policy) {
        add(PackPaths.POLICY, policy.render().getBytes(StandardCharsets.UTF_8));
        for (Policy.Log log : policy.logs()) {
            add(PackPaths.key(log.key()), (log.key() + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    private List<PackFacts.Evidence> addEvidence() throws IOException {
        List<PackFacts.Evidence> facts = new ArrayList<>();
        List<EvidenceItem> sorted = contents.evidence().stream()
                .sorted(Comparator.comparing(item -> item.commitment().id()))
                .toList();
        for (EvidenceItem item : sorted) {
            Commitment commitment = item.commitment();
            add(PackPaths.evidence(commitment.id(), PackPaths.COMMITMENT), commitment.leaf());
            add(PackPaths.evidence(commitment.id(), PackPaths.RECORD), CanonicalJson.bytes(item.evidence()));
            if (item.disclosed().isPresent()) {
                addContent(commitment, item.disclosed().get());
            }
            facts.add(new PackFacts.Evidence(
                    commitment, item.evidence(), item.disclosed().isPresent()));
            committed.add(commitment);
        }
        return facts;
    }

    private void addContent(Commitment commitment, EvidenceItem.Disclosed disclosed) throws IOException {
        try (var content = disclosed.content().open()) {
            if (!disclosed.salt().digest(content).equals(commitment.digest())) {
                throw new PackException(
                        PackRefusal.COMMITMENT_MISMATCH,
                        "evidence " + commitment.id() + " is not what its commitment says");
            }
        }
        add(
                PackPaths.evidence(commitment.id(), PackPaths.SALT),
                disclosed.salt().bytes());
        String path = PackPaths.evidence(commitment.id(), PackPaths.content(commitment.mediaType()));
        try (var content = disclosed.content().open()) {
            listed.put(path, new PackFile(FileDigest.of(content), disclosed.content()));
        }
    }

    private List<JournalLine> addJournal() throws IOException {
        List<JournalLine> shown = new ArrayList<>();
        Iterator<JournalLine> lines = contents.journal().iterator();
        Iterator<JournalLine> watched = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return lines.hasNext();
            }

            @Override
            public JournalLine next() {
                JournalLine line = lines.next();
                committed.add(line.commitment());
                if (shown.size() < PackFacts.JOURNAL_SHOWN) {
                    shown.add(line);
                }
                return line;
            }
        };
        FileDigest digest = FileDigest.of(new JournalStream(watched));
        listed.put(
                PackPaths.JOURNAL,
                new PackFile(digest, () -> new JournalStream(contents.journal().iterator())));
        return shown;
    }

    private void requireDistinctIds() {
        Set<String> ids = new HashSet<>();
        ids.add(contents.scope().id().toLowerCase(Locale.ROOT));
        for (Commitment commitment : committed) {
            if (!ids.add(commitment.id().toLowerCase(Locale.ROOT))) {
                throw new IllegalArgumentException("an id must stand once in a pack, but " + commitment.id()
                        + " stands twice (upper and lower case count as equal)");
            }
        }
    }

    private void add(String name, byte[] bytes) {
        listed.put(name, new PackFile(FileDigest.of(bytes), ContentSource.of(bytes)));
    }

    private static Writing bytes(byte[] bytes) {
        return (zip, name) -> addBytes(zip, name, bytes);
    }

    private static void addBytes(ZipOutput zip, String name, byte[] bytes) throws IOException {
        zip.add(name, FileDigest.of(bytes), new ByteArrayInputStream(bytes));
    }

    /// A file that can write itself.
    @FunctionalInterface
    private interface Writing {
        void writeTo(ZipOutput zip, String name) throws IOException;
    }

    /// A file that was measured.
    private record PackFile(FileDigest digest, ContentSource source) implements Writing {
        @Override
        public void writeTo(ZipOutput zip, String name) throws IOException {
            try (var content = source.open()) {
                zip.add(name, digest, content);
            }
        }
    }
}
