package plumbline.server.evidence;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import plumbline.server.api.Problem;
import plumbline.server.evidence.ledger.Ledger;
import plumbline.server.evidence.ledger.LedgerItem;
import plumbline.server.evidence.ledger.ProofAnswers;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Requires;

/// The journal as JSON.
@RestController
@RequestMapping("/api/v1/journal")
final class JournalApi {
    private static final int MOST = 200;

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

    /// A page of entries, newest first.
    record EntryList(List<EntryBody> items, @Nullable String nextCursor) {}

    @Requires(Permission.JOURNAL_READ)
    @GetMapping
    EntryList list(
            @RequestParam(defaultValue = "") String actor,
            @RequestParam(defaultValue = "") String action,
            @RequestParam(defaultValue = "") String object,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        if (limit < 1 || limit > MOST) {
            throw Problem.invalid("?limit", "must be 1 to " + MOST).exception();
        }
        var before = cursor == null ? null : JournalPages.number(cursor);
        if (cursor != null && before == null) {
            throw Problem.invalid("?cursor", "must be the nextCursor of the page before")
                    .exception();
        }
        var rows = store.list(new JournalStore.Filter(actor, action, object, before), limit + 1);
        var shown = rows.size() > limit ? rows.subList(0, limit) : rows;
        var next = rows.size() > limit ? Long.toString(shown.getLast().number()) : null;
        return new EntryList(shown.stream().map(JournalApi::body).toList(), next);
    }

    @Requires(Permission.JOURNAL_READ)
    @GetMapping("/{id}")
    EntryBody get(@PathVariable String id) {
        return body(JournalPages.find(store, id));
    }

    @Requires(Permission.JOURNAL_READ)
    @GetMapping("/{id}/proof")
    ResponseEntity<byte[]> proof(@PathVariable String id) {
        return ProofAnswers.proof(
                ledger, LedgerItem.journal(JournalPages.find(store, id).number()));
    }

    @Requires(Permission.JOURNAL_READ)
    @GetMapping("/{id}/leaf")
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
