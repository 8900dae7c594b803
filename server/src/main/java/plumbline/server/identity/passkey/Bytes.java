package plumbline.server.identity.passkey;

import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import plumbline.server.api.Problem;

/// Bytes of WebAuthn as a value. In JSON they are base64url without padding.
final class Bytes {
    private static final int MOST = 16_384;

    private final byte[] value;

    private Bytes(byte[] value) {
        this.value = value;
    }

    static Bytes of(byte[] value) {
        return new Bytes(value.clone());
    }

    /// The bytes of a member.
    ///
    /// @throws plumbline.server.api.ProblemException when it is missing, too long or not base64url
    static Bytes parse(@Nullable String text, String pointer) {
        if (text == null || text.isEmpty() || text.length() > MOST) {
            throw Problem.invalid(pointer, "must be given, as base64url").exception();
        }
        try {
            return new Bytes(Base64.getUrlDecoder().decode(text));
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(pointer, "is not base64url").exception();
        }
    }

    byte[] value() {
        return value.clone();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Bytes that && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    @Override
    public String toString() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(value);
    }
}
