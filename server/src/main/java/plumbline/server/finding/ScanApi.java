package plumbline.server.finding;

import java.net.URI;
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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import plumbline.ledger.json.JsonException;
import plumbline.ledger.json.JsonObject;
import plumbline.ledger.json.JsonReader;
import plumbline.server.api.Problem;
import plumbline.server.estate.Services;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;

/// Takes scans from `plumbline scan --push`. Every call may be repeated without harm.
@RestController
@RequestMapping("/api/v1/scans")
final class ScanApi {
    private static final int MOST_BYTES = 16 << 20;
    private static final int RECENT = 100;

    private final ScanIntake intake;
    private final Services services;

    ScanApi(ScanIntake intake, Services services) {
        this.intake = intake;
        this.services = services;
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

    /// The newest scans.
    record ScanList(List<ScanBody> items, @Nullable String nextCursor) {}

    @Requires(value = Permission.FINDING_READ, scoped = true)
    @GetMapping
    ScanList recent(Principal principal) {
        return new ScanList(
                intake.recent(principal, RECENT).stream().map(ScanApi::body).toList(), null);
    }

    @Requires(value = Permission.SCAN_PUSH, scoped = true)
    @PostMapping
    ResponseEntity<ScanBody> begin(Principal principal, @RequestBody byte[] body) {
        return guarded(() -> {
            var json = json(body);
            var key = json.string("service");
            var service = services.find(principal, key)
                    .orElseThrow(() -> Problem.notFound("No service is called " + key
                                    + ": register it first, or name one that your token reaches.")
                            .exception());
            var begun = intake.begin(principal, service, json);
            var answer = body(begun.scan());
            return begun.resumed()
                    ? ResponseEntity.ok(answer)
                    : ResponseEntity.created(URI.create("/api/v1/scans/" + answer.id()))
                            .body(answer);
        });
    }

    @Requires(value = Permission.SCAN_PUSH, scoped = true)
    @GetMapping("/{id}")
    ScanBody state(Principal principal, @PathVariable String id) {
        return body(scan(principal, id));
    }

    @Requires(value = Permission.SCAN_PUSH, scoped = true)
    @PutMapping("/{id}/parts/{part}")
    ResponseEntity<Void> put(
            Principal principal, @PathVariable String id, @PathVariable int part, @RequestBody byte[] body) {
        return guarded(() -> {
            intake.put(scan(principal, id), part, json(body));
            return ResponseEntity.noContent().build();
        });
    }

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
                .flatMap(number -> intake.find(principal, number))
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
