package plumbline.server.evidence;

import gg.jte.models.runtime.JteModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
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
import plumbline.catalog.ControlRef;
import plumbline.server.api.OpensRecord;
import plumbline.server.api.Problem;
import plumbline.server.api.Slice;
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
import plumbline.server.web.Event;
import plumbline.server.web.Filter;
import plumbline.server.web.Option;
import plumbline.server.web.Pager;
import plumbline.server.web.Shell;
import plumbline.server.web.sheet.Sheet;

/// Evidence as pages: the list, and one record with its content and its proof.
@Controller
final class EvidencePages {
    private static final int ROWS = 50;
    private static final int CSV_ROWS = 10_000;
    private static final int PREVIEW_BYTES = 4_000;

    private final EvidenceQueries queries;
    private final BodyStore bodies;
    private final Ledger ledger;
    private final Services services;
    private final Templates templates;

    EvidencePages(EvidenceQueries queries, BodyStore bodies, Ledger ledger, Services services, Templates templates) {
        this.queries = queries;
        this.bodies = bodies;
        this.ledger = ledger;
        this.services = services;
        this.templates = templates;
    }

    @Requires(value = Permission.EVIDENCE_READ, scoped = true)
    @GetMapping("/evidence")
    JteModel list(Shell shell, Principal principal) {
        var before = EvidenceId.find(shell.address().first("after")).orElse(null);
        var shown = Slice.of(
                queries.list(filter(shell, principal), before, ROWS + 1),
                ROWS,
                evidence -> evidence.id().toString());
        var proven = queries.inLedger(shown.rows().stream().map(Evidence::id).toList());
        return templates.evidenceList(
                shell.titled("Evidence"),
                form(shell.address()),
                new Pager(shell.address(), shown.rows().size(), null, shown.next()),
                shown.rows(),
                queries::kindName,
                proven,
                ledger.status(),
                principal.may(Permission.EVIDENCE_WRITE),
                principal.may(Permission.EVIDENCE_WRITE) && principal.may(Permission.LINK_MANAGE));
    }

    @Requires(value = Permission.EVIDENCE_READ, scoped = true)
    @GetMapping(path = "/evidence", params = "format")
    Sheet sheet(Shell shell, Principal principal) {
        var sheet = new Sheet(
                "evidence",
                List.of("id", "kind", "title", "source", "valid from", "valid to", "recorded", "by", "sha256"));
        for (var record : queries.list(filter(shell, principal), null, CSV_ROWS)) {
            sheet.row(List.of(
                    record.id(),
                    record.kind(),
                    record.title(),
                    record.source().word() + ":" + record.source().reference(),
                    record.valid().from(),
                    record.valid().to(),
                    record.recordedAt(),
                    record.actor().name(),
                    record.content().digest()));
        }
        return sheet;
    }

    @Requires(value = Permission.EVIDENCE_READ, scoped = true)
    @GetMapping("/evidence/{id}")
    @OpensRecord("evidence")
    JteModel record(Shell shell, Principal principal, @PathVariable String id) {
        var record = visible(queries, principal, id);
        var item = LedgerItem.evidence(record.id().number());
        var proof = ProofView.of(
                item, ledger.proof(item), queries.salt(record.id()).hex(), "/api/v1/evidence/" + record.id());
        return templates.evidenceRecord(
                shell.titled(id),
                record,
                queries.kindName(record),
                service(principal, record),
                preview(record),
                proof,
                Event.History.of(queries.history(record), principal, "evidence", id));
    }

    @Requires(value = Permission.EVIDENCE_READ, scoped = true)
    @GetMapping("/evidence/{id}/content")
    @OpensRecord("evidence")
    ResponseEntity<InputStreamResource> content(Principal principal, @PathVariable String id) {
        return download(bodies, visible(queries, principal, id));
    }

    /// The content as a download: never shown by the browser as a page of ours, whatever it holds.
    static ResponseEntity<InputStreamResource> download(BodyStore bodies, Evidence record) {
        var name = ContentDisposition.attachment().filename(record.fileName()).build();
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .contentLength(record.content().length())
                .header(HttpHeaders.CONTENT_DISPOSITION, name.toString())
                .header("Content-Security-Policy", "default-src 'none'; sandbox")
                .body(new InputStreamResource(bodies.open(record.content().digest())));
    }

    static Evidence visible(EvidenceQueries queries, Principal principal, String id) {
        return EvidenceId.find(id)
                .flatMap(queries::find)
                .filter(record -> principal.scope(Permission.EVIDENCE_READ).covers(record.serviceId()))
                .orElseThrow(() ->
                        Problem.notFound("There is no evidence " + id + ".").exception());
    }

    private @Nullable CloudService service(Principal principal, Evidence record) {
        return services.visible(principal, Permission.EVIDENCE_READ).stream()
                .filter(service -> record.serviceId() != null && service.id() == record.serviceId())
                .findFirst()
                .orElse(null);
    }

    /// The beginning of what is text, for a first look.
    private String preview(Evidence record) {
        var type = record.content().mediaType();
        if (!type.startsWith("text/") && !type.contains("json")) {
            return "";
        }
        try (var content = bodies.open(record.content().digest())) {
            var text = new String(content.readNBytes(PREVIEW_BYTES), StandardCharsets.UTF_8);
            return record.content().length() > PREVIEW_BYTES ? text + " …" : text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private EvidenceFilter filter(Shell shell, Principal principal) {
        var address = shell.address();
        var key = shell.services().selected();
        var service = key.isEmpty()
                ? null
                : services.find(principal, Permission.EVIDENCE_READ, key).orElse(null);
        return EvidenceFilter.NONE
                .within(principal.scope(Permission.EVIDENCE_READ))
                .forService(service == null ? null : Long.valueOf(service.id()))
                .ofKind(address.first("kind").isBlank() ? null : address.first("kind"))
                .forControl(control(address.first("control")))
                .fromSource(address.first("source").isBlank() ? null : address.first("source"))
                .about(address.first("q"))
                .during(day(address.first("from"), 0), day(address.first("to"), 1));
    }

    static @Nullable ControlRef control(String reference) {
        try {
            return reference.isBlank() ? null : ControlRef.parse(reference);
        } catch (IllegalArgumentException e) {
            throw Problem.invalid("?control", "must be a reference such as 2015/12.4.1")
                    .exception();
        }
    }

    /// The beginning of a day, or of one some days after it.
    static @Nullable Instant day(String text, int later) {
        try {
            return text.isBlank()
                    ? null
                    : LocalDate.parse(text)
                            .plusDays(later)
                            .atStartOfDay(ZoneOffset.UTC)
                            .toInstant();
        } catch (DateTimeParseException e) {
            throw Problem.invalid("?from", "must be a day such as 2026-11-23").exception();
        }
    }

    private static Filter form(Address address) {
        return Filter.of(address)
                .select(
                        "source",
                        "Source",
                        List.of(
                                new Option("", "Any source"),
                                new Option("scan", "Scans"),
                                new Option("upload", "Uploads"),
                                new Option("external", "External parties"),
                                new Option("review", "Access reviews")));
    }
}
