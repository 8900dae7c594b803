package plumbline.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// Names and ids of keys, as signed notes define them.
final class KeyNames {
    private KeyNames() {}

    static boolean isValid(String name) {
        return !name.isEmpty()
                && name.codePoints()
                        .noneMatch(c -> c < ' ' || c == '+' || Character.isWhitespace(c) || Character.isSpaceChar(c));
    }

    static int id(String name, SignatureType type, byte[] publicKey) {
        MessageDigest digest = Sha256.digest();
        digest.update(name.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) '\n');
        digest.update((byte) type.code());
        digest.update(publicKey);
        return ByteBuffer.wrap(digest.digest()).getInt();
    }
}
