package plumbline.ledger.pack;

import java.util.Optional;
import plumbline.ledger.json.CanonicalJson;
import plumbline.ledger.json.JsonException;
import plumbline.ledger.json.JsonObject;
import plumbline.ledger.json.JsonReader;

/// One journal entry in a pack: its commitment and, where the recipient may see it, the salt and the content, whose
/// canonical bytes were committed to.
public record JournalLine(Commitment commitment, Optional<Disclosed> disclosed) {
    /// What opens a commitment.
    public record Disclosed(Salt salt, JsonObject content) {}

    /// Refuses content that is not what was committed to.
    public JournalLine {
        disclosed.ifPresent(opened -> {
            if (!opened.salt().digest(CanonicalJson.bytes(opened.content())).equals(commitment.digest())) {
                throw new PackException(
                        PackRefusal.COMMITMENT_MISMATCH,
                        "journal entry " + commitment.id() + " is not what its commitment says");
            }
        });
    }

    /// The line's canonical JSON, without the newline.
    byte[] bytes() {
        JsonObject.Builder line = JsonObject.builder().put("commitment", JsonReader.readObject(commitment.leaf()));
        disclosed.ifPresent(opened -> line.put("salt", opened.salt().hex()).put("content", opened.content()));
        return CanonicalJson.bytes(line.build());
    }

    static JournalLine read(byte[] line) {
        JsonObject json = JsonReader.readCanonical(line);
        Commitment commitment = Commitment.read(CanonicalJson.bytes(json.object("commitment")));
        boolean opened = json.has("salt");
        if (json.members().size() != (opened ? 3 : 1)) {
            throw new JsonException("a journal line has a commitment, and both salt and content or neither");
        }
        return new JournalLine(
                commitment,
                opened
                        ? Optional.of(new Disclosed(salt(json.string("salt")), json.object("content")))
                        : Optional.empty());
    }

    private static Salt salt(String hex) {
        try {
            Salt salt = Salt.ofHex(hex);
            if (salt.hex().equals(hex)) {
                return salt;
            }
        } catch (IllegalArgumentException _) {
            // Said below, as for every other spelling.
        }
        throw new JsonException("a salt must be 64 lower-case hex digits");
    }
}
