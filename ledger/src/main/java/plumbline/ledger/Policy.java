package plumbline.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Whose signatures make a checkpoint credible: one of the logs, and a quorum of the witnesses. [#parse] reads the
/// tlog-policy format; [#ofLog] is the policy of somebody who has nothing but the log's keys.
public record Policy(List<Log> logs, List<Witness> witnesses, Quorum quorum) {
    /// A log whose checkpoints are accepted, with the URL where it answers, if the policy says so.
    public record Log(VerifierKey key, Optional<String> url) {}

    /// A witness under the policy's own name for it.
    public record Witness(String name, VerifierKey key, Optional<String> url) {}

    public Policy {
        logs = List.copyOf(logs);
        witnesses = List.copyOf(witnesses);
        for (Log log : logs) {
            if (!log.key().type().signsLogs()) {
                throw malformed(
                        "a log cannot sign with a key of type " + log.key().type());
            }
        }
        for (Witness witness : witnesses) {
            if (!witness.key().type().cosigns()) {
                throw malformed("a witness cannot cosign with a key of type "
                        + witness.key().type());
            }
        }
        requireDistinct(logs.stream().map(Log::key).toList());
        requireDistinct(witnesses.stream().map(Witness::key).toList());
    }

    public static Policy parse(byte[] text) {
        return PolicyText.parse(text);
    }

    /// Any of these keys of one log suffices, no witness is needed.
    public static Policy ofLog(Collection<VerifierKey> keys) {
        List<Log> logs =
                keys.stream().map(key -> new Log(key, Optional.empty())).toList();
        return new Policy(logs, List.of(), Quorum.NONE);
    }

    /// The policy file, which [#parse] reads.
    public String render() {
        return PolicyText.render(this);
    }

    public VerifiedCheckpoint verify(byte[] note) {
        return verify(SignedNote.parse(note));
    }

    /// 1. The text must be a checkpoint. 2. Every signature by a known key must verify. 3. One must be by a log whose
    /// name is the checkpoint's origin. 4. It must cover the whole text. 5. The quorum of witnesses must be met.
    public VerifiedCheckpoint verify(SignedNote note) {
        Checkpoint checkpoint = Checkpoint.parse(note.text());
        List<VerifiedSignature> byLog = logSignatures(note, checkpoint);
        if (!checkpoint.extensions().isEmpty() && byLog.stream().allMatch(Policy::leavesExtensionsOut)) {
            throw new VerificationException(
                    Refusal.EXTENSION_NOT_SIGNED,
                    "the log's signature does not cover the checkpoint's extension lines");
        }
        Map<String, Instant> cosignatures = cosignatures(note);
        if (!quorum.metBy(cosignatures.keySet())) {
            throw new VerificationException(
                    Refusal.QUORUM_NOT_MET,
                    "the policy's quorum %s is not met: cosigned by %s"
                            .formatted(quorum.name(), cosignatures.isEmpty() ? "nobody" : cosignatures.keySet()));
        }
        return new VerifiedCheckpoint(checkpoint, note, byLog, cosignatures);
    }

    private List<VerifiedSignature> logSignatures(SignedNote note, Checkpoint checkpoint) {
        List<VerifiedSignature> signatures =
                note.verify(logs.stream().map(Log::key).toList());
        List<VerifiedSignature> own = signatures.stream()
                .filter(signature -> signature.key().name().equals(checkpoint.origin()))
                .toList();
        if (own.isEmpty()) {
            throw new VerificationException(
                    Refusal.ORIGIN_MISMATCH,
                    "the checkpoint is of %s, but signed by %s"
                            .formatted(
                                    StrictText.excerpt(checkpoint.origin()),
                                    signatures.getFirst().key().name()));
        }
        return own;
    }

    private Map<String, Instant> cosignatures(SignedNote note) {
        Map<String, Instant> times = new TreeMap<>();
        for (Witness witness : witnesses) {
            for (NoteSignature signature : note.signatures()) {
                if (witness.key().made(signature)) {
                    VerifiedSignature verified = witness.key().verify(note.text(), signature);
                    times.put(witness.name(), verified.time().orElseThrow());
                }
            }
        }
        return times;
    }

    private static boolean leavesExtensionsOut(VerifiedSignature signature) {
        return signature.key().type() == SignatureType.ML_DSA_44;
    }

    private static void requireDistinct(List<VerifierKey> keys) {
        List<VerifierKey> seen = new ArrayList<>();
        for (VerifierKey key : keys) {
            if (seen.stream().anyMatch(key::sameKeyAs)) {
                throw malformed("the key of %s is listed twice".formatted(key.name()));
            }
            seen.add(key);
        }
    }

    private static VerificationException malformed(String why) {
        return new VerificationException(Refusal.MALFORMED_POLICY, "not a policy: " + why);
    }
}
