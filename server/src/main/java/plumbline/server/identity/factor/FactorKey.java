package plumbline.server.identity.factor;

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
import java.util.Optional;
import java.util.Set;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import plumbline.server.identity.Secrets;
import plumbline.server.platform.StartFailure;

/// The key under which secrets of authenticator apps are kept: a file in the data folder that only Plumbline's user can
/// read. Whoever has the database alone cannot make codes.
final class FactorKey {
    private static final Logger log = LoggerFactory.getLogger(FactorKey.class);
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    private final Path file;
    private final SecretKeySpec key;
    private final SecureRandom random = new SecureRandom();

    private FactorKey(Path file, byte[] key) {
        this.file = file;
        this.key = new SecretKeySpec(key, "AES");
    }

    /// Reads the key, or makes it.
    ///
    /// @throws StartFailure when the file cannot be used
    static FactorKey take(Path file) {
        try {
            if (!Files.exists(file)) {
                write(file);
            }
            var key = Files.readAllBytes(file);
            if (key.length != KEY_BYTES) {
                throw new IOException("it has " + key.length + " bytes, not " + KEY_BYTES);
            }
            return new FactorKey(file, key);
        } catch (IOException e) {
            throw new StartFailure(
                    "The key of second factors in " + file + " cannot be used (" + e.getMessage()
                            + "): make the file readable, or restore it from a backup.",
                    e);
        }
    }

    private static void write(Path file) throws IOException {
        var folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException("it has no folder");
        }
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var unfinished = folder.resolve(
                file.getFileName() + "." + ProcessHandle.current().pid() + ".part");
        Files.deleteIfExists(unfinished);
        try (var channel = FileChannel.open(
                unfinished,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            channel.write(ByteBuffer.wrap(Secrets.bytes()));
            channel.force(true);
        }
        try {
            // A link and not a move: of two processes that make the key at once, the first one's stays.
            Files.createLink(file, unfinished);
        } catch (FileAlreadyExistsException made) {
            log.debug("another process made {}", file);
        } finally {
            Files.deleteIfExists(unfinished);
        }
    }

    /// Encrypts a secret, bound to what it belongs to.
    byte[] encrypt(byte[] secret, String owner) {
        var nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            var hidden = cipher(Cipher.ENCRYPT_MODE, nonce, owner).doFinal(secret);
            return ByteBuffer.allocate(NONCE_BYTES + hidden.length)
                    .put(nonce)
                    .put(hidden)
                    .array();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /// The secret again; none when it is another owner's, was changed, or was encrypted by another key.
    Optional<byte[]> decrypt(byte[] kept, String owner) {
        try {
            var nonce = Arrays.copyOf(kept, NONCE_BYTES);
            return Optional.of(
                    cipher(Cipher.DECRYPT_MODE, nonce, owner).doFinal(kept, NONCE_BYTES, kept.length - NONCE_BYTES));
        } catch (GeneralSecurityException unreadable) {
            log.error("the secret of {} cannot be read with the key in {}: restore that file", owner, file);
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String owner) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
