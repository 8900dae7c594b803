package plumbline.ledger;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// The two keys of one log: Ed25519, which every verifier knows, and ML-DSA-44, which a quantum computer would not
/// break. Every checkpoint carries both signatures.
public record LogKeys(SignerKey ed25519, SignerKey mlDsa44) {
    public LogKeys {
        requireType(ed25519, SignatureType.ED25519);
        requireType(mlDsa44, SignatureType.ML_DSA_44);
        if (!ed25519.verifier().name().equals(mlDsa44.verifier().name())) {
            throw new IllegalArgumentException("both keys must have the log's origin as their name");
        }
    }

    public static LogKeys generate(String origin, SecureRandom random) {
        return new LogKeys(
                SignerKey.generate(origin, SignatureType.ED25519, random),
                SignerKey.generate(origin, SignatureType.ML_DSA_44, random));
    }

    /// Reads what [#secretText] wrote.
    public static LogKeys parse(String secretText) {
        List<SignerKey> keys = secretText
                .lines()
                .filter(line -> !line.isBlank())
                .map(SignerKey::parse)
                .toList();
        if (keys.size() != 2) {
            throw new VerificationException(
                    Refusal.MALFORMED_KEY, "a log has two keys, one a line, but here are " + keys.size());
        }
        return new LogKeys(keys.getFirst(), keys.getLast());
    }

    public String origin() {
        return ed25519.verifier().name();
    }

    /// Ed25519 first.
    public List<VerifierKey> verifiers() {
        return List.of(ed25519.verifier(), mlDsa44.verifier());
    }

    public SignedNote sign(Checkpoint checkpoint, Instant time) {
        String text = checkpoint.text();
        return new SignedNote(
                text,
                Stream.of(ed25519, mlDsa44).map(key -> key.sign(text, time)).toList());
    }

    /// Both private keys, one a line: a secret.
    public String secretText() {
        return ed25519.secretText() + "\n" + mlDsa44.secretText() + "\n";
    }

    private static void requireType(SignerKey key, SignatureType type) {
        if (key.verifier().type() != type) {
            throw new IllegalArgumentException("the key must be of type " + type + ", but is "
                    + key.verifier().type());
        }
    }
}
