package plumbline.ledger.pack.zip;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.util.HexFormat;
import java.util.zip.CRC32;
import java.util.zip.CheckedOutputStream;
import plumbline.ledger.Sha256;

/// What the manifest and the ZIP headers say of a file's bytes.
public record FileDigest(long length, String sha256, int crc) {
    public static FileDigest of(byte[] bytes) {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        return new FileDigest(bytes.length, Sha256.hex(bytes), (int) crc.getValue());
    }

    /// Measures a stream to its end.
    public static FileDigest of(InputStream content) throws IOException {
        DigestOutputStream sha256 = new DigestOutputStream(OutputStream.nullOutputStream(), Sha256.digest());
        CheckedOutputStream both = new CheckedOutputStream(sha256, new CRC32());
        long length = content.transferTo(both);
        String hex = HexFormat.of().formatHex(sha256.getMessageDigest().digest());
        return new FileDigest(length, hex, (int) both.getChecksum().getValue());
    }
}
