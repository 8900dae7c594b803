package plumbline.ledger.pack;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import plumbline.ledger.SignatureType;
import plumbline.ledger.VerifiedCheckpoint;

/// What a verifier found in a pack that it did not refuse.
///
/// @param manifestSha256 names this pack and no other
/// @param checkpoint as accepted by the given key or policy or, without one, by the pack's own
/// @param byOwnPolicy the same checkpoint as the pack's own policy accepts it
/// @param trusted whether a key or policy was given: without one nothing says who made the pack
public record VerifiedPack(
        PackScope scope,
        String manifestSha256,
        VerifiedCheckpoint checkpoint,
        VerifiedCheckpoint byOwnPolicy,
        boolean trusted,
        Counts counts) {
    /// How much of what the pack holds; withheld are items whose content the recipient may not see.
    public record Counts(int files, int evidence, int evidenceWithheld, long journal, long journalWithheld) {}

    /// What holds, one sentence each.
    public List<String> proven() {
        List<String> proven = new ArrayList<>();
        proven.add("the pack is whole: %d files, none changed, missing or added".formatted(counts.files()));
        proven.add("%d evidence items and %d journal entries are in the log, their contents as committed"
                .formatted(counts.evidence(), counts.journal()));
        proven.add("the manifest is in the log, and with it findings, statement of applicability and readable page");
        proven.add("one checkpoint covers it all: %s, size %d".formatted(checkpoint.origin(), checkpoint.size()));
        if (trusted) {
            proven.add("the checkpoint is signed by the key you gave (%s)".formatted(algorithms()));
        }
        checkpoint
                .cosignatures()
                .forEach((name, time) ->
                        proven.add("witness %s saw this checkpoint, consistent with all earlier ones, at %s"
                                .formatted(name, time)));
        return proven;
    }

    /// What this verification does not show, one sentence each.
    public List<String> notProven() {
        List<String> missing = new ArrayList<>();
        if (!trusted) {
            missing.add("WHO made this pack: no key was given, so its signature was checked with its own key only");
        }
        if (trusted && !isQuantumSafe(checkpoint)) {
            missing.add(
                    isQuantumSafe(byOwnPolicy)
                            ? "the ML-DSA-44 signature was checked with the pack's own key: give that key too"
                            : "no ML-DSA-44 signature: what is signed does not withstand a quantum computer");
        }
        if (checkpoint.cosignatures().isEmpty()) {
            missing.add(
                    byOwnPolicy.cosignatures().isEmpty()
                            ? "no witness: the log's owner could show others a different log"
                            : "no witness that you named: give a --policy to trust %s"
                                    .formatted(byOwnPolicy.cosignatures().keySet()));
        }
        missing.add("no RFC 3161 time stamp: times are as the log's owner says");
        long withheld = counts.evidenceWithheld() + counts.journalWithheld();
        if (withheld > 0) {
            missing.add("%d items are withheld: proven is that they exist, not what they say".formatted(withheld));
        }
        return missing;
    }

    private static boolean isQuantumSafe(VerifiedCheckpoint verified) {
        return verified.logSignatures().stream()
                .anyMatch(signature -> signature.key().type() == SignatureType.ML_DSA_44);
    }

    private String algorithms() {
        Set<String> names = checkpoint.logSignatures().stream()
                .map(signature -> signature.key().type() == SignatureType.ML_DSA_44 ? "ML-DSA-44" : "Ed25519")
                .collect(Collectors.toCollection(TreeSet::new));
        return String.join(" and ", names);
    }
}
