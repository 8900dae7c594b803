package plumbline.ledger.pack;

import java.util.Locale;

/// Why a pack is refused, one word for each kind of failure; [#code] is stable and meant for machines. What is wrong
/// with a key, a checkpoint or a proof has its word in [plumbline.ledger.Refusal].
public enum PackRefusal {
    NOT_A_ZIP("the file is not a ZIP file"),
    PREPENDED_DATA("something stands before the first entry"),
    TRAILING_DATA("something stands after the end"),
    TRUNCATED("the file ends too early"),
    COMMENT("the ZIP file has a comment, which a pack has not"),
    ENCRYPTED("an entry is encrypted"),
    COMPRESSED("an entry is compressed, which a pack's are not"),
    DATA_DESCRIPTOR("an entry does not say its size beforehand"),
    EXTRA_FIELD("an entry has extra fields that a pack has not"),
    SYMBOLIC_LINK("an entry is a symbolic link or another special file"),
    HEADER("an entry's header is not as a pack's are"),
    DIRECTORY_MISMATCH("the ZIP directory says something else than the entries"),
    UNSAFE_NAME("an entry's name could lead out of the pack"),
    DUPLICATE_NAME("two entries have the same name"),
    REORDERED("the entries are not in their order"),
    TOO_LARGE("the pack is larger than the limits allow"),
    CHECKSUM("an entry's CRC-32 is wrong"),

    MALFORMED_MANIFEST("the manifest is not well formed"),
    MISSING_FILE("a file of the manifest is missing"),
    UNLISTED_FILE("a file stands in no manifest"),
    CHANGED_FILE("a file is not what the manifest says"),

    MALFORMED_COMMITMENT("a commitment is not well formed"),
    COMMITMENT_MISMATCH("a commitment does not match its content"),
    MALFORMED_DOCUMENT("a document is not well formed"),
    DANGLING_REFERENCE("a document names something that the pack has not"),
    MISLEADING_PAGE("the readable page does not show what the data say"),
    PROOF_MISMATCH("a proof is not about this pack's checkpoint"),
    SEAL_MISMATCH("the seal is not about this pack's manifest"),
    KEY_MISMATCH("the pack's keys are not those of its policy"),
    UNREADABLE("the file cannot be read");

    private final String meaning;

    PackRefusal(String meaning) {
        this.meaning = meaning;
    }

    /// The stable word for machines, for example `unlisted-file`.
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// One sentence for people, without the particulars of the case.
    public String meaning() {
        return meaning;
    }
}
