package plumbline.server.evidence;

import gg.jte.models.runtime.JteModel;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import plumbline.server.api.OpensRecord;
import plumbline.server.api.Problem;
import plumbline.server.evidence.ledger.Ledger;
import plumbline.server.evidence.ledger.LedgerItem;
import plumbline.server.evidence.ledger.ProofView;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Requires;
import plumbline.server.templates.Templates;
import plumbline.server.web.Address;
import plumbline.server.web.Csv;
import plumbline.server.web.Filter;
import plumbline.server.web.Pager;
import plumbline.server.web.Shell;

/// The journal as pages: what everybody did, newest first, each entry with its proof.
@Controller
final class JournalPages {
    private static final int ROWS = 50;
    private static final int CSV_ROWS = 10_000;

    private final JournalStore store;
    private final Ledger ledger;
    private final Templates templates;

    JournalPages(JournalStore store, Ledger ledger, Templates templates) {
        this.store = store;
        this.ledger = ledger;
        this.templates = templates;
    }

    @Requires(Permission.JOURNAL_READ)
    @GetMapping("/journal")
    JteModel list(Shell shell) {
        var rows = store.list(filter(shell.address()), ROWS + 1);
        var shown = rows.size() > ROWS ? rows.subList(0, ROWS) : rows;
        var next = rows.size() > ROWS ? Long.toString(shown.getLast().number()) : null;
        return templates.evidenceJournal(
                shell.titled("Journal"),
                Filter.of(shell.address()),
                new Pager(shell.address(), shown.size(), null, next),
                shown,
                ledger.status());
    }

    @Requires(Permission.JOURNAL_READ)
    @GetMapping(path = "/journal", params = "format=csv")
    ResponseEntity<byte[]> csv(Shell shell) {
        var csv =
                new Csv(List.of("id", "at", "actor", "name", "action", "object kind", "object", "request", "content"));
        for (var entry : store.list(filter(shell.address()), CSV_ROWS)) {
            csv.row(List.of(
                    entry.id(),
                    entry.at(),
                    entry.actorId(),
                    entry.actorName(),
                    entry.action(),
                    entry.objectKind(),
                    entry.objectId(),
                    entry.requestId() == null ? "" : entry.requestId(),
                    entry.content()));
        }
        return csv.answer("journal.csv");
    }

    @Requires(Permission.JOURNAL_READ)
    @GetMapping("/journal/{id}")
    @OpensRecord("journal")
    JteModel entry(Shell shell, @PathVariable String id) {
        var entry = find(store, id);
        var item = LedgerItem.journal(entry.number());
        var proof = ProofView.of(item, ledger.proof(item), entry.salt(), "/api/v1/journal/" + entry.id());
        return templates.evidenceEntry(shell.titled(id), entry, proof);
    }

    static JournalEntry find(JournalStore store, String id) {
        return LedgerItem.find(id)
                .filter(item -> item.kind() == LedgerItem.Kind.JOURNAL)
                .flatMap(item -> store.find(item.number()))
                .orElseThrow(() -> Problem.notFound("There is no journal entry " + id + ".")
                        .exception());
    }

    private static JournalStore.Filter filter(Address address) {
        return new JournalStore.Filter(
                address.first("actor"),
                address.first("action"),
                address.first("object"),
                address.first("q"),
                number(address.first("after")));
    }

    static @Nullable Long number(String text) {
        return text.matches("[0-9]{1,18}") ? Long.valueOf(text) : null;
    }
}
