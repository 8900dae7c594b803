package plumbline.server.decision.signature;

import java.util.Base64;
import plumbline.ledger.Sha256;

/// A canonical record and the server's Ed25519 signature over its bytes.
public final class Signed {
    private final byte[] content;
    private final byte[] signature;
    private final String keyId;

    public Signed(byte[] content, byte[] signature, String keyId) {
        this.content = content.clone();
        this.signature = signature.clone();
        this.keyId = keyId;
    }

    /// Exactly the bytes that are signed.
    public byte[] content() {
        return content.clone();
    }

    public byte[] signature() {
        return signature.clone();
    }

    /// Which key signed.
    public String keyId() {
        return keyId;
    }

    public String signatureText() {
        return Base64.getEncoder().encodeToString(signature);
    }

    /// The SHA-256 of the record.
    public String digest() {
        return Sha256.hex(content);
    }
}
