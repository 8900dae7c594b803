package plumbline.ledger.pack;

import java.util.List;
import java.util.stream.Collectors;
import plumbline.ledger.json.JsonObject;

/// What the readable page shows. Writer and verifier each make it from the pack's data, so the page cannot say
/// anything else than the data.
///
/// @param evidence in the order of ids
/// @param journal the first [#JOURNAL_SHOWN] lines, of `journalTotal`
record PackFacts(
        PackScope scope,
        PackDocuments documents,
        List<Evidence> evidence,
        List<JournalLine> journal,
        long journalTotal) {
    static final int JOURNAL_SHOWN = 500;
    static final int ROWS_SHOWN = 5_000;

    /// One piece of evidence: its commitment, its record, and whether its content is in the pack.
    record Evidence(Commitment commitment, JsonObject evidence, boolean disclosed) {
        /// Refuses a record that is about something else, or that the page cannot show.
        Evidence {
            evidence.string("title");
            if (!evidence.string("id").equals(commitment.id())) {
                throw new PackException(
                        PackRefusal.MALFORMED_DOCUMENT,
                        "the record of evidence " + commitment.id() + " is about " + evidence.string("id"));
            }
        }
    }

    PackFacts {
        evidence = List.copyOf(evidence);
        journal = List.copyOf(journal);
        documents.requireConsistent(
                scope, evidence.stream().map(item -> item.commitment().id()).collect(Collectors.toSet()));
    }
}
