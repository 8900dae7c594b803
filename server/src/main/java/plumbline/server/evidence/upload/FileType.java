package plumbline.server.evidence.upload;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import plumbline.server.api.InvalidFields;

/// Tells from its first bytes what a file is; the name only chooses among what these allow.
final class FileType {
    /// So many bytes are looked at.
    static final int HEAD = 4_096;

    private static final String TEXT = "text/plain";
    private static final String UNKNOWN = "application/octet-stream";
    private static final String OFFICE = "application/vnd.openxmlformats-officedocument.";
    private static final Map<String, String> SIGNATURES = Map.of(
            "255044462d", "application/pdf",
            "89504e470d0a1a0a", "image/png",
            "ffd8ff", "image/jpeg",
            "47494638", "image/gif",
            "504b0304", "application/zip",
            "1f8b", "application/gzip");
    private static final Map<String, String> INSIDE_ZIP = Map.of(
            "docx", OFFICE + "wordprocessingml.document",
            "xlsx", OFFICE + "spreadsheetml.sheet",
            "pptx", OFFICE + "presentationml.presentation");
    private static final Map<String, String> INSIDE_TEXT =
            Map.of("csv", "text/csv", "json", "application/json", "md", "text/markdown");
    private static final Map<String, String> SIGNED_NAMES = Map.of(
            "pdf", "application/pdf",
            "png", "image/png",
            "jpg", "image/jpeg",
            "jpeg", "image/jpeg",
            "gif", "image/gif",
            "zip", "application/zip",
            "gz", "application/gzip");

    private FileType() {}

    /// The media type. Markup is plain text here, so that no browser ever runs it.
    ///
    /// @throws InvalidFields when the name says one thing and the bytes another
    static String of(byte[] head, String fileName) {
        var extension = extension(fileName);
        var found = signed(head);
        if (found.equals("application/zip")) {
            found = INSIDE_ZIP.getOrDefault(extension, found);
        } else if (found.equals(UNKNOWN) && isText(head)) {
            found = INSIDE_TEXT.getOrDefault(extension, TEXT);
        }
        var promised = SIGNED_NAMES.getOrDefault(extension, INSIDE_ZIP.getOrDefault(extension, found));
        if (!promised.equals(found)) {
            throw new InvalidFields("file", "is not what its name says: its bytes are " + found);
        }
        return found;
    }

    private static String signed(byte[] head) {
        var hex = HexFormat.of().formatHex(head, 0, Math.min(8, head.length));
        return SIGNATURES.entrySet().stream()
                .filter(signature -> hex.startsWith(signature.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(UNKNOWN);
    }

    /// UTF-8 without control characters; the last character may be cut off.
    private static boolean isText(byte[] head) {
        var decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        var characters = CharBuffer.allocate(head.length);
        if (decoder.decode(ByteBuffer.wrap(head), characters, head.length < HEAD)
                .isError()) {
            return false;
        }
        return characters.flip().chars().noneMatch(c -> c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f');
    }

    private static String extension(String fileName) {
        return fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }
}
