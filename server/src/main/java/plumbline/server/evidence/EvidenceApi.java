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
    private static final int MOST = 200;

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

    /// A page of records, newest first.
    record EvidenceList(List<EvidenceBody> items, @Nullable String nextCursor) {}

    @Requires(value = Permission.EVIDENCE_READ, scoped = true)
    @GetMapping
    EvidenceList list(
            Principal principal,
            @RequestParam(defaultValue = "") String service,
            @RequestParam(defaultValue = "") String control,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String cursor) {
        if (limit < 1 || limit > MOST) {
            throw Problem.invalid("?limit", "must be 1 to " + MOST).exception();
        }
        var filter = EvidenceFilter.NONE
                .within(principal.scope().serviceId())
                .forService(serviceId(principal, service))
                .forControl(EvidencePages.control(control));
        var rows = queries.list(filter, before(cursor), limit + 1);
        var shown = rows.size() > limit ? rows.subList(0, limit) : rows;
        var next = rows.size() > limit ? shown.getLast().id().toString() : null;
        return new EvidenceList(shown.stream().map(EvidenceApi::body).toList(), next);
    }

    @Requires(value = Permission.EVIDENCE_READ, scoped = true)
    @GetMapping("/{id}")
    EvidenceBody get(Principal principal, @PathVariable String id) {
        return body(EvidencePages.visible(queries, principal, id));
    }

    @Requires(value = Permission.EVIDENCE_READ, scoped = true)
    @GetMapping("/{id}/content")
    ResponseEntity<byte[]> content(Principal principal, @PathVariable String id) {
        return EvidencePages.download(bodies, EvidencePages.visible(queries, principal, id));
    }

    @Requires(value = Permission.EVIDENCE_READ, scoped = true)
    @GetMapping("/{id}/proof")
    ResponseEntity<byte[]> proof(Principal principal, @PathVariable String id) {
        return ProofAnswers.proof(ledger, item(principal, id));
    }

    @Requires(value = Permission.EVIDENCE_READ, scoped = true)
    @GetMapping("/{id}/leaf")
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
        return services.find(principal, key)
                .map(service -> service.id())
                .orElseThrow(() -> Problem.invalid("?service", "No service is called " + key + ".")
                        .exception());
    }

    private static @Nullable EvidenceId before(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        return EvidenceId.find(cursor)
                .orElseThrow(() -> Problem.invalid("?cursor", "must be the nextCursor of the page before")
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
