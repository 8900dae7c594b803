package plumbline.ledger;

import java.util.List;

/// The head of a log at one size: what a checkpoint's signatures sign.
///
/// @param extensions further lines; ours never has any, because monitors cannot audit them
public record Checkpoint(String origin, long size, Hash root, List<String> extensions) {
    public Checkpoint {
        if (origin.isEmpty() || !isLine(origin)) {
            throw new IllegalArgumentException("origin must be one line, but is " + StrictText.excerpt(origin));
        }
        if (size < 0) {
            throw new IllegalArgumentException("size must not be negative, but is " + size);
        }
        extensions = List.copyOf(extensions);
        if (!extensions.stream().allMatch(line -> !line.isEmpty() && isLine(line))) {
            throw new IllegalArgumentException("an extension must be one line");
        }
    }

    public Checkpoint(String origin, long size, Hash root) {
        this(origin, size, root, List.of());
    }

    /// Reads a note's text.
    public static Checkpoint parse(String text) {
        if (!text.endsWith("\n")) {
            throw malformed("it does not end in a newline");
        }
        List<String> lines = List.of(text.substring(0, text.length() - 1).split("\n", -1));
        if (lines.size() < 3) {
            throw malformed("it has " + lines.size() + " lines instead of at least 3");
        }
        if (lines.stream().anyMatch(line -> line.isEmpty() || !isLine(line))) {
            throw malformed("it has an empty line or a control character");
        }
        long size = StrictText.decimal(lines.get(1), Refusal.MALFORMED_CHECKPOINT);
        Hash root = Hash.fromBase64(lines.get(2), Refusal.MALFORMED_CHECKPOINT);
        return new Checkpoint(lines.getFirst(), size, root, lines.subList(3, lines.size()));
    }

    /// The lines as they are signed, the last newline included.
    public String text() {
        StringBuilder text = new StringBuilder()
                .append(origin)
                .append('\n')
                .append(size)
                .append('\n')
                .append(root.base64())
                .append('\n');
        extensions.forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    private static boolean isLine(String text) {
        return text.chars().noneMatch(c -> c < ' ');
    }

    private static VerificationException malformed(String why) {
        return new VerificationException(Refusal.MALFORMED_CHECKPOINT, "not a checkpoint: " + why);
    }
}
