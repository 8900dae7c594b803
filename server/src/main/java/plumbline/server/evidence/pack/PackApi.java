package plumbline.server.evidence.pack;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.InputStreamResource;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import plumbline.server.api.Cursor;
import plumbline.server.api.Idempotency;
import plumbline.server.api.InvalidFields;
import plumbline.server.api.Page;
import plumbline.server.api.Problem;
import plumbline.server.estate.CloudService;
import plumbline.server.estate.Services;
import plumbline.server.evidence.BodyStore;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;

/// Packs as JSON, and their files.
@RestController
@RequestMapping("/api/v1/packs")
final class PackApi {
    private static final String LIST = "packs";

    private final Packs packs;
    private final Services services;
    private final BodyStore bodies;
    private final Idempotency idempotency;

    PackApi(Packs packs, Services services, BodyStore bodies, Idempotency idempotency) {
        this.packs = packs;
        this.services = services;
        this.bodies = bodies;
        this.idempotency = idempotency;
    }

    /// What to export.
    ///
    /// @param service key of the cloud service
    /// @param from first moment of the window
    /// @param to first moment after it
    /// @param edition of the catalogue, 2015 if left out
    /// @param title what people call it
    record PackAsked(
            String service,
            @Nullable Instant from,
            @Nullable Instant to,
            @Nullable String edition,
            @Nullable String title) {
        NewPack asked() {
            InvalidFields.all(() -> moment("from", from), () -> moment("to", to));
            return new NewPack(
                    moment("from", from),
                    moment("to", to),
                    edition == null ? PackPages.EDITION : edition,
                    title == null ? "" : title);
        }

        private static Instant moment(String field, @Nullable Instant said) {
            if (said == null) {
                throw new InvalidFields(field, "must be a time such as 2026-11-01T00:00:00Z");
            }
            return said;
        }
    }

    /// A pack.
    ///
    /// @param state queued, collecting, sealing, writing, ready, failed or cancelled
    /// @param failure why there will be none
    /// @param file what was written, once it is ready
    record PackBody(
            String id,
            String title,
            String service,
            Instant from,
            Instant to,
            String edition,
            Instant requestedAt,
            String requestedBy,
            String state,
            @Nullable String failure,
            @Nullable PackFile file) {

        static PackBody of(Pack pack) {
            var subject = pack.subject();
            var file = pack.file();
            return new PackBody(
                    pack.id(),
                    pack.request().title(),
                    subject.service(),
                    subject.from(),
                    subject.to(),
                    subject.edition(),
                    pack.request().at(),
                    pack.request().by().name(),
                    pack.state().word(),
                    pack.failure(),
                    file == null ? null : PackFile.of(pack, file));
        }
    }

    /// The file of a pack; it never changes.
    ///
    /// @param href where it is
    /// @param evidence pieces of evidence in it
    /// @param journal journal entries in it
    record PackFile(String href, String sha256, long length, long evidence, long journal, Instant finishedAt) {
        static PackFile of(Pack pack, Pack.File file) {
            return new PackFile(
                    "/api/v1/packs/" + pack.id() + "/content",
                    file.sha256(),
                    file.length(),
                    file.evidence(),
                    file.journal(),
                    file.finishedAt());
        }
    }

    /// Packs, the newest first.
    @Requires(value = Permission.PACK_EXPORT, scoped = true)
    @GetMapping
    Page<PackBody> list(
            Principal principal,
            @RequestParam(defaultValue = "") String service,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        int size = Page.limit(limit);
        var after = Cursor.parse(cursor, LIST, 1);
        var rows = packs.list(principal, service, after == null ? null : Long.valueOf(after.id(0)), size + 1);
        return Page.of(rows, size, LIST, pack -> Cursor.of(pack.number())).map(PackBody::of);
    }

    /// Asks for a pack; the answer is the pack to poll.
    @Requires(value = Permission.PACK_EXPORT, scoped = true)
    @PostMapping
    @ResponseStatus(HttpStatus.ACCEPTED)
    ResponseEntity<PackBody> export(
            Principal principal,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody PackAsked body) {
        try {
            InvalidFields.all(() -> service(principal, body), body::asked);
            var asked = body.asked();
            var service = service(principal, body);
            var once = new Idempotency.Asked(principal.actor().id(), key, "POST /api/v1/packs", body);
            return idempotency.once(once, PackBody.class, tx -> {
                var pack = PackBody.of(packs.request(tx, principal, service, asked));
                return new Idempotency.Done<>(202, "/api/v1/packs/" + pack.id(), null, pack, pack);
            });
        } catch (InvalidFields e) {
            throw e.problem(field -> "/" + field).exception();
        }
    }

    private CloudService service(Principal principal, PackAsked body) {
        return services.find(principal, Permission.PACK_EXPORT, body.service())
                .orElseThrow(() -> new InvalidFields("service", "must be the key of a cloud service"));
    }

    /// One pack.
    @Requires(value = Permission.PACK_EXPORT, scoped = true)
    @GetMapping("/{id}")
    PackBody get(Principal principal, @PathVariable String id) {
        return PackBody.of(PackAnswers.find(packs, principal, id));
    }

    /// The pack's file, always the same bytes; 409 until it is ready.
    @Requires(value = Permission.PACK_EXPORT, scoped = true)
    @GetMapping(path = "/{id}/content", produces = "application/zip")
    ResponseEntity<InputStreamResource> content(Principal principal, @PathVariable String id) {
        return PackAnswers.file(packs, bodies, principal, id);
    }

    /// Calls off a pack that is not finished; an auditor only one that they asked for themselves.
    @Requires(value = Permission.PACK_EXPORT, scoped = true)
    @PostMapping("/{id}/cancel")
    PackBody cancel(Principal principal, @PathVariable String id) {
        var pack = PackAnswers.find(packs, principal, id);
        try {
            packs.cancel(principal, pack);
            return PackBody.of(PackAnswers.find(packs, principal, id));
        } catch (PackCancelled e) {
            throw Problem.conflict(pack.id() + " is " + pack.state().word() + " already.")
                    .exception();
        }
    }
}
