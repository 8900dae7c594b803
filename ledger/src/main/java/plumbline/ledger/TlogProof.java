package plumbline.ledger;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A `.tlog-proof` file: everything that shows offline that one entry is in the log. Nothing in it is to be believed
/// before [#verify].
///
/// @param extra base64 of bytes that no signature covers, if there are any
/// @param checkpoint the signed note as the log gave it, cosignatures included
public record TlogProof(Optional<String> extra, long index, List<Hash> hashes, SignedNote checkpoint) {
    private static final String HEADER = "c2sp.org/tlog-proof@v1\n";
    private static final int MAX_BYTES = 2 * SignedNote.MAX_BYTES;
    private static final int MAX_HASHES = 63;

    public TlogProof {
        hashes = List.copyOf(hashes);
        extra.ifPresent(text -> StrictText.base64(text, Refusal.MALFORMED_PROOF));
    }

    public TlogProof(InclusionProof proof, SignedNote checkpoint) {
        this(Optional.empty(), proof.index(), proof.hashes(), checkpoint);
    }

    public static TlogProof parse(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw malformed("it has %d bytes".formatted(bytes.length));
        }
        String text = StrictText.utf8(bytes, Refusal.MALFORMED_PROOF);
        int blank = text.indexOf("\n\n");
        if (!text.startsWith(HEADER) || blank < HEADER.length()) {
            throw malformed("it must begin with %s and have a checkpoint after a blank line".formatted(HEADER.strip()));
        }
        List<String> lines =
                new ArrayList<>(List.of(text.substring(HEADER.length(), blank).split("\n", MAX_HASHES + 3)));
        Optional<String> extra = takeIf(lines, "extra ");
        long index = StrictText.decimal(
                takeIf(lines, "index ").orElseThrow(() -> malformed("it has no index line")), Refusal.MALFORMED_PROOF);
        if (lines.size() > MAX_HASHES) {
            throw malformed("it has more hashes than any tree needs");
        }
        List<Hash> hashes = lines.stream()
                .map(line -> Hash.fromBase64(line, Refusal.MALFORMED_PROOF))
                .toList();
        return new TlogProof(extra, index, hashes, SignedNote.parse(text.substring(blank + 2)));
    }

    /// Verifies the checkpoint by the policy, then that the entry stands at the index in it.
    public VerifiedEntry verify(byte[] entry, Policy policy) {
        return verify(Hash.ofLeaf(entry), policy);
    }

    public VerifiedEntry verify(Hash leaf, Policy policy) {
        VerifiedCheckpoint verified = policy.verify(checkpoint);
        new InclusionProof(index, verified.size(), hashes).verify(leaf, verified.root());
        return new VerifiedEntry(index, leaf, verified);
    }

    /// The file's text, which [#parse] reads.
    public String render() {
        StringBuilder text = new StringBuilder(HEADER);
        extra.ifPresent(base64 -> text.append("extra ").append(base64).append('\n'));
        text.append("index ").append(index).append('\n');
        hashes.forEach(hash -> text.append(hash.base64()).append('\n'));
        return text.append('\n').append(checkpoint.render()).toString();
    }

    public byte[] bytes() {
        return render().getBytes(StandardCharsets.UTF_8);
    }

    private static Optional<String> takeIf(List<String> lines, String prefix) {
        if (lines.isEmpty() || !lines.getFirst().startsWith(prefix)) {
            return Optional.empty();
        }
        return Optional.of(lines.removeFirst().substring(prefix.length()));
    }

    private static VerificationException malformed(String why) {
        return new VerificationException(Refusal.MALFORMED_PROOF, "not a tlog-proof: " + why);
    }
}
