package plumbline.ledger;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.NamedParameterSpec;
import java.time.Instant;
import java.util.Arrays;

/// A private key with its name, which signs notes. Its text `PRIVATE+KEY+name+id+base64(type || seed)` is the one of
/// Go's note package, so that a key can move between tools.
public final class SignerKey {
    private static final String PREFIX = "PRIVATE+KEY+";
    private static final int SEED_BYTES = 32;

    private final byte[] seed;
    private final PrivateKey key;
    private final VerifierKey verifier;

    private SignerKey(String name, SignatureType type, byte[] seed) {
        KeyPair pair = pairFrom(type, seed);
        this.seed = seed;
        this.key = pair.getPrivate();
        this.verifier = VerifierKey.of(name, type, pair.getPublic());
    }

    public static SignerKey generate(String name, SignatureType type, SecureRandom random) {
        requireName(name);
        byte[] seed = new byte[SEED_BYTES];
        random.nextBytes(seed);
        return new SignerKey(name, type, seed);
    }

    public static SignerKey parse(String text) {
        String[] parts =
                text.startsWith(PREFIX) ? text.substring(PREFIX.length()).split("\\+", 3) : new String[0];
        if (parts.length != 3 || !KeyNames.isValid(parts[0])) {
            throw malformed("it must read PRIVATE+KEY+name+id+seed");
        }
        byte[] typed = StrictText.base64(parts[2], Refusal.MALFORMED_KEY);
        if (typed.length != 1 + SEED_BYTES) {
            throw malformed("its seed must be 32 bytes after the type, but is " + (typed.length - 1));
        }
        SignerKey signer =
                new SignerKey(parts[0], SignatureType.of(typed[0] & 0xff), Arrays.copyOfRange(typed, 1, typed.length));
        if (!signer.verifier.idText().equals(parts[1])) {
            throw malformed("its id must be " + signer.verifier.idText());
        }
        return signer;
    }

    public VerifierKey verifier() {
        return verifier;
    }

    /// The private key as text: a secret.
    public String secretText() {
        byte[] typed = ByteBuffer.allocate(1 + SEED_BYTES)
                .put((byte) verifier.type().code())
                .put(seed)
                .array();
        return PREFIX + verifier.name() + "+" + verifier.idText() + "+" + StrictText.base64(typed);
    }

    /// Signs a note's text; the time goes into signature types that carry one.
    public NoteSignature sign(String text, Instant time) {
        SignatureType type = verifier.type();
        long seconds = time.getEpochSecond();
        byte[] signature = sign(SignedMessage.of(type, verifier.name(), seconds, text));
        ByteBuffer payload = ByteBuffer.allocate(type.payloadBytes());
        if (type.timestamped()) {
            payload.putLong(seconds);
        }
        return new NoteSignature(
                verifier.name(), verifier.id(), payload.put(signature).array());
    }

    /// The name only: a private key never shows in a log.
    @Override
    public String toString() {
        return "SignerKey[" + verifier.name() + " " + verifier.idText() + "]";
    }

    private byte[] sign(byte[] message) {
        try {
            Signature signer = Signature.getInstance(verifier.type().algorithm());
            signer.initSign(key);
            signer.update(message);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign as " + verifier.name(), e);
        }
    }

    private static KeyPair pairFrom(SignatureType type, byte[] seed) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(type.algorithm());
            generator.initialize(
                    type == SignatureType.ML_DSA_44 ? NamedParameterSpec.ML_DSA_44 : NamedParameterSpec.ED25519,
                    new SeedOnce(seed));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java platform lacks " + type.algorithm(), e);
        }
    }

    private static void requireName(String name) {
        if (!KeyNames.isValid(name)) {
            throw new IllegalArgumentException(
                    "a key name must have no space and no plus sign, but is " + StrictText.excerpt(name));
        }
    }

    private static VerificationException malformed(String why) {
        return new VerificationException(Refusal.MALFORMED_KEY, "not a private key text: " + why);
    }

    /// Both algorithms make a key pair from 32 random bytes; the platform takes them from a random source only, so
    /// this one hands out the seed, once.
    private static final class SeedOnce extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private final byte[] seed;
        private boolean used;

        SeedOnce(byte[] seed) {
            super();
            this.seed = seed.clone();
        }

        @Override
        public void nextBytes(byte[] bytes) {
            if (used || bytes.length != seed.length) {
                throw new IllegalStateException("the platform derives keys in a way that a seed cannot reproduce");
            }
            used = true;
            System.arraycopy(seed, 0, bytes, 0, bytes.length);
        }
    }
}
