package plumbline.server.evidence;

import java.time.Instant;
import org.jooq.DSLContext;
import plumbline.ledger.json.JsonObject;

/// A document that an area adds to every pack. Areas register theirs as beans.
public interface PackSection {

    /// The file's name in the pack, for example `findings.json`.
    String name();

    /// What the document is, in one sentence for the pack's reader.
    String title();

    /// The document for a service and a window of time, from what the given transaction sees and nothing else. Equal
    /// data must give equal JSON: order every list.
    ///
    /// @throws PackTooLarge when it would hold more than a pack can
    JsonObject content(DSLContext snapshot, Selection selection);

    /// What a pack is about.
    ///
    /// @param edition of the catalogue, whose controls the document names
    /// @param from first moment of the window
    /// @param to first moment after it
    record Selection(long serviceId, Instant from, Instant to, String edition) {
        /// The evidence of such a pack: that of the service which was true at some moment of the window.
        EvidenceFilter evidence() {
            return EvidenceFilter.NONE.forService(serviceId).during(from, to);
        }
    }
}
