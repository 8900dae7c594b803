package plumbline.ledger.pack;

import java.util.Optional;
import plumbline.ledger.json.JsonObject;

/// One piece of evidence in a pack.
///
/// @param evidence the record: at least `id`, equal to the commitment's, and `title`
/// @param disclosed content and salt, or empty where the recipient may only see that it exists
public record EvidenceItem(Commitment commitment, JsonObject evidence, Optional<Disclosed> disclosed) {
    /// What opens a commitment.
    public record Disclosed(Salt salt, ContentSource content) {}
}
