package plumbline.ledger;

import java.nio.ByteBuffer;
import java.util.Arrays;

/// One signature line of a note: the key's name and id, and the signature's bytes, unverified.
public final class NoteSignature {
    private static final String EM_DASH = "\u2014 ";

    private final String name;
    private final int keyId;
    private final byte[] payload;

    NoteSignature(String name, int keyId, byte[] payload) {
        this.name = name;
        this.keyId = keyId;
        this.payload = payload.clone();
    }

    /// Reads a line without its newline.
    public static NoteSignature parse(String line) {
        if (!line.startsWith(EM_DASH)) {
            throw malformed(line);
        }
        String[] parts = line.substring(EM_DASH.length()).split(" ", -1);
        if (parts.length != 2 || !KeyNames.isValid(parts[0])) {
            throw malformed(line);
        }
        byte[] bytes = StrictText.base64(parts[1], Refusal.MALFORMED_NOTE);
        if (bytes.length <= Integer.BYTES) {
            throw malformed(line);
        }
        return new NoteSignature(
                parts[0], ByteBuffer.wrap(bytes).getInt(), Arrays.copyOfRange(bytes, Integer.BYTES, bytes.length));
    }

    public String name() {
        return name;
    }

    /// The first four bytes of the key's hash, big-endian.
    public int keyId() {
        return keyId;
    }

    /// The line without its newline.
    public String line() {
        byte[] bytes = ByteBuffer.allocate(Integer.BYTES + payload.length)
                .putInt(keyId)
                .put(payload)
                .array();
        return EM_DASH + name + " " + StrictText.base64(bytes);
    }

    byte[] payload() {
        return payload.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NoteSignature that && line().equals(that.line());
    }

    @Override
    public int hashCode() {
        return line().hashCode();
    }

    @Override
    public String toString() {
        return line();
    }

    private static VerificationException malformed(String line) {
        return new VerificationException(Refusal.MALFORMED_NOTE, "not a signature line: " + StrictText.excerpt(line));
    }
}
