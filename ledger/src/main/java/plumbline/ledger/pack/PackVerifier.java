package plumbline.ledger.pack;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import plumbline.ledger.Policy;
import plumbline.ledger.pack.zip.ZipInput;

/// Verifies a pack offline: it opens no socket and reads nothing but the pack and what it was given to trust.
///
/// 1. The ZIP file is the one that a writer would have written. 2. The manifest lists every file, and every file is
/// what the manifest says. 3. Each commitment matches its salt and content. 4. The checkpoint is signed as the
/// trusted policy asks. 5. Each commitment, the manifest's own among them, leads to the checkpoint's root. 6. The
/// documents name nothing that the pack has not. 7. The readable page is what the data render to.
public final class PackVerifier {
    private PackVerifier() {}

    /// Verifies a whole pack, or throws a [PackException] or a [plumbline.ledger.VerificationException] that says
    /// what is wrong. Without a trusted policy the pack's own is used, which shows that the pack fits together, but
    /// not who made it.
    public static VerifiedPack verify(Path pack, Optional<Policy> trust, PackLimits limits) {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(pack), 1 << 16)) {
            if (Files.size(pack) > limits.packBytes()) {
                throw new PackException(
                        PackRefusal.TOO_LARGE, "the pack is larger than " + limits.packBytes() + " bytes");
            }
            PackReading reading = new PackReading(trust, limits);
            new ZipInput(in, limits).read(reading);
            return reading.finish();
        } catch (IOException e) {
            throw new PackException(PackRefusal.UNREADABLE, pack + " cannot be read: " + e.getMessage());
        }
    }
}
