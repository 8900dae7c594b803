package plumbline.ledger;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// A text with its signature lines, as read: nothing in it is to be believed before [#verify].
public record SignedNote(String text, List<NoteSignature> signatures) {
    /// Sixteen must be accepted; a post-quantum one takes some 3,300 bytes.
    public static final int MAX_SIGNATURES = 64;

    public static final int MAX_BYTES = 1 << 20;

    public SignedNote {
        if (!text.endsWith("\n") || hasControl(text)) {
            throw malformed("its text must end in a newline and have no other control character");
        }
        signatures = List.copyOf(signatures);
        if (signatures.isEmpty() || signatures.size() > MAX_SIGNATURES) {
            throw malformed("it has %d signatures".formatted(signatures.size()));
        }
    }

    public static SignedNote parse(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw malformed("it has %d bytes, more than %d".formatted(bytes.length, MAX_BYTES));
        }
        return parse(StrictText.utf8(bytes, Refusal.MALFORMED_NOTE));
    }

    public static SignedNote parse(String note) {
        int blank = note.lastIndexOf("\n\n");
        if (blank < 0 || !note.endsWith("\n") || blank + 2 == note.length()) {
            throw malformed("it has no signature lines after a blank line");
        }
        String[] lines = note.substring(blank + 2, note.length() - 1).split("\n", MAX_SIGNATURES + 2);
        List<NoteSignature> signatures = new ArrayList<>(lines.length);
        for (String line : lines) {
            signatures.add(NoteSignature.parse(line));
        }
        return new SignedNote(note.substring(0, blank + 1), signatures);
    }

    /// Checks every signature whose key is among the given ones and ignores all others. One by a known key that fails
    /// rejects the whole note; none by a known key does so too.
    public List<VerifiedSignature> verify(Collection<VerifierKey> keys) {
        List<VerifiedSignature> verified = new ArrayList<>();
        for (NoteSignature signature : signatures) {
            for (VerifierKey key : keys) {
                if (key.made(signature)) {
                    verified.add(key.verify(text, signature));
                }
            }
        }
        if (verified.isEmpty()) {
            throw new VerificationException(
                    Refusal.NO_KNOWN_SIGNATURE,
                    "no signature is by a known key: it is signed by "
                            + signatures.stream()
                                    .map(NoteSignature::name)
                                    .map(StrictText::excerpt)
                                    .distinct()
                                    .toList());
        }
        return List.copyOf(verified);
    }

    /// The same note with further signatures, each at most once.
    public SignedNote with(Collection<NoteSignature> further) {
        List<NoteSignature> all = new ArrayList<>(signatures);
        further.stream().filter(signature -> !all.contains(signature)).forEach(all::add);
        return new SignedNote(text, all);
    }

    /// The note as text, which [#parse] reads.
    public String render() {
        StringBuilder note = new StringBuilder(text).append('\n');
        signatures.forEach(signature -> note.append(signature.line()).append('\n'));
        return note.toString();
    }

    public byte[] bytes() {
        return render().getBytes(StandardCharsets.UTF_8);
    }

    private static boolean hasControl(String text) {
        return text.chars().anyMatch(c -> c < ' ' && c != '\n');
    }

    private static VerificationException malformed(String why) {
        return new VerificationException(Refusal.MALFORMED_NOTE, "not a signed note: " + why);
    }
}
