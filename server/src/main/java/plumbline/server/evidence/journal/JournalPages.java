package plumbline.server.evidence.journal;

import gg.jte.models.runtime.JteModel;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import plumbline.server.api.OpensRecord;
import plumbline.server.api.Problem;
import plumbline.server.estate.CloudService;
import plumbline.server.estate.Services;
import plumbline.server.evidence.ledger.Ledger;
import plumbline.server.evidence.ledger.LedgerItem;
import plumbline.server.evidence.ledger.ProofView;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;
import plumbline.server.templates.Templates;
import plumbline.server.web.Address;
import plumbline.server.web.Reply;
import plumbline.server.web.Shell;

/// The journal as pages: what everybody did, newest first, as a list that can be followed, each entry with its proof.
@Controller
final class JournalPages {
    private static final int ROWS = 50;
    private static final Duration LONGEST_FOLLOWED = Duration.ofMinutes(30);

    private final JournalStore store;
    private final JournalExport export;
    private final Services services;
    private final Ledger ledger;
    private final Templates templates;

    JournalPages(JournalStore store, JournalExport export, Services services, Ledger ledger, Templates templates) {
        this.store = store;
        this.export = export;
        this.services = services;
        this.ledger = ledger;
        this.templates = templates;
    }

    @Requires(Permission.JOURNAL_READ)
    @GetMapping("/journal")
    JteModel list(Shell shell, Principal principal) {
        var address = shell.address();
        boolean follows = !address.first("follow").isEmpty();
        var filter = filter(shell, principal);
        var rows = store.list(filter, follows ? null : number(address.first("after")), ROWS + 1);
        var shown = rows.size() > ROWS ? rows.subList(0, ROWS) : rows;
        var next = rows.size() > ROWS && !follows ? Long.valueOf(shown.getLast().number()) : null;
        var page = new JournalView(
                shown,
                next,
                rows.size() > ROWS && filter.words().isBlank()
                        ? store.count(filter, JournalView.MOST_COUNTED + 1)
                        : rows.size(),
                follows ? followed(shell, newest(shown), 0) : null,
                store.names(shown));
        return templates.journalList(
                shell.titled("Journal"),
                JournalView.form(address, store.kinds(), store.actions()),
                page,
                ledger.status());
    }

    /// What a page that follows asks for every few seconds: nothing while nothing happened, else its list anew. Each
    /// question is a request of its own, so that a follower holds no connection, neither to here nor to PostgreSQL.
    @Requires(Permission.JOURNAL_READ)
    @GetMapping("/journal/latest")
    Reply latest(
            Shell shell,
            Principal principal,
            @RequestParam(defaultValue = "0") long since,
            @RequestParam(defaultValue = "0") long seen,
            @RequestParam(defaultValue = "0") long until) {
        var rows = store.list(filter(shell, principal), null, ROWS);
        boolean ended = shell.now().getEpochSecond() >= until;
        if (newest(rows) == seen && !ended) {
            return Reply.nothing();
        }
        var asked = shell.address().without("seen").without("since").without("until");
        var follow = new JournalView.Follow(
                new Address("/journal", asked.parameters()),
                since,
                newest(rows),
                ended ? 0 : Math.min(until, latestEnd(shell.now())));
        return Reply.page(
                templates.journalLatest(shell, new JournalView(rows, null, rows.size(), follow, store.names(rows))));
    }

    private static JournalView.Follow followed(Shell shell, long newest, long seen) {
        return new JournalView.Follow(shell.address(), newest, Math.max(newest, seen), latestEnd(shell.now()));
    }

    private static long latestEnd(Instant now) {
        return now.plus(LONGEST_FOLLOWED).getEpochSecond();
    }

    private static long newest(List<JournalEntry> rows) {
        return rows.stream().mapToLong(JournalEntry::number).max().orElse(0);
    }

    @Requires(Permission.JOURNAL_READ)
    @GetMapping(path = "/journal", params = "format")
    ResponseEntity<InputStreamResource> export(Shell shell, Principal principal, @RequestParam String format) {
        var chosen = format(format);
        return download(chosen, export.open(principal.actor(), filter(shell, principal), chosen));
    }

    static JournalFormat format(String word) {
        return JournalFormat.find(word)
                .orElseThrow(() ->
                        Problem.invalid("?format", "must be csv, jsonl or ocsf").exception());
    }

    static ResponseEntity<InputStreamResource> download(JournalFormat format, InputStream file) {
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(format.mediaType()))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(format.fileName())
                                .build()
                                .toString())
                .body(new InputStreamResource(file));
    }

    @Requires(Permission.JOURNAL_READ)
    @GetMapping("/journal/{id}")
    @OpensRecord("journal")
    JteModel entry(Shell shell, @PathVariable String id) {
        var entry = find(store, id);
        var item = LedgerItem.journal(entry.number());
        var proof = ProofView.of(item, ledger.proof(item), entry.salt(), "/api/v1/journal/" + entry.id());
        var view = new JournalView(List.of(entry), null, 1, null, store.names(List.of(entry)));
        return templates.journalEntry(shell.titled(id), entry, view.name(entry), proof);
    }

    static JournalEntry find(JournalStore store, String id) {
        return LedgerItem.find(id)
                .filter(item -> item.kind() == LedgerItem.Kind.JOURNAL)
                .flatMap(item -> store.find(item.number()))
                .orElseThrow(() -> Problem.notFound("There is no journal entry " + id + ".")
                        .exception());
    }

    private JournalFilter filter(Shell shell, Principal principal) {
        var address = shell.address();
        var key = shell.services().selected();
        // A thing or a request is meant as it is named: it may belong to another service than the one chosen, or to
        // none.
        var named =
                !address.first("object").isEmpty() || !address.first("request").isEmpty();
        var service = key.isEmpty() || named
                ? null
                : services.find(principal, Permission.JOURNAL_READ, key)
                        .map(CloudService::id)
                        .orElse(null);
        return new JournalFilter(
                        address.first("actor"),
                        address.first("action"),
                        address.first("kind"),
                        address.first("object"),
                        address.first("request"),
                        address.first("q"),
                        JournalFilter.Span.OPEN)
                .within(moment("?from", address.first("from"), 0), moment("?to", address.first("to"), 1), service);
    }

    static @Nullable Instant moment(String parameter, String text, int daysLater) {
        try {
            return JournalFilter.moment(text, daysLater);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid(parameter, String.valueOf(e.getMessage())).exception();
        }
    }

    private static @Nullable Long number(String text) {
        return text.matches("[0-9]{1,18}") ? Long.valueOf(text) : null;
    }
}
