package plumbline.server.evidence.journal;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import plumbline.ledger.json.CanonicalJson;
import plumbline.ledger.json.JsonObject;
import plumbline.ledger.json.JsonReader;
import plumbline.server.web.sheet.Csv;

/// How an export of the journal writes its entries, one a line.
enum JournalFormat {
    /// For spreadsheets.
    CSV("csv", "text/csv;charset=UTF-8") {
        @Override
        String head() {
            return Csv.line(List.of(
                    "id", "at", "actor", "name", "action", "object kind", "object", "request", "reason", "content"));
        }

        @Override
        String line(JournalEntry entry) {
            return Csv.line(List.of(
                    entry.id(),
                    entry.at(),
                    entry.actor().id(),
                    entry.actor().name(),
                    entry.action(),
                    entry.object().kind(),
                    entry.object().id(),
                    entry.requestId() == null ? "" : entry.requestId(),
                    entry.reason(),
                    entry.content()));
        }
    },

    /// JSON lines; `content` has the very bytes to which the ledger commits, since both are canonical.
    JSONL("jsonl", "application/x-ndjson") {
        @Override
        String line(JournalEntry entry) {
            return CanonicalJson.text(JsonObject.builder()
                            .put("content", JsonReader.read(entry.content()))
                            .put("id", entry.id())
                            .put("salt", entry.salt())
                            .build())
                    + "\n";
        }
    },

    /// JSON lines in the Open Cybersecurity Schema Framework.
    OCSF("ocsf", "application/x-ndjson") {
        @Override
        String line(JournalEntry entry) {
            return CanonicalJson.text(OcsfEvent.of(entry)) + "\n";
        }
    };

    private final String word;
    private final String mediaType;

    JournalFormat(String word, String mediaType) {
        this.word = word;
        this.mediaType = mediaType;
    }

    static Optional<JournalFormat> find(String word) {
        return Arrays.stream(values())
                .filter(format -> format.word.equals(word.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    String word() {
        return word;
    }

    String mediaType() {
        return mediaType;
    }

    String fileName() {
        return this == OCSF ? "journal.ocsf.jsonl" : "journal." + word;
    }

    /// What stands before the first entry.
    String head() {
        return "";
    }

    abstract String line(JournalEntry entry);
}
