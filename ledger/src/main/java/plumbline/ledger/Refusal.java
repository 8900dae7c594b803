package plumbline.ledger;

import java.util.Locale;

/// Why a verification failed, one word for each kind of failure; [#code] is stable and meant for machines.
public enum Refusal {
    MALFORMED_KEY("a key text is not well formed"),
    MALFORMED_NOTE("a signed note is not well formed"),
    MALFORMED_CHECKPOINT("a checkpoint is not well formed"),
    MALFORMED_PROOF("a proof is not well formed"),
    MALFORMED_POLICY("a policy is not well formed"),

    NO_KNOWN_SIGNATURE("no signature is by a known key"),
    SIGNATURE_INVALID("a signature by a known key does not verify"),
    SIGNATURE_MISSING("a key that must have signed has not"),
    ORIGIN_MISMATCH("the checkpoint is of another log than the key"),
    EXTENSION_NOT_SIGNED("the checkpoint has extension lines that no signature covers"),
    QUORUM_NOT_MET("too few witnesses have cosigned"),

    INDEX_OUT_OF_RANGE("an index or size lies outside the tree"),
    PROOF_LENGTH("a proof has too many or too few hashes"),
    ROOT_MISMATCH("the recomputed root is not the signed one"),
    INCONSISTENT("two checkpoints contradict each other"),

    CHECKPOINT_MISSING("there is no checkpoint"),
    ENTRIES_MISSING("an entry bundle that the checkpoint covers is missing"),
    ENTRIES_TRUNCATED("an entry bundle ends before its last entry"),
    ENTRIES_OVERLONG("an entry bundle goes on after its last entry"),
    ENTRIES_DIFFER("an entry bundle was changed or is another one"),
    TILE_MISSING("a tile that the checkpoint covers is missing"),
    TILE_TRUNCATED("a tile has too few hashes"),
    TILE_OVERLONG("a file has more bytes than it can have"),
    TILE_DIFFERS("a tile was changed or is another one"),
    OUTDATED_TILE_DIFFERS("an outdated partial tile contradicts the log"),
    NOT_A_FILE("a link, directory or device stands in place of a file"),
    UNLISTED_FILE("a file lies among the tiles that is none"),
    UNREADABLE("a file cannot be read"),

    WITNESS_UNREACHABLE("a witness could not be reached or answered against the protocol"),
    WITNESS_REFUSED("a witness refused to cosign");

    private final String meaning;

    Refusal(String meaning) {
        this.meaning = meaning;
    }

    /// The stable word for machines, for example `root-mismatch`.
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// One sentence for people, without the particulars of the case.
    public String meaning() {
        return meaning;
    }
}
