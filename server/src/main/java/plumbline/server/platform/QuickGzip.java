package plumbline.server.platform;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/// Compresses an answer at the lowest level. At the container's own, compressing was an eighth of the server's work.
public final class QuickGzip extends GZIPOutputStream {
    private static final int BUFFER = 8_192;

    /// With a quality of zero a client says that it does not take it.
    private static final Pattern ACCEPTED = Pattern.compile("\\bgzip\\b(?!\\s*;\\s*q=0(?:\\.0*)?\\s*(?:,|$))");

    public QuickGzip(OutputStream out) throws IOException {
        super(out, BUFFER);
        def.setLevel(Deflater.BEST_SPEED);
    }

    /// The bytes, compressed.
    public static byte[] of(byte[] plain) throws IOException {
        var body = new ByteArrayOutputStream(BUFFER + plain.length / 8);
        try (var compressed = new QuickGzip(body)) {
            compressed.write(plain);
        }
        return body.toByteArray();
    }

    /// Whether the client takes it.
    public static boolean isTakenBy(HttpServletRequest request) {
        var accepted = request.getHeader("Accept-Encoding");
        return accepted != null && ACCEPTED.matcher(accepted).find();
    }
}
