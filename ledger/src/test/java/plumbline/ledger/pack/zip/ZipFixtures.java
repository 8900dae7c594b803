package plumbline.ledger.pack.zip;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;

/// Puts files into a ZIP file as a pack does, whatever they say.
public final class ZipFixtures {
    private ZipFixtures() {}

    public static byte[] zip(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ZipOutput zip = new ZipOutput(out);
        for (var file : files.entrySet()) {
            zip.add(file.getKey(), FileDigest.of(file.getValue()), new ByteArrayInputStream(file.getValue()));
        }
        zip.finish();
        return out.toByteArray();
    }
}
