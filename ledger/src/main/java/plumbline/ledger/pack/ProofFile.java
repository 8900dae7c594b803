package plumbline.ledger.pack;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import plumbline.ledger.Checkpoint;
import plumbline.ledger.Hash;
import plumbline.ledger.InclusionProof;
import plumbline.ledger.NoteSignature;
import plumbline.ledger.Policy;
import plumbline.ledger.SignatureType;
import plumbline.ledger.SignedNote;
import plumbline.ledger.TlogProof;
import plumbline.ledger.VerifierKey;

/// The `.tlog-proof` files of one pack. Each repeats the checkpoint, as the format wants, but without the log's
/// ML-DSA-44 signature: that one takes more room than all the rest and stands once, in the file `checkpoint`.
final class ProofFile {
    private final Checkpoint checkpoint;
    private final SignedNote repeated;

    ProofFile(SignedNote note, Policy policy) {
        checkpoint = Checkpoint.parse(note.text());
        List<VerifierKey> large = policy.logs().stream()
                .map(Policy.Log::key)
                .filter(key -> key.type() == SignatureType.ML_DSA_44)
                .toList();
        List<NoteSignature> small = note.signatures().stream()
                .filter(signature -> large.stream()
                        .noneMatch(key -> key.name().equals(signature.name()) && key.id() == signature.keyId()))
                .toList();
        repeated = small.isEmpty() ? note : new SignedNote(note.text(), small);
    }

    byte[] write(Commitment commitment, InclusionProof proof) {
        if (proof.size() != checkpoint.size()) {
            throw new IllegalArgumentException("a proof must be for size " + checkpoint.size() + ", but "
                    + commitment.id() + "'s is for " + proof.size());
        }
        proof.verify(Hash.ofLeaf(commitment.leaf()), checkpoint.root());
        return bytes(proof);
    }

    /// Reads a file that must repeat this checkpoint, and proves nothing yet.
    InclusionProof read(String name, byte[] file) {
        TlogProof read = TlogProof.parse(file);
        InclusionProof proof = new InclusionProof(read.index(), checkpoint.size(), read.hashes());
        if (!Arrays.equals(bytes(proof), file)) {
            throw new PackException(
                    PackRefusal.PROOF_MISMATCH,
                    name + " does not repeat the pack's checkpoint, or says more than it must");
        }
        return proof;
    }

    Hash root() {
        return checkpoint.root();
    }

    private byte[] bytes(InclusionProof proof) {
        return new TlogProof(Optional.empty(), proof.index(), proof.hashes(), repeated).bytes();
    }
}
