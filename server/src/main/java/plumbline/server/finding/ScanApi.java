package plumbline.server.finding;

import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import plumbline.ledger.json.JsonException;
import plumbline.ledger.json.JsonObject;
import plumbline.ledger.json.JsonReader;
import plumbline.server.api.Cursor;
import plumbline.server.api.Idempotency;
import plumbline.server.api.Page;
import plumbline.server.api.Problem;
import plumbline.server.estate.CloudService;
import plumbline.server.estate.Services;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;

/// Takes scans from `plumbline scan --push`. Every call may be repeated without harm.
@RestController
@RequestMapping(ScanApi.ADDRESS)
final class ScanApi {
    static final String ADDRESS = "/api/v1/scans";
    private static final int MOST_BYTES = 16 << 20;
    private static final String LIST = "scans, newest first";

    private final ScanIntake intake;
    private final Services services;
    private final Idempotency idempotency;

    ScanApi(ScanIntake intake, Services services, Idempotency idempotency) {
        this.intake = intake;
        this.services = services;
        this.idempotency = idempotency;
    }

    /// A scan as its sender sees it; the counts stand there once it is complete.
    record ScanBody(
            String id,
            String service,
            String source,
            String state,
            int total,
            int parts,
            List<Integer> received,
            @Nullable Integer opened,
            @Nullable Integer stayed,
            @Nullable Integer closed,
            @Nullable Integer unknown,
            @Nullable String evidence,
            String url) {}

    /// Scans, newest first.
    @Requires(value = Permission.FINDING_READ, scoped = true)
    @GetMapping
    Page<ScanBody> list(
            Principal principal,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        var after = Cursor.parse(cursor, LIST, 1);
        int most = Page.limit(limit);
        var rows = intake.before(principal, after == null ? Long.MAX_VALUE : after.id(0), most + 1);
        return Page.of(rows, most, LIST, scan -> Cursor.of(scan.number())).map(ScanApi::body);
    }

    /// Begins a scan, or finds the open one of the same content (200), so that a sender who lost the answer goes on.
    @Requires(value = Permission.SCAN_PUSH, scoped = true)
    @PostMapping
    ResponseEntity<ScanBody> begin(
            Principal principal,
            @RequestHeader(name = "Idempotency-Key", required = false) @Nullable String key,
            @RequestBody byte[] body) {
        return guarded(() -> {
            var json = json(body);
            var service = service(principal, json.string("service"));
            var asked = new Idempotency.Asked(principal.actor().id(), key, "POST " + ADDRESS, body);
            return idempotency.once(asked, ScanBody.class, tx -> {
                var begun = intake.begin(tx, principal, service, json);
                var answer = body(begun.scan());
                return begun.resumed()
                        ? Idempotency.Done.ok(answer)
                        : Idempotency.Done.created(ADDRESS + "/" + answer.id(), answer);
            });
        });
    }

    private CloudService service(Principal principal, String key) {
        return services.find(principal, Permission.SCAN_PUSH, key)
                .orElseThrow(() -> Problem.notFound("No service is called " + key
                                + ": register it first, or name one that your token reaches.")
                        .exception());
    }

    /// How far a scan is.
    @Requires(value = Permission.SCAN_PUSH, scoped = true)
    @GetMapping("/{id}")
    ScanBody state(Principal principal, @PathVariable String id) {
        return body(scan(principal, id));
    }

    /// Takes one part; the same part again changes nothing.
    @Requires(value = Permission.SCAN_PUSH, scoped = true)
    @PutMapping("/{id}/parts/{part}")
    ResponseEntity<Void> put(
            Principal principal, @PathVariable String id, @PathVariable int part, @RequestBody byte[] body) {
        return guarded(() -> {
            intake.put(scan(principal, id), part, json(body));
            return ResponseEntity.noContent().build();
        });
    }

    /// Completes a scan whose parts are all there; asked again, it answers the same.
    @Requires(value = Permission.SCAN_PUSH, scoped = true)
    @PostMapping("/{id}/complete")
    ScanBody complete(Principal principal, @PathVariable String id) {
        return guarded(() -> body(intake.complete(principal, scan(principal, id))));
    }

    private static JsonObject json(byte[] body) {
        if (body.length > MOST_BYTES) {
            throw new InvalidScan("", "must be at most " + MOST_BYTES + " bytes");
        }
        return JsonReader.readObject(body);
    }

    private static <T> T guarded(Supplier<T> work) {
        try {
            return work.get();
        } catch (JsonException e) {
            throw Problem.invalid("", Objects.requireNonNull(e.getMessage())).exception();
        } catch (InvalidScan e) {
            var pointer = Objects.requireNonNullElse(e.pointer(), "");
            throw Problem.invalid(pointer, Objects.requireNonNull(e.getMessage()))
                    .exception();
        } catch (ScanConflict e) {
            var problem = Problem.conflict(Objects.requireNonNull(e.getMessage()));
            throw (e.missing().isEmpty() ? problem : problem.with("missing", e.missing())).exception();
        }
    }

    private Scan scan(Principal principal, String id) {
        return Scan.number(id)
                .flatMap(number -> intake.find(principal, Permission.SCAN_PUSH, number))
                .orElseThrow(
                        () -> Problem.notFound("There is no scan " + id + ".").exception());
    }

    private static ScanBody body(Scan scan) {
        var outcome = scan.outcome();
        return new ScanBody(
                scan.id(),
                scan.serviceKey(),
                scan.source(),
                scan.complete() ? "complete" : "open",
                scan.size().total(),
                scan.size().parts(),
                scan.received(),
                outcome == null ? null : outcome.opened(),
                outcome == null ? null : outcome.stayed(),
                outcome == null ? null : outcome.closed(),
                outcome == null ? null : outcome.unknown(),
                scan.evidence(),
                "/scans/" + scan.id());
    }
}
