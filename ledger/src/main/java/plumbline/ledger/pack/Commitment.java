package plumbline.ledger.pack;

import java.time.Instant;
import java.util.regex.Pattern;
import plumbline.ledger.json.CanonicalJson;
import plumbline.ledger.json.JsonException;
import plumbline.ledger.json.JsonObject;
import plumbline.ledger.json.JsonReader;

/// What stands in the log for a piece of content: enough to recognise the content, too little to reveal it.
///
/// The digest covers a salt of 32 bytes followed by the content, so that content that is easy to guess stays hidden,
/// and deleting salt and content erases it while the log stays valid. [#leaf()] is the log's entry, byte for byte.
public record Commitment(String id, String kind, Instant time, String mediaType, SaltedDigest digest) {
    public static final String SCHEMA = "plumbline.commitment/v1";

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
    private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9.-]{0,99}");
    private static final Pattern MEDIA_TYPE = Pattern.compile("[a-z0-9.+-]{1,60}/[A-Za-z0-9.+-]{1,100}");

    /// The time is UTC with microseconds, as the database stores it; what is finer is refused, not rounded.
    public Commitment {
        require(ID.matcher(id).matches() && !id.endsWith("."), "id must be letters, digits, '.', '_', '-'", id);
        require(KIND.matcher(kind).matches(), "kind must be lower-case words", kind);
        require(MEDIA_TYPE.matcher(mediaType).matches(), "media type must be type/subtype", mediaType);
        time = Timestamps.require(time);
    }

    /// The log's entry: RFC 8785 JSON of {id, kind, length, mediaType, schema, sha256, time}.
    public byte[] leaf() {
        return CanonicalJson.bytes(JsonObject.builder()
                .put("schema", SCHEMA)
                .put("id", id)
                .put("kind", kind)
                .put("time", Timestamps.format(time))
                .put("mediaType", mediaType)
                .put("length", digest.length())
                .put("sha256", digest.sha256())
                .build());
    }

    /// Reads a log entry; anything but the exact bytes that [#leaf()] writes is a [JsonException].
    public static Commitment read(byte[] leaf) {
        JsonObject json = JsonReader.readCanonical(leaf);
        if (!json.string("schema").equals(SCHEMA) || json.members().size() != 7) {
            throw new JsonException("a commitment must have exactly the members of " + SCHEMA);
        }
        try {
            return new Commitment(
                    json.string("id"),
                    json.string("kind"),
                    Timestamps.parse(json.string("time")),
                    json.string("mediaType"),
                    new SaltedDigest(json.integer("length"), json.string("sha256")));
        } catch (IllegalArgumentException e) {
            throw new JsonException("a commitment is refused: " + e.getMessage());
        }
    }

    private static void require(boolean holds, String rule, Object found) {
        if (!holds) {
            throw new IllegalArgumentException(rule + ", but is " + found);
        }
    }
}
