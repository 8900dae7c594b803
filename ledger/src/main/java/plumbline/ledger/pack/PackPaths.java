package plumbline.ledger.pack;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import plumbline.ledger.VerifierKey;

/// Where things stand in a pack. The manifest comes first, all other files follow in the order of their names, which
/// are chosen so that each file comes after those that are needed to check it.
final class PackPaths {
    static final String MANIFEST = "manifest.json";
    static final String CATALOG = "catalog.json";
    static final String CHECKPOINT = "checkpoint";
    static final String FINDINGS = "findings.json";
    static final String INDEX = "index.html";
    static final String JOURNAL = "journal.jsonl";
    static final String POLICY = "policy";
    static final String SEAL = "manifest.seal.json";
    static final String SEAL_SALT = "manifest.seal.salt";
    static final String SOA = "soa.json";

    /// Files that every pack has and every manifest lists.
    static final Set<String> ALWAYS = Set.of(CATALOG, FINDINGS, INDEX, JOURNAL, POLICY, SOA);

    /// Files that every pack has and no manifest lists, since they prove it.
    static final Set<String> PROVING = Set.of(CHECKPOINT, SEAL, SEAL_SALT);

    static final String EVIDENCE = "evidence/";
    static final String KEYS = "keys/";
    static final String PROOFS = "proofs/";
    static final String COMMITMENT = "commitment.json";
    static final String SALT = "commitment.salt";
    static final String RECORD = "record.json";

    private static final String PROOF_SUFFIX = ".tlog-proof";
    private static final Pattern EVIDENCE_FILE = Pattern.compile(
            "evidence/[A-Za-z0-9._-]+/(commitment\\.json|commitment\\.salt|record\\.json|content\\.[a-z]+)");
    private static final Pattern KEY_FILE = Pattern.compile("keys/[0-9a-f]{8}\\.vkey");

    private PackPaths() {}

    static String evidence(String id, String file) {
        return EVIDENCE + id + "/" + file;
    }

    /// The last part of a path in `evidence/`.
    static String file(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /// The id in a path in `evidence/`.
    static String id(String path) {
        return path.substring(EVIDENCE.length(), path.lastIndexOf('/'));
    }

    static String key(VerifierKey key) {
        return KEYS + key.idText() + ".vkey";
    }

    static String proof(String id) {
        return PROOFS + id + PROOF_SUFFIX;
    }

    static boolean isProof(String path) {
        return path.startsWith(PROOFS) && path.endsWith(PROOF_SUFFIX);
    }

    /// The id whose proof stands at a path.
    static String provenId(String path) {
        return path.substring(PROOFS.length(), path.length() - PROOF_SUFFIX.length());
    }

    /// Content gets a name that opens it harmlessly: nothing that a browser would run.
    static String content(String mediaType) {
        String extension = switch (mediaType) {
            case "application/json", "application/sarif+json" -> "json";
            case "application/pdf" -> "pdf";
            case "image/png" -> "png";
            case "image/jpeg" -> "jpg";
            case "application/x-ndjson" -> "txt";
            default -> mediaType.startsWith("text/") ? "txt" : "bin";
        };
        return "content." + extension;
    }

    static void requireListable(String path) {
        if (!ALWAYS.contains(path)
                && !EVIDENCE_FILE.matcher(path).matches()
                && !KEY_FILE.matcher(path).matches()) {
            throw new IllegalArgumentException("it lists " + List.of(path) + ", which no pack has");
        }
    }
}
