package plumbline.server.backup;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import plumbline.ledger.Sha256;
import plumbline.server.platform.StartFailure;

/// The key of one backup, from its passphrase and its header: Argon2id, then AES-256-GCM chunk by chunk.
///
/// The nonce of a chunk is its number and whether it is the last one, so that chunks cannot be left out, repeated or
/// exchanged, and the end cannot be cut off unnoticed. Each file has a salt of its own and so a key of its own.
final class BackupKey {
    /// What a sealed chunk has more than its content.
    static final int TAG = 16;

    private static final byte[] MAGIC = "plumbline backup 1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int SALT = 16;
    private static final int PARAMETERS = 3 * Integer.BYTES;
    private static final int CHECK = 16;
    private static final int HEADER = SALT + PARAMETERS + CHECK;
    private static final int MEMORY_KIB = 64 * 1024;
    private static final int MOST_MEMORY_KIB = 256 * 1024;
    private static final int PASSES = 3;
    private static final int MOST_PASSES = 10;
    private static final int LANES = 1;

    private final byte[] header;
    private final SecretKeySpec key;

    private BackupKey(byte[] header, SecretKeySpec key) {
        this.header = header;
        this.key = key;
    }

    /// A new key for a new file.
    static BackupKey make(char[] passphrase, SecureRandom random) {
        var salt = new byte[SALT];
        random.nextBytes(salt);
        var front = ByteBuffer.allocate(MAGIC.length + HEADER)
                .put(MAGIC)
                .put(salt)
                .putInt(MEMORY_KIB)
                .putInt(PASSES)
                .putInt(LANES);
        var derived = derive(passphrase, salt, MEMORY_KIB, PASSES);
        front.put(derived, 32, CHECK);
        return new BackupKey(front.array(), new SecretKeySpec(derived, 0, 32, "AES"));
    }

    /// The key of a file, read from its beginning.
    ///
    /// @throws StartFailure when it is no backup, or not of this passphrase
    static BackupKey read(InputStream in, char[] passphrase) throws IOException {
        var header = new byte[MAGIC.length + HEADER];
        int read = new DataInputStream(in).readNBytes(header, 0, header.length);
        if (read < MAGIC.length || !Arrays.equals(MAGIC, Arrays.copyOf(header, MAGIC.length))) {
            throw new StartFailure("The file is not a backup of this format: its first line must be \""
                    + new String(MAGIC, StandardCharsets.US_ASCII).strip() + "\".");
        }
        if (read < header.length) {
            throw SealedInput.cutOff();
        }
        var fields = ByteBuffer.wrap(header, MAGIC.length, HEADER);
        var salt = new byte[SALT];
        fields.get(salt);
        int memory = fields.getInt();
        int passes = fields.getInt();
        int lanes = fields.getInt();
        if (memory < 8 || memory > MOST_MEMORY_KIB || passes < 1 || passes > MOST_PASSES || lanes != LANES) {
            throw SealedInput.damaged(0);
        }
        var derived = derive(passphrase, salt, memory, passes);
        var check = new byte[CHECK];
        fields.get(check);
        if (!MessageDigest.isEqual(check, Arrays.copyOfRange(derived, 32, 32 + CHECK))) {
            throw new StartFailure(
                    "The backup does not open with this passphrase; if it is the right one, the file's beginning is"
                            + " damaged.");
        }
        return new BackupKey(header, new SecretKeySpec(derived, 0, 32, "AES"));
    }

    /// 32 bytes for the key, and 16 that tell a wrong passphrase from a damaged file without saying anything of the
    /// key.
    private static byte[] derive(char[] passphrase, byte[] salt, int memoryKib, int passes) {
        var utf8 = StandardCharsets.UTF_8.encode(CharBuffer.wrap(passphrase));
        var bytes = new byte[utf8.remaining()];
        utf8.get(bytes);
        try {
            var master = Argon2Function.getInstance(memoryKib, passes, LANES, 32, Argon2.ID)
                    .hash(bytes, salt)
                    .getBytes();
            var key = expand(master, "key");
            var check = expand(master, "check");
            return ByteBuffer.allocate(32 + CHECK).put(key).put(check, 0, CHECK).array();
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static byte[] expand(byte[] master, String purpose) {
        var digest = Sha256.digest();
        digest.update(master);
        digest.update(("plumbline backup 1 " + purpose).getBytes(StandardCharsets.US_ASCII));
        return digest.digest();
    }

    byte[] header() {
        return header.clone();
    }

    /// A cipher for one chunk.
    ///
    /// @param mode of [Cipher]
    Cipher cipher(int mode, long chunk, boolean last) {
        try {
            var nonce = ByteBuffer.allocate(12).putInt(last ? 1 : 0).putLong(chunk);
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, key, new GCMParameterSpec(TAG * 8, nonce.array()));
            cipher.updateAAD(header);
            return cipher;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM must be there", e);
        }
    }
}
