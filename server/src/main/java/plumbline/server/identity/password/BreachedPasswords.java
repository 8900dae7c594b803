package plumbline.server.identity.password;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import plumbline.server.platform.StartFailure;

/// A file of SHA-1 hashes of breached passwords, one a line in ascending order, as the downloader of Have I Been Pwned
/// writes it (`HASH:COUNT`). It has tens of gigabytes, so it is searched on the disk and never read whole.
///
/// SHA-1 is the form of the file and protects nothing here.
final class BreachedPasswords {
    private static final int HASH = 40;
    private static final int LONGEST_LINE = 128;
    private static final Pattern LINE = Pattern.compile("[0-9A-Fa-f]{40}(:[0-9]{1,12})?\\r?");

    private final Path file;

    private BreachedPasswords(Path file) {
        this.file = file;
    }

    /// Looks whether the file can be what it must be.
    ///
    /// @throws StartFailure when it cannot be read, or is of another form
    static BreachedPasswords open(Path file) {
        var breached = new BreachedPasswords(file);
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            var first = line(channel, 0);
            var last = lastLine(channel);
            if (first == null
                    || !LINE.matcher(first).matches()
                    || last == null
                    || hash(first).compareTo(last) > 0) {
                throw new StartFailure("PLUMBLINE_BREACHED_PASSWORDS must name a file with a SHA-1 hash on each line,"
                        + " sorted by hash, but " + file + " is not such a file.");
            }
            return breached;
        } catch (IOException e) {
            throw new StartFailure(
                    "PLUMBLINE_BREACHED_PASSWORDS names " + file + ", which cannot be read (" + e + ").", e);
        }
    }

    /// Whether the file has the hash of this password.
    boolean contain(String password) {
        var wanted = HexFormat.of().withUpperCase().formatHex(sha1(password));
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return find(channel, wanted);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Between `from` and `to` lie the lines that are not excluded yet; `from` is the beginning of one.
    private static boolean find(FileChannel channel, String wanted) throws IOException {
        long from = 0;
        long to = channel.size();
        while (from < to) {
            long middle = (from + to) >>> 1;
            long start = middle == from ? from : afterNewline(channel, middle - 1);
            var line = start >= to ? null : line(channel, start);
            int order = line == null || line.length() < HASH ? 1 : hash(line).compareTo(wanted);
            if (order == 0) {
                return true;
            }
            if (order > 0) {
                to = middle;
            } else {
                from = start + (line == null ? 0 : line.length()) + 1;
            }
        }
        return false;
    }

    /// Where the line begins that follows the first newline at or after this place.
    private static long afterNewline(FileChannel channel, long place) throws IOException {
        var bytes = read(channel, place);
        int end = bytes.indexOf('\n');
        return place + (end < 0 ? bytes.length() : end) + 1;
    }

    private static @Nullable String line(FileChannel channel, long start) throws IOException {
        var bytes = read(channel, start);
        int end = bytes.indexOf('\n');
        return bytes.isEmpty() ? null : bytes.substring(0, end < 0 ? bytes.length() : end);
    }

    private static @Nullable String lastLine(FileChannel channel) throws IOException {
        var end = read(channel, Math.max(0, channel.size() - LONGEST_LINE)).stripTrailing();
        var line = end.substring(end.lastIndexOf('\n') + 1);
        return LINE.matcher(line).matches() ? hash(line) : null;
    }

    private static String hash(String line) {
        return line.substring(0, HASH).toUpperCase(Locale.ROOT);
    }

    private static String read(FileChannel channel, long place) throws IOException {
        var buffer = ByteBuffer.allocate(LONGEST_LINE);
        while (buffer.hasRemaining() && channel.read(buffer, place + buffer.position()) > 0) {
            // a file may give less at a time than was asked for
        }
        return new String(buffer.array(), 0, buffer.position(), StandardCharsets.ISO_8859_1);
    }

    private static byte[] sha1(String password) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(password.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
