package plumbline.bench.server;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import plumbline.ledger.Sha256;

/// An authenticator in software, with one passkey: a key on P-256, attested by nobody (WebAuthn, level 3).
final class Device {
    private static final byte PRESENT_AND_VERIFIED = 0x05;
    private static final byte WITH_KEY = 0x40;

    /// EC2, ES256, P-256, as COSE writes them before the coordinates.
    private static final byte[] COSE = {(byte) 0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01};

    private final byte[] id = new byte[16];
    private final KeyPair key;
    private final String origin;
    private String handle = "";
    private int count;

    /// @param origin that asks for its key, on this very machine
    Device(String origin) {
        this.origin = origin;
        new SecureRandom().nextBytes(id);
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            key = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("P-256 must be there", e);
        }
    }

    /// The body that adds its key for a person.
    String register(String challenge, String userHandle) {
        handle = userHandle;
        ByteArrayOutputStream attestation = new ByteArrayOutputStream();
        attestation.write(0xa3);
        attestation.writeBytes(word("fmt"));
        attestation.writeBytes(word("none"));
        attestation.writeBytes(word("attStmt"));
        attestation.write(0xa0);
        attestation.writeBytes(word("authData"));
        attestation.writeBytes(bytes(said(true)));
        return "{\"name\":\"bench\",\"attestationObject\":\"%s\",\"clientData\":\"%s\",\"transports\":[\"usb\"]}"
                .formatted(text(attestation.toByteArray()), text(client("webauthn.create", challenge)));
    }

    /// The body that signs in.
    String answer(String challenge) {
        count++;
        byte[] client = client("webauthn.get", challenge);
        byte[] said = said(false);
        return """
                {"credentialId":"%s","userHandle":"%s","authenticatorData":"%s","clientData":"%s","signature":"%s"}""".formatted(text(id), handle, text(said), text(client), text(signature(said, Sha256.of(client))));
    }

    private byte[] signature(byte[] said, byte[] client) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(key.getPrivate());
            signature.update(said);
            signature.update(client);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("ECDSA must sign", e);
        }
    }

    private byte[] client(String type, String challenge) {
        return "{\"type\":\"%s\",\"challenge\":\"%s\",\"origin\":\"%s\",\"crossOrigin\":false}"
                .formatted(type, challenge, origin)
                .getBytes(StandardCharsets.UTF_8);
    }

    private byte[] said(boolean withKey) {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        said.writeBytes(Sha256.of("localhost".getBytes(StandardCharsets.UTF_8)));
        said.write(withKey ? PRESENT_AND_VERIFIED | WITH_KEY : PRESENT_AND_VERIFIED);
        said.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(count).array());
        if (withKey) {
            said.writeBytes(new byte[16]);
            said.writeBytes(
                    ByteBuffer.allocate(Short.BYTES).putShort((short) id.length).array());
            said.writeBytes(id);
            var point = ((ECPublicKey) key.getPublic()).getW();
            said.writeBytes(COSE);
            said.write(0x21);
            said.writeBytes(bytes(coordinate(point.getAffineX().toByteArray())));
            said.write(0x22);
            said.writeBytes(bytes(coordinate(point.getAffineY().toByteArray())));
        }
        return said.toByteArray();
    }

    private static byte[] coordinate(byte[] number) {
        byte[] coordinate = new byte[32];
        int from = Math.max(0, number.length - 32);
        System.arraycopy(number, from, coordinate, 32 - (number.length - from), number.length - from);
        return coordinate;
    }

    private static byte[] word(String text) {
        byte[] ascii = text.getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(1 + ascii.length)
                .put((byte) (0x60 + ascii.length))
                .put(ascii)
                .array();
    }

    private static byte[] bytes(byte[] content) {
        return ByteBuffer.allocate(3 + content.length)
                .put((byte) 0x59)
                .putShort((short) content.length)
                .put(content)
                .array();
    }

    private static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
