package plumbline.server.evidence.journal;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import plumbline.server.api.Cursor;
import plumbline.server.api.OpensRecord;
import plumbline.server.api.Page;
import plumbline.server.api.Problem;
import plumbline.server.estate.Services;
import plumbline.server.evidence.ledger.Ledger;
import plumbline.server.evidence.ledger.LedgerItem;
import plumbline.server.evidence.ledger.ProofAnswers;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;
import plumbline.server.platform.HistoryEntry.FieldChange;

/// The journal as JSON.
@RestController
@RequestMapping("/api/v1/journal")
final class JournalApi {
    private static final String LIST = "journal, newest first";

    private final JournalStore store;
    private final JournalExport export;
    private final Services services;
    private final Ledger ledger;

    JournalApi(JournalStore store, JournalExport export, Services services, Ledger ledger) {
        this.store = store;
        this.export = export;
        this.services = services;
        this.ledger = ledger;
    }

    /// An entry; `content` is the canonical JSON to which the ledger commits.
    record EntryBody(
            String id,
            Instant at,
            String actor,
            String actorKind,
            String actorName,
            String action,
            String object,
            @Nullable String requestId,
            String reason,
            List<FieldChange> changes,
            String content) {}

    /// What may be asked for, as in the page's filters: `from` and `to` are days, both included, or moments; `service`
    /// is a key.
    record Query(
            @Nullable String actor,
            @Nullable String action,
            @Nullable String kind,
            @Nullable String object,
            @Nullable String request,
            @Nullable String service,
            @Nullable String from,
            @Nullable String to,
            @Nullable String q) {}

    /// Entries, newest first.
    @Requires(Permission.JOURNAL_READ)
    @GetMapping
    Page<EntryBody> list(
            Principal principal,
            Query query,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var after = Cursor.parse(cursor, LIST, 1);
        int most = Page.limit(limit);
        var rows = store.list(filter(principal, query), after == null ? null : after.id(0), most + 1);
        return Page.of(rows, most, LIST, row -> Cursor.of(row.number())).map(JournalApi::body);
    }

    /// All entries that match, as a file that is streamed: `csv`, `jsonl` or `ocsf`. The journal notes who took it.
    @Requires(Permission.JOURNAL_READ)
    @GetMapping("/export")
    ResponseEntity<InputStreamResource> export(
            Principal principal, Query query, @RequestParam(defaultValue = "jsonl") String format) {
        var chosen = JournalPages.format(format);
        return JournalPages.download(chosen, export.open(principal.actor(), filter(principal, query), chosen));
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

    private JournalFilter filter(Principal principal, Query query) {
        return new JournalFilter(
                        text(query.actor()),
                        text(query.action()),
                        text(query.kind()),
                        text(query.object()),
                        text(query.request()),
                        text(query.q()),
                        JournalFilter.Span.OPEN)
                .within(
                        JournalPages.moment("?from", text(query.from()), 0),
                        JournalPages.moment("?to", text(query.to()), 1),
                        service(principal, text(query.service())));
    }

    private @Nullable Long service(Principal principal, String key) {
        if (key.isEmpty()) {
            return null;
        }
        return services.find(principal, Permission.JOURNAL_READ, key)
                .orElseThrow(
                        () -> Problem.invalid("?service", "is no cloud service").exception())
                .id();
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }

    private static EntryBody body(JournalEntry entry) {
        return new EntryBody(
                entry.id(),
                entry.at(),
                entry.actor().id(),
                entry.actor().kind(),
                entry.actor().name(),
                entry.action(),
                entry.object().reference(),
                entry.requestId(),
                entry.reason(),
                entry.changes(),
                entry.content());
    }
}
