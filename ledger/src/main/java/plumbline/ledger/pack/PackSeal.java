package plumbline.ledger.pack;

import plumbline.ledger.InclusionProof;
import plumbline.ledger.SignedNote;

/// What the log says of a pack: its manifest is an entry, and one checkpoint covers it and all that the pack holds.
///
/// @param commitment of kind [#KIND] to the manifest's bytes, under the pack's id
/// @param proofs against the checkpoint, for every commitment in the pack and for the seal's own
public record PackSeal(Commitment commitment, Salt salt, SignedNote checkpoint, Proofs proofs) {
    public static final String KIND = "pack";
    public static final String MEDIA_TYPE = "application/json";

    /// Finds inclusion proofs.
    @FunctionalInterface
    public interface Proofs {
        InclusionProof of(Commitment commitment);
    }
}
