package plumbline.server.evidence.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;
import plumbline.ledger.LogKeys;
import plumbline.ledger.VerificationException;
import plumbline.ledger.log.LogPaths;
import plumbline.server.platform.StartFailure;

/// The log's private keys: made at the first start, kept in a file that only Plumbline's user can read.
final class LedgerKeys {
    private LedgerKeys() {}

    /// Reads the keys, or makes them.
    ///
    /// @throws StartFailure when the file cannot be used, or its keys sign for another origin than was chosen
    static LogKeys take(LedgerSettings settings) {
        var file = settings.keyFile();
        try {
            if (!Files.exists(file)) {
                write(file, LogKeys.generate(settings.origin(), new SecureRandom()));
            }
            var keys = LogKeys.parse(Files.readString(file));
            if (settings.chosen() && !keys.origin().equals(settings.origin())) {
                throw new StartFailure("PLUMBLINE_LEDGER_ORIGIN is " + settings.origin()
                        + ", but the ledger has signed as " + keys.origin()
                        + " since its first start: set it back, for a log cannot change its name.");
            }
            return keys;
        } catch (IOException | VerificationException e) {
            throw new StartFailure(
                    "The ledger's keys in " + file + " cannot be used (" + e.getMessage()
                            + "): make the file readable, or restore it from a backup.",
                    e);
        }
    }

    private static void write(Path file, LogKeys keys) throws IOException {
        var folder = file.toAbsolutePath().getParent();
        if (folder == null) {
            throw new IOException("it has no folder");
        }
        Files.createDirectories(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        var unfinished = Files.createTempDirectory(folder, "new").resolve("key.part");
        try (var channel = FileChannel.open(
                unfinished,
                Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            for (var bytes = ByteBuffer.wrap(keys.secretText().getBytes(StandardCharsets.UTF_8));
                    bytes.hasRemaining(); ) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        try {
            // Unlike a move, a link never replaces: of two processes that start at once, one makes the keys.
            Files.createLink(file, unfinished);
        } catch (FileAlreadyExistsException madeByAnother) {
            // Theirs are read instead.
        }
        Files.delete(unfinished);
        Files.delete(LogPaths.parent(unfinished));
        try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
