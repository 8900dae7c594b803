package plumbline.server.identity.imports;

import plumbline.ledger.Sha256;
import plumbline.server.web.sheet.Csv;

/// A file as it was sent in.
final class SentFile {
    private static final int LONGEST_NAME = 200;

    private final long number;
    private final String name;
    private final byte[] content;

    private SentFile(long number, String name, byte[] content) {
        this.number = number;
        this.name = name;
        this.content = content.clone();
    }

    /// A file that has just come.
    static SentFile of(String name, byte[] content) {
        var plain = Csv.plain(name).replaceAll("\\s+", " ").strip();
        var cut = plain.codePoints()
                .limit(LONGEST_NAME / 2)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        return new SentFile(0, cut.isEmpty() ? "file" : cut, content);
    }

    /// A file that is kept under a number.
    static SentFile kept(long number, String name, byte[] content) {
        return new SentFile(number, name, content);
    }

    /// 0 for a file that is not kept.
    long number() {
        return number;
    }

    String name() {
        return name;
    }

    byte[] content() {
        return content.clone();
    }

    String sha256() {
        return Sha256.hex(content);
    }
}
