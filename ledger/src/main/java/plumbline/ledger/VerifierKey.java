package plumbline.ledger;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/// A public key with its name: the text `name+id+base64(type || key)` that verifiers are given.
public final class VerifierKey {
    private static final HexFormat HEX = HexFormat.of();
    private static final byte[] ED25519_SPKI = HEX.parseHex("302a300506032b6570032100");
    private static final byte[] ML_DSA_44_SPKI = HEX.parseHex("30820532300b06096086480165030403110382052100");

    private final String name;
    private final SignatureType type;
    private final byte[] raw;
    private final int id;
    private final PublicKey key;

    private VerifierKey(String name, SignatureType type, byte[] raw) {
        this.name = name;
        this.type = type;
        this.raw = raw;
        this.id = KeyNames.id(name, type, raw);
        this.key = decode(type, raw);
    }

    static VerifierKey of(String name, SignatureType type, PublicKey key) {
        byte[] spki = key.getEncoded();
        return new VerifierKey(name, type, Arrays.copyOfRange(spki, spki.length - type.keyBytes(), spki.length));
    }

    public static VerifierKey of(String name, SignatureType type, byte[] raw) {
        if (!KeyNames.isValid(name)) {
            throw malformed("the name " + StrictText.excerpt(name) + " is empty or has a space or a plus sign");
        }
        if (raw.length != type.keyBytes()) {
            throw malformed("a key of type %s has %d bytes, this has %d".formatted(type, type.keyBytes(), raw.length));
        }
        return new VerifierKey(name, type, raw.clone());
    }

    public static VerifierKey parse(String text) {
        String[] parts = text.split("\\+", 3);
        if (parts.length != 3) {
            throw malformed("it must read name+id+key, but is " + StrictText.excerpt(text));
        }
        byte[] typed = StrictText.base64(parts[2], Refusal.MALFORMED_KEY);
        if (typed.length == 0) {
            throw malformed("its key is empty");
        }
        VerifierKey key = of(parts[0], SignatureType.of(typed[0] & 0xff), Arrays.copyOfRange(typed, 1, typed.length));
        if (!key.idText().equals(parts[1])) {
            throw malformed("its id must be %s, but is %s".formatted(key.idText(), StrictText.excerpt(parts[1])));
        }
        return key;
    }

    public String name() {
        return name;
    }

    public SignatureType type() {
        return type;
    }

    /// The public key's bytes without type or wrapping.
    public byte[] raw() {
        return raw.clone();
    }

    public int id() {
        return id;
    }

    /// The id as eight hexadecimal digits.
    public String idText() {
        return HEX.toHexDigits(id);
    }

    /// Whether a signature line claims to be by this key; only verifying it tells.
    public boolean made(NoteSignature signature) {
        return signature.keyId() == id && signature.name().equals(name);
    }

    /// Two texts can wrap the same key: by another name, or for another type of signature.
    boolean sameKeyAs(VerifierKey other) {
        return Arrays.equals(raw, other.raw);
    }

    /// Verifies that this key signed the text.
    VerifiedSignature verify(String text, NoteSignature signature) {
        byte[] payload = signature.payload();
        if (payload.length != type.payloadBytes()) {
            throw invalid("it has %d bytes instead of %d".formatted(payload.length, type.payloadBytes()));
        }
        int timeBytes = type.timestamped() ? Long.BYTES : 0;
        long seconds = type.timestamped() ? ByteBuffer.wrap(payload).getLong() : 0;
        if (seconds < 0 || seconds > Instant.MAX.getEpochSecond()) {
            throw invalid("its time is out of range");
        }
        byte[] message = SignedMessage.of(type, name, seconds, text);
        if (!verifies(message, payload, timeBytes)) {
            throw invalid("the text or the signature has been changed");
        }
        return new VerifiedSignature(
                this, type.timestamped() ? Optional.of(Instant.ofEpochSecond(seconds)) : Optional.empty());
    }

    boolean verifies(byte[] message, byte[] payload, int from) {
        try {
            Signature verifier = Signature.getInstance(type.algorithm());
            verifier.initVerify(key);
            verifier.update(message);
            return verifier.verify(payload, from, payload.length - from);
        } catch (GeneralSecurityException e) {
            throw new VerificationException(
                    Refusal.SIGNATURE_INVALID, "the signature by " + name + " is not one: " + e.getMessage(), e);
        }
    }

    /// The key text, which [#parse] reads.
    @Override
    public String toString() {
        byte[] typed = ByteBuffer.allocate(1 + raw.length)
                .put((byte) type.code())
                .put(raw)
                .array();
        return name + "+" + idText() + "+" + StrictText.base64(typed);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof VerifierKey that
                && name.equals(that.name)
                && type == that.type
                && Arrays.equals(raw, that.raw);
    }

    @Override
    public int hashCode() {
        return id;
    }

    private VerificationException invalid(String why) {
        return new VerificationException(
                Refusal.SIGNATURE_INVALID,
                "the %s signature by %s (%s) does not verify: %s".formatted(type.algorithm(), name, idText(), why));
    }

    private static PublicKey decode(SignatureType type, byte[] raw) {
        byte[] prefix = type == SignatureType.ML_DSA_44 ? ML_DSA_44_SPKI : ED25519_SPKI;
        byte[] spki = ByteBuffer.allocate(prefix.length + raw.length)
                .put(prefix)
                .put(raw)
                .array();
        try {
            return KeyFactory.getInstance(type.algorithm()).generatePublic(new X509EncodedKeySpec(spki));
        } catch (GeneralSecurityException e) {
            throw new VerificationException(Refusal.MALFORMED_KEY, "not a public key: " + e.getMessage(), e);
        }
    }

    private static VerificationException malformed(String why) {
        return new VerificationException(Refusal.MALFORMED_KEY, "not a key text: " + why);
    }
}
