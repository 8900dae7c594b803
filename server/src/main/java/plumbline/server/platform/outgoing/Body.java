package plumbline.server.platform.outgoing;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The bytes that a request or an answer carries; they do not change.
public final class Body {
    static final Body NONE = new Body(new byte[0]);

    private final byte[] bytes;

    private Body(byte[] bytes) {
        this.bytes = bytes;
    }

    public static Body of(byte[] bytes) {
        return new Body(bytes.clone());
    }

    public static Body of(String text) {
        return new Body(text.getBytes(StandardCharsets.UTF_8));
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    public int length() {
        return bytes.length;
    }

    /// Read as UTF-8.
    public String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    Body first(int most) {
        return bytes.length <= most ? this : new Body(Arrays.copyOf(bytes, most));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Body body && Arrays.equals(bytes, body.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return bytes.length + " bytes";
    }
}
