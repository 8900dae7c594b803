package plumbline.posture.function;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import plumbline.posture.value.Value;

/// Digests of texts and files.
final class HashFunctions {
    private HashFunctions() {}

    static @Nullable Value call(Arguments arguments, Host host) {
        return switch (arguments.name()) {
            case "md5" -> hexadecimal("MD5", text(arguments));
            case "sha1" -> hexadecimal("SHA-1", text(arguments));
            case "sha256" -> hexadecimal("SHA-256", text(arguments));
            case "sha512" -> hexadecimal("SHA-512", text(arguments));
            case "base64sha256" -> base64("SHA-256", text(arguments));
            case "base64sha512" -> base64("SHA-512", text(arguments));
            case "filemd5" -> hexadecimal("MD5", FileFunctions.content(arguments, host));
            case "filesha1" -> hexadecimal("SHA-1", FileFunctions.content(arguments, host));
            case "filesha256" -> hexadecimal("SHA-256", FileFunctions.content(arguments, host));
            case "filesha512" -> hexadecimal("SHA-512", FileFunctions.content(arguments, host));
            case "filebase64sha256" -> base64("SHA-256", FileFunctions.content(arguments, host));
            case "filebase64sha512" -> base64("SHA-512", FileFunctions.content(arguments, host));
            case "uuidv5" -> uuid(arguments);
            default -> null;
        };
    }

    private static byte[] text(Arguments arguments) {
        return arguments.count(1, 1).text(0).getBytes(StandardCharsets.UTF_8);
    }

    private static Value hexadecimal(String algorithm, byte[] content) {
        return Value.of(HexFormat.of().formatHex(digest(algorithm, content)));
    }

    private static Value base64(String algorithm, byte[] content) {
        return Value.of(EncodingFunctions.base64(digest(algorithm, content)));
    }

    private static byte[] digest(String algorithm, byte[] content) {
        try {
            return MessageDigest.getInstance(algorithm).digest(content);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK must have " + algorithm, missing);
        }
    }

    private static Value uuid(Arguments arguments) {
        String namespace = arguments.count(2, 2).text(0);
        UUID space = switch (namespace) {
            case "dns" -> UUID.fromString("6ba7b810-9dad-11d1-80b4-00c04fd430c8");
            case "url" -> UUID.fromString("6ba7b811-9dad-11d1-80b4-00c04fd430c8");
            case "oid" -> UUID.fromString("6ba7b812-9dad-11d1-80b4-00c04fd430c8");
            case "x500" -> UUID.fromString("6ba7b814-9dad-11d1-80b4-00c04fd430c8");
            default -> parsed(arguments, namespace);
        };
        byte[] name = arguments.text(1).getBytes(StandardCharsets.UTF_8);
        ByteBuffer input = ByteBuffer.allocate(16 + name.length)
                .putLong(space.getMostSignificantBits())
                .putLong(space.getLeastSignificantBits())
                .put(name);
        ByteBuffer digest = ByteBuffer.wrap(digest("SHA-1", input.array()));
        long high = (digest.getLong() & ~0xF000L) | 0x5000L;
        long low = (digest.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return Value.of(new UUID(high, low).toString());
    }

    private static UUID parsed(Arguments arguments, String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException error) {
            throw arguments.error("the name space must be dns, url, oid, x500 or a UUID");
        }
    }
}
