package plumbline.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.List;

/// The public keys of one log, signed with its Ed25519 key. Who was given that one key can thus verify the log's other
/// signatures as well, and notices if one of them is taken away. It can never pass for a checkpoint: its second line is
/// no number.
public record KeyList(String origin, List<VerifierKey> keys) {
    private static final String HEADER = "plumbline log keys v1";

    public KeyList {
        keys = List.copyOf(keys);
        if (keys.isEmpty() || !keys.stream().allMatch(key -> key.name().equals(origin))) {
            throw malformed("all keys must be of " + StrictText.excerpt(origin));
        }
    }

    public static SignedNote sign(LogKeys keys, Instant time) {
        StringBuilder text =
                new StringBuilder(HEADER).append('\n').append(keys.origin()).append('\n');
        keys.verifiers().forEach(key -> text.append(key).append('\n'));
        return new SignedNote(text.toString(), List.of(keys.ed25519().sign(text.toString(), time)));
    }

    /// Verifies that one of the trusted keys, of the same log, signed the list.
    public static KeyList verify(byte[] note, Collection<VerifierKey> trusted) {
        SignedNote signed = SignedNote.parse(note);
        List<String> lines = signed.text().lines().toList();
        if (lines.size() < 3 || !lines.getFirst().equals(HEADER)) {
            throw malformed("it must begin with " + HEADER);
        }
        List<VerifierKey> signers = trusted.stream()
                .filter(key -> key.type() == SignatureType.ED25519 && key.name().equals(lines.get(1)))
                .toList();
        signed.verify(signers);
        return new KeyList(
                lines.get(1),
                lines.subList(2, lines.size()).stream().map(VerifierKey::parse).toList());
    }

    private static VerificationException malformed(String why) {
        return new VerificationException(Refusal.MALFORMED_KEY, "not a list of log keys: " + why);
    }
}
