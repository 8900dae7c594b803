package plumbline.ledger.check;

import java.util.Arrays;
import plumbline.ledger.Hash;
import plumbline.ledger.Refusal;
import plumbline.ledger.VerificationException;
import plumbline.ledger.log.TileAddress;

/// A hash tile's content, exactly as long as it must be.
final class TileBytes {
    private TileBytes() {}

    /// The hashes of the wanted tile from a file that holds it or a wider one.
    static byte[] of(HostileFolder.Content content, TileAddress wanted) {
        int length = content.address().width() * Hash.BYTES;
        if (content.bytes().length < length) {
            throw new VerificationException(
                    Refusal.TILE_TRUNCATED,
                    "%s has %d bytes instead of %d".formatted(content.address(), content.bytes().length, length));
        }
        return wanted.equals(content.address())
                ? content.bytes()
                : Arrays.copyOf(content.bytes(), wanted.width() * Hash.BYTES);
    }
}
