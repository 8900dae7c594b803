package plumbline.ledger.pack;

import java.util.List;
import plumbline.ledger.Policy;

/// What goes into a pack.
///
/// @param journal in the log's order; gone through twice, so it must give the same lines each time
/// @param policy whose signatures make the checkpoint credible; it becomes the pack's policy and keys
public record PackContents(
        PackScope scope,
        PackDocuments documents,
        List<EvidenceItem> evidence,
        Iterable<JournalLine> journal,
        Policy policy) {
    public PackContents {
        evidence = List.copyOf(evidence);
    }
}
