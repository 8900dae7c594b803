package plumbline.server.evidence;

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

/// Evidence as JSON, with its content and its proof.
@RestController
@RequestMapping("/api/v1/evidence")
final class EvidenceApi {
    private static final String LIST = "evidence, newest first";

    private final EvidenceQueries queries;
    private final BodyStore bodies;
    private final Ledger ledger;
    private final Services services;

    EvidenceApi(EvidenceQueries queries, BodyStore bodies, Ledger ledger, Services services) {
        this.queries = queries;
        this.bodies = bodies;
        this.ledger = ledger;
        this.services = services;
    }

    /// A record; `validFrom` and `validTo` say when it was true, `recordedAt` when we knew.
    record EvidenceBody(
            String id,
            String kind,
            String title,
            String source,
            List<String> controls,
            Instant validFrom,
            Instant validTo,
            Instant recordedAt,
            String recordedBy,
            String sha256,
            long length,
            String mediaType,
            @Nullable String supersedes,
            @Nullable String supersededBy) {}

    /// Records, newest first.
    @Requires(value = Permission.EVIDENCE_READ, scoped = true)
    @GetMapping
    Page<EvidenceBody> list(
            Principal principal,
            @RequestParam(defaultValue = "") String service,
            @RequestParam(defaultValue = "") String control,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var after = Cursor.parse(cursor, LIST, 1);
        int most = Page.limit(limit);
        var filter = EvidenceFilter.NONE
                .within(principal.scope(Permission.EVIDENCE_READ))
                .forService(serviceId(principal, service))
                .forControl(EvidencePages.control(control));
        var before = after == null ? null : new EvidenceId(after.id(0));
        return Page.of(
                        queries.list(filter, before, most + 1),
                        most,
                        LIST,
                        row -> Cursor.of(row.id().number()))
                .map(EvidenceApi::body);
    }

    @Requires(value = Permission.EVIDENCE_READ, scoped = true)
    @GetMapping("/{id}")
    @OpensRecord("evidence")
    EvidenceBody get(Principal principal, @PathVariable String id) {
        return body(EvidencePages.visible(queries, principal, id));
    }

    @Requires(value = Permission.EVIDENCE_READ, scoped = true)
    @GetMapping("/{id}/content")
    @OpensRecord("evidence")
    ResponseEntity<InputStreamResource> content(Principal principal, @PathVariable String id) {
        return EvidencePages.download(bodies, EvidencePages.visible(queries, principal, id));
    }

    @Requires(value = Permission.EVIDENCE_READ, scoped = true)
    @GetMapping("/{id}/proof")
    @OpensRecord("evidence")
    ResponseEntity<byte[]> proof(Principal principal, @PathVariable String id) {
        return ProofAnswers.proof(ledger, item(principal, id));
    }

    @Requires(value = Permission.EVIDENCE_READ, scoped = true)
    @GetMapping("/{id}/leaf")
    @OpensRecord("evidence")
    ResponseEntity<byte[]> leaf(Principal principal, @PathVariable String id) {
        return ProofAnswers.leaf(ledger, item(principal, id));
    }

    private LedgerItem item(Principal principal, String id) {
        return LedgerItem.evidence(
                EvidencePages.visible(queries, principal, id).id().number());
    }

    private @Nullable Long serviceId(Principal principal, String key) {
        if (key.isEmpty()) {
            return null;
        }
        return services.find(principal, Permission.EVIDENCE_READ, key)
                .map(service -> service.id())
                .orElseThrow(() -> Problem.invalid("?service", "is the key of no cloud service")
                        .exception());
    }

    private static EvidenceBody body(Evidence record) {
        return new EvidenceBody(
                record.id().toString(),
                record.kind(),
                record.title(),
                record.source().word() + ":" + record.source().reference(),
                record.controls().stream().map(Object::toString).toList(),
                record.valid().from(),
                record.valid().to(),
                record.recordedAt(),
                record.actor().name(),
                record.content().digest().sha256(),
                record.content().length(),
                record.content().mediaType(),
                record.supersedes() == null ? null : record.supersedes().toString(),
                record.supersededBy() == null ? null : record.supersededBy().toString());
    }
}
