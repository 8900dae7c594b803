package plumbline.ledger;

/// The signature algorithms of signed notes that we understand.
public enum SignatureType {
    /// Ed25519 over the note's text.
    ED25519(0x01, "Ed25519", 32, 64, false),
    /// A witness's Ed25519 cosignature v1 over time and checkpoint.
    ED25519_COSIGNATURE(0x04, "Ed25519", 32, 64, true),
    /// ML-DSA-44 by a log or a witness over name, time, origin, size and root.
    ML_DSA_44(0x06, "ML-DSA-44", 1312, 2420, true);

    private final int code;
    private final String algorithm;
    private final int keyBytes;
    private final int signatureBytes;
    private final boolean timestamped;

    SignatureType(int code, String algorithm, int keyBytes, int signatureBytes, boolean timestamped) {
        this.code = code;
        this.algorithm = algorithm;
        this.keyBytes = keyBytes;
        this.signatureBytes = signatureBytes;
        this.timestamped = timestamped;
    }

    static SignatureType of(int code) {
        for (SignatureType type : values()) {
            if (type.code == code) {
                return type;
            }
        }
        throw new VerificationException(
                Refusal.MALFORMED_KEY, "key type 0x%02x is not one that this verifier knows".formatted(code));
    }

    /// The byte that stands for it in key texts and key ids.
    public int code() {
        return code;
    }

    /// Whether a log may sign its checkpoints with it.
    public boolean signsLogs() {
        return this != ED25519_COSIGNATURE;
    }

    /// Whether a witness may cosign with it.
    public boolean cosigns() {
        return timestamped;
    }

    /// The algorithm as it is written: `Ed25519`, `ML-DSA-44`.
    public String algorithm() {
        return algorithm;
    }

    int keyBytes() {
        return keyBytes;
    }

    /// Bytes of a note signature after its key id, the time included where there is one.
    int payloadBytes() {
        return signatureBytes + (timestamped ? Long.BYTES : 0);
    }

    boolean timestamped() {
        return timestamped;
    }
}
