package plumbline.server.identity.passkey;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.UUID;
import plumbline.ledger.Sha256;
import tools.jackson.databind.JsonNode;

/// A device that holds one key and does what it is told, right or wrong.
final class TestDevice {
    static final String ORIGIN = "http://localhost";

    private static final int PRESENT = 0x01;
    private static final int VERIFIED = 0x04;
    private static final int HAS_KEY = 0x40;

    private final byte[] id = uuid();
    private final KeyPair key;
    private byte[] userHandle = new byte[0];
    private int count;

    /// What it does otherwise than a good one.
    record Quirks(String origin, String site, boolean verifies, boolean crossOrigin, int step) {
        static final Quirks NONE = new Quirks(ORIGIN, "localhost", true, false, 1);

        Quirks at(String elsewhere) {
            return new Quirks(elsewhere, site, verifies, crossOrigin, step);
        }

        Quirks forSite(String other) {
            return new Quirks(origin, other, verifies, crossOrigin, step);
        }

        Quirks withoutVerifying() {
            return new Quirks(origin, site, false, crossOrigin, step);
        }

        Quirks inAFrameElsewhere() {
            return new Quirks(origin, site, verifies, true, step);
        }

        /// As a copy of the device would count.
        Quirks counting(int steps) {
            return new Quirks(origin, site, verifies, crossOrigin, steps);
        }
    }

    TestDevice() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            key = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The body that adds its key.
    String register(JsonNode options, String name, Quirks quirks) {
        userHandle = Base64.getUrlDecoder().decode(options.get("userHandle").asString());
        var attestation = new ByteArrayOutputStream();
        attestation.write(0xa3);
        attestation.writeBytes(cborText("fmt"));
        attestation.writeBytes(cborText("none"));
        attestation.writeBytes(cborText("attStmt"));
        attestation.write(0xa0);
        attestation.writeBytes(cborText("authData"));
        attestation.writeBytes(cborBytes(data(HAS_KEY, quirks)));
        return """
                {"name": "%s", "attestationObject": "%s", "clientData": "%s", "transports": ["usb", "pigeon"]}""".formatted(
                name,
                text(attestation.toByteArray()),
                text(clientData("webauthn.create", options.get("challenge").asString(), quirks)));
    }

    /// The body that signs in.
    String sign(String challenge, Quirks quirks) {
        return sign(challenge, quirks, id, userHandle);
    }

    String sign(String challenge, Quirks quirks, byte[] claimedId, byte[] claimedHandle) {
        count += quirks.step();
        var client = clientData("webauthn.get", challenge, quirks);
        var data = data(0, quirks);
        return """
                {"credentialId": "%s", "userHandle": "%s", "authenticatorData": "%s", "clientData": "%s",
                 "signature": "%s", "next": "/settings/account"}""".formatted(
                        text(claimedId),
                        text(claimedHandle),
                        text(data),
                        text(client),
                        text(signature(data, Sha256.of(client))));
    }

    byte[] id() {
        return id;
    }

    byte[] userHandle() {
        return userHandle;
    }

    private byte[] signature(byte[] data, byte[] clientHash) {
        try {
            var signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(key.getPrivate());
            signature.update(data);
            signature.update(clientHash);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] clientData(String type, String challenge, Quirks quirks) {
        return """
                {"type":"%s","challenge":"%s","origin":"%s","crossOrigin":%s}""".formatted(type, challenge, quirks.origin(), quirks.crossOrigin())
                .getBytes(StandardCharsets.UTF_8);
    }

    private byte[] data(int flags, Quirks quirks) {
        var out = new ByteArrayOutputStream();
        out.writeBytes(Sha256.of(quirks.site().getBytes(StandardCharsets.UTF_8)));
        out.write(flags | PRESENT | (quirks.verifies() ? VERIFIED : 0));
        out.writeBytes(ByteBuffer.allocate(4).putInt(count).array());
        if ((flags & HAS_KEY) != 0) {
            out.writeBytes(new byte[16]);
            out.writeBytes(ByteBuffer.allocate(2).putShort((short) id.length).array());
            out.writeBytes(id);
            out.writeBytes(coseKey());
        }
        return out.toByteArray();
    }

    /// The public key as RFC 9053 writes it: EC2, ES256, P-256, x, y.
    private byte[] coseKey() {
        var point = ((ECPublicKey) key.getPublic()).getW();
        var out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) 0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21});
        out.writeBytes(cborBytes(coordinate(point.getAffineX().toByteArray())));
        out.write(0x22);
        out.writeBytes(cborBytes(coordinate(point.getAffineY().toByteArray())));
        return out.toByteArray();
    }

    private static byte[] coordinate(byte[] number) {
        var bytes = new byte[32];
        int from = Math.max(0, number.length - 32);
        System.arraycopy(number, from, bytes, 32 - (number.length - from), number.length - from);
        return bytes;
    }

    private static byte[] cborText(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(1 + bytes.length)
                .put((byte) (0x60 + bytes.length))
                .put(bytes)
                .array();
    }

    private static byte[] cborBytes(byte[] bytes) {
        return ByteBuffer.allocate(3 + bytes.length)
                .put((byte) 0x59)
                .putShort((short) bytes.length)
                .put(bytes)
                .array();
    }

    private static byte[] uuid() {
        var random = UUID.randomUUID();
        return ByteBuffer.allocate(16)
                .putLong(random.getMostSignificantBits())
                .putLong(random.getLeastSignificantBits())
                .array();
    }

    static String text(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /// Another handle than its own.
    static byte[] otherHandle() {
        var handle = new byte[32];
        Arrays.fill(handle, (byte) 7);
        return handle;
    }
}
