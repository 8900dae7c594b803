package plumbline.server.evidence.ledger;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import plumbline.ledger.Hash;
import plumbline.ledger.VerifiedCheckpoint;

/// A proof as a page shows it, with what one types to check it by hand.
///
/// @param waiting no published checkpoint covers it yet; the other members are empty then
/// @param salt in hex: with the content it opens the commitment
/// @param download where the API gives `…/proof` and `…/leaf`
public record ProofView(
        String id,
        boolean waiting,
        long index,
        long size,
        String leaf,
        @Nullable String committed,
        List<String> path,
        String checkpoint,
        List<String> signatures,
        String salt,
        String download) {

    /// What a page shows of a proof.
    public static ProofView of(LedgerItem item, Proof proof, String salt, String download) {
        return switch (proof) {
            case Proof.Waiting _ ->
                new ProofView(item.id(), true, 0, 0, "", null, List.of(), "", List.of(), salt, download);
            case Proof.Published(var commitment, var found, var checkpoint) ->
                new ProofView(
                        item.id(),
                        false,
                        found.index(),
                        checkpoint.size(),
                        new String(commitment.leaf(), StandardCharsets.UTF_8),
                        commitment.digest().sha256(),
                        found.hashes().stream().map(Hash::base64).toList(),
                        checkpoint.checkpoint().text(),
                        signatures(checkpoint),
                        salt,
                        download);
        };
    }

    private static List<String> signatures(VerifiedCheckpoint checkpoint) {
        return checkpoint.logSignatures().stream()
                .map(signature -> signature.key().type() + " by "
                        + signature.key().name() + " (key " + signature.key().idText() + ")")
                .toList();
    }

    /// Shows that the leaf commits to this content.
    public String openCommand(String contentFile) {
        return "printf " + salt + " | xxd -r -p | cat - " + contentFile + " | sha256sum";
    }

    /// Gives the hash that stands at the index, with which the path begins.
    public String leafCommand() {
        return "(printf '\\0'; printf '%s' '" + leaf + "') | openssl dgst -sha256 -binary | base64";
    }
}
