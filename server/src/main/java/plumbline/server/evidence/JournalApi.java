package plumbline.server.evidence;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import plumbline.server.api.Cursor;
import plumbline.server.api.OpensRecord;
import plumbline.server.api.Page;
import plumbline.server.evidence.ledger.Ledger;
import plumbline.server.evidence.ledger.LedgerItem;
import plumbline.server.evidence.ledger.ProofAnswers;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Requires;

/// The journal as JSON.
@RestController
@RequestMapping("/api/v1/journal")
final class JournalApi {
    private static final String LIST = "journal, newest first";

    private final JournalStore store;
    private final Ledger ledger;

    JournalApi(JournalStore store, Ledger ledger) {
        this.store = store;
        this.ledger = ledger;
    }

    /// An entry; `content` is the canonical JSON to which the ledger commits.
    record EntryBody(
            String id,
            Instant at,
            String actor,
            String actorName,
            String action,
            String object,
            @Nullable String requestId,
            String content) {}

    /// Entries, newest first.
    @Requires(Permission.JOURNAL_READ)
    @GetMapping
    Page<EntryBody> list(
            @RequestParam(defaultValue = "") String actor,
            @RequestParam(defaultValue = "") String action,
            @RequestParam(defaultValue = "") String object,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var after = Cursor.parse(cursor, LIST, 1);
        int most = Page.limit(limit);
        var filter = new JournalStore.Filter(actor, action, object, after == null ? null : after.id(0));
        return Page.of(store.list(filter, most + 1), most, LIST, row -> Cursor.of(row.number()))
                .map(JournalApi::body);
    }

    @Requires(Permission.JOURNAL_READ)
    @GetMapping("/{id}")
    @OpensRecord("journal")
    EntryBody get(@PathVariable String id) {
        return body(JournalPages.find(store, id));
    }

    @Requires(Permission.JOURNAL_READ)
    @GetMapping("/{id}/proof")
    @OpensRecord("journal")
    ResponseEntity<byte[]> proof(@PathVariable String id) {
        return ProofAnswers.proof(
                ledger, LedgerItem.journal(JournalPages.find(store, id).number()));
    }

    @Requires(Permission.JOURNAL_READ)
    @GetMapping("/{id}/leaf")
    @OpensRecord("journal")
    ResponseEntity<byte[]> leaf(@PathVariable String id) {
        return ProofAnswers.leaf(
                ledger, LedgerItem.journal(JournalPages.find(store, id).number()));
    }

    private static EntryBody body(JournalEntry entry) {
        return new EntryBody(
                entry.id(),
                entry.at(),
                entry.actorId(),
                entry.actorName(),
                entry.action(),
                entry.objectKind() + ":" + entry.objectId(),
                entry.requestId(),
                entry.content());
    }
}
