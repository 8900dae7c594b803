package plumbline.server.platform;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Seals secrets that must be read again, such as the address of a chat's webhook, so that the database alone gives
/// none of them away. AES-256 in GCM; the key lies in the data folder, for Plumbline's user only.
///
/// What a secret is for goes in as associated data: a sealed text moved into another row does not open there.
public final class SecretBox {
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final byte FORM = 1;

    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    private SecretBox(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
    }

    /// Takes the key of the data folder, or makes it.
    ///
    /// @throws StartFailure when the file cannot be used
    public static SecretBox open(Path home) {
        var file = home.resolve("keys").resolve("secrets.key");
        try {
            if (!Files.exists(file)) {
                make(file);
            }
            byte[] key = Files.readAllBytes(file);
            if (key.length != KEY_BYTES) {
                throw new IOException("it has " + key.length + " bytes instead of " + KEY_BYTES);
            }
            return new SecretBox(key);
        } catch (IOException e) {
            throw new StartFailure(
                    "The key for secrets in " + file + " cannot be used (" + e.getMessage()
                            + "): make the file readable, or restore it from a backup.",
                    e);
        }
    }

    /// The file is whole when it gets its name, and whoever comes second takes the first one's key.
    private static void make(Path file) throws IOException {
        var folder = file.resolveSibling(".");
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var key = new byte[KEY_BYTES];
        var random = new SecureRandom();
        random.nextBytes(key);
        var unfinished = file.resolveSibling("secrets.key." + Long.toHexString(random.nextLong()) + ".part");
        try (var channel = FileChannel.open(
                unfinished,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            for (var bytes = ByteBuffer.wrap(key); bytes.hasRemaining(); ) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        try {
            Files.createLink(file, unfinished);
        } catch (FileAlreadyExistsException madeMeanwhile) {
            // theirs is as good as ours, and counts
        } finally {
            Files.delete(unfinished);
        }
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /// Seals a text.
    ///
    /// @param purpose what it is for, for example `webhook 12`
    public byte[] seal(String secret, String purpose) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, nonce, purpose).doFinal(secret.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.allocate(1 + NONCE_BYTES + sealed.length)
                    .put(FORM)
                    .put(nonce)
                    .put(sealed)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-GCM must be there", e);
        }
    }

    /// Opens what [#seal] sealed for the same purpose.
    ///
    /// @throws IllegalStateException when it was sealed by another key, for another purpose, or was changed
    public String open(byte[] sealed, String purpose) {
        if (sealed.length <= 1 + NONCE_BYTES || sealed[0] != FORM) {
            throw new IllegalStateException("the secret of " + purpose + " is in no form that is known");
        }
        try {
            var cipher = cipher(Cipher.DECRYPT_MODE, Arrays.copyOfRange(sealed, 1, 1 + NONCE_BYTES), purpose);
            var text = cipher.doFinal(sealed, 1 + NONCE_BYTES, sealed.length - 1 - NONCE_BYTES);
            return new String(text, StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "the secret of " + purpose + " does not open with the key of this data folder", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String purpose) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(purpose.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
