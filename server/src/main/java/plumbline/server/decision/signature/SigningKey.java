package plumbline.server.decision.signature;

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
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Pattern;
import plumbline.ledger.Sha256;
import plumbline.server.platform.StartFailure;

/// The server's own Ed25519 key, with which it signs what people decided: made at the first start, kept in a file that
/// only Plumbline's user can read, in the form that OpenSSL reads.
public final class SigningKey {
    private static final String ALGORITHM = "Ed25519";
    private static final int ID_DIGITS = 16;

    private final PrivateKey secret;
    private final PublicKey shared;

    private SigningKey(PrivateKey secret, PublicKey shared) {
        this.secret = secret;
        this.shared = shared;
    }

    /// Reads the key, or makes it.
    ///
    /// @throws StartFailure when the file cannot be used
    public static SigningKey take(Path file) {
        try {
            if (!Files.exists(file)) {
                write(file, generate());
            }
            return parse(Files.readString(file));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new StartFailure(
                    "The key for decisions in " + file + " cannot be used (" + e.getMessage()
                            + "): make the file readable, or restore it from a backup.",
                    e);
        }
    }

    /// The beginning of the digest of the public key.
    String id() {
        return Sha256.hex(publicKey()).substring(0, ID_DIGITS);
    }

    /// The public key as a SubjectPublicKeyInfo.
    byte[] publicKey() {
        return shared.getEncoded();
    }

    byte[] sign(byte[] message) {
        try {
            var signer = Signature.getInstance(ALGORITHM);
            signer.initSign(secret);
            signer.update(message);
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key for decisions cannot sign", e);
        }
    }

    /// A public key as PEM.
    static String pem(byte[] publicKey) {
        return block("PUBLIC KEY", publicKey);
    }

    /// The id only: a private key never shows in a log.
    @Override
    public String toString() {
        return "SigningKey[" + id() + "]";
    }

    private static SigningKey generate() throws GeneralSecurityException {
        var pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
        return new SigningKey(pair.getPrivate(), pair.getPublic());
    }

    private static SigningKey parse(String text) throws GeneralSecurityException {
        var keys = KeyFactory.getInstance(ALGORITHM);
        var key = new SigningKey(
                keys.generatePrivate(new PKCS8EncodedKeySpec(content(text, "PRIVATE KEY"))),
                keys.generatePublic(new X509EncodedKeySpec(content(text, "PUBLIC KEY"))));
        var probe = "the two halves belong together".getBytes(StandardCharsets.UTF_8);
        var check = Signature.getInstance(ALGORITHM);
        check.initVerify(key.shared);
        check.update(probe);
        if (!check.verify(key.sign(probe))) {
            throw new GeneralSecurityException("its two halves do not belong together");
        }
        return key;
    }

    private static byte[] content(String text, String label) throws GeneralSecurityException {
        var block = Pattern.compile("-----BEGIN " + label + "-----([A-Za-z0-9+/=\\s]+)-----END " + label + "-----")
                .matcher(text);
        if (!block.find()) {
            throw new GeneralSecurityException("it has no " + label);
        }
        return Base64.getMimeDecoder().decode(block.group(1));
    }

    private static String block(String label, byte[] content) {
        var lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return "-----BEGIN " + label + "-----\n" + lines + "\n-----END " + label + "-----\n";
    }

    private static void write(Path file, SigningKey key) throws IOException {
        var folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException("it has no folder");
        }
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var unfinished = Files.createTempFile(
                folder,
                "decision",
                ".part",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        var text = block("PRIVATE KEY", key.secret.getEncoded()) + block("PUBLIC KEY", key.publicKey());
        try (var channel = FileChannel.open(unfinished, Set.of(StandardOpenOption.WRITE))) {
            for (var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)); bytes.hasRemaining(); ) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        try {
            // A link never replaces: of two processes that start at once, both use the key of the first.
            Files.createLink(file, unfinished);
        } catch (FileAlreadyExistsException other) {
            // the other process's key is read
        } finally {
            Files.delete(unfinished);
        }
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
