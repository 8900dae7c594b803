package plumbline.ledger;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// The bytes that a key signs for a note, which differ by signature type.
final class SignedMessage {
    private static final byte[] SUBTREE_LABEL = "subtree/v1\n\0".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_NAME_BYTES = 255;

    private SignedMessage() {}

    static byte[] of(SignatureType type, String keyName, long seconds, String text) {
        return switch (type) {
            case ED25519 -> text.getBytes(StandardCharsets.UTF_8);
            case ED25519_COSIGNATURE -> cosignature(seconds, text);
            case ML_DSA_44 -> subtree(keyName, seconds, Checkpoint.parse(text));
        };
    }

    private static byte[] cosignature(long seconds, String text) {
        // A cosignature speaks of a checkpoint: nothing else may be presented as one.
        String checkpoint = Checkpoint.parse(text).text();
        return ("cosignature/v1\ntime " + seconds + "\n" + checkpoint).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] subtree(String keyName, long seconds, Checkpoint checkpoint) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(SUBTREE_LABEL);
        writeShort(out, keyName);
        writeLong(out, seconds);
        writeShort(out, checkpoint.origin());
        writeLong(out, 0);
        writeLong(out, checkpoint.size());
        out.writeBytes(checkpoint.root().shared());
        return out.toByteArray();
    }

    private static void writeShort(ByteArrayOutputStream out, String name) {
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > MAX_NAME_BYTES) {
            throw new VerificationException(
                    Refusal.MALFORMED_CHECKPOINT,
                    "an ML-DSA-44 signature allows names of 255 bytes, this has " + bytes.length);
        }
        out.write(bytes.length);
        out.writeBytes(bytes);
    }

    private static void writeLong(ByteArrayOutputStream out, long value) {
        out.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
    }
}
