package plumbline.server.control;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import plumbline.catalog.Catalog;
import plumbline.catalog.ControlRef;
import plumbline.catalog.Party;
import plumbline.server.api.OpensRecord;
import plumbline.server.api.Page;
import plumbline.server.api.Problem;
import plumbline.server.estate.CloudService;
import plumbline.server.estate.Services;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;

/// Controls and the statement of applicability as JSON.
@RestController
@RequestMapping("/api/v1/controls")
final class ControlApi {
    private final Catalog catalog;
    private final Controls controls;
    private final Statement statement;
    private final Services services;

    ControlApi(Catalog catalog, Controls controls, Statement statement, Services services) {
        this.catalog = catalog;
        this.controls = controls;
        this.statement = statement;
        this.services = services;
    }

    /// A control and how it stands; the counts are those of check results.
    record ControlBody(
            String edition,
            String id,
            String title,
            String domain,
            String kind,
            String state,
            String applicability,
            @Nullable String reason,
            int version,
            Counts results,
            long evidence,
            @Nullable String providerGuidance,
            @Nullable String customerGuidance) {}

    /// How many results there are of each kind.
    record Counts(long pass, long fail, long unknown, long stale) {}

    /// A decision; `version` is that of the decision it was made on, 0 for none.
    record Decision(boolean applicable, String reason, int version) {}

    /// The decision that holds now.
    record Decided(
            String control, boolean applicable, String reason, int version, String decidedBy, Instant decidedAt) {
        static Decided of(Applicability made) {
            return new Decided(
                    made.control().toString(),
                    made.applicable(),
                    made.reason(),
                    made.version(),
                    made.decidedBy(),
                    made.decidedAt());
        }
    }

    /// The controls of an edition, in the order of the standard.
    @Requires(value = Permission.CONTROL_READ, scoped = true)
    @GetMapping
    Page<ControlBody> list(
            Principal principal,
            @RequestParam(defaultValue = "2015") String edition,
            @RequestParam(required = false) @Nullable String service,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        if (catalog.editions().stream().noneMatch(known -> known.id().equals(edition))) {
            throw Problem.invalid("?edition", "must be 2015 or 2026").exception();
        }
        var rows = controls.all(principal, edition, service(principal, service));
        return Page.within(
                        rows,
                        new Page.Request(limit, cursor),
                        "controls of " + edition,
                        row -> row.control().id().value())
                .map(ControlApi::body);
    }

    @Requires(value = Permission.CONTROL_READ, scoped = true)
    @GetMapping("/{edition}/{id}")
    @OpensRecord("control")
    ControlBody get(
            Principal principal,
            @PathVariable String edition,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String service) {
        return controls.find(principal, ref(edition, id), service(principal, service))
                .map(ControlApi::body)
                .orElseThrow(() -> unknown(edition, id));
    }

    @Requires(Permission.CONTROL_DECIDE)
    @PutMapping("/{edition}/{id}/applicability")
    ResponseEntity<Decided> decide(
            Principal principal,
            @PathVariable String edition,
            @PathVariable String id,
            @RequestBody Decision decision) {
        var ref = ref(edition, id);
        var reason = Objects.requireNonNullElse(decision.reason(), "");
        if (!Ruling.says(reason)) {
            throw Problem.invalid("/reason", "must have 1 to " + Ruling.MAX_REASON + " characters")
                    .exception();
        }
        var ruling = new Ruling(ref, decision.version(), decision.applicable(), reason);
        return switch (statement.decide(principal.actor(), List.of(ruling))) {
            case Ruled.Done(var made) -> ResponseEntity.ok(Decided.of(made.getFirst()));
            case Ruled.Stale stale -> throw Problem.conflict(stale.words()).exception();
        };
    }

    private ControlRef ref(String edition, String id) {
        return ControlPages.ref(edition, id)
                .filter(ref -> catalog.find(ref).isPresent())
                .orElseThrow(() -> unknown(edition, id));
    }

    private static RuntimeException unknown(String edition, String id) {
        return Problem.notFound("The catalogue has no control " + edition + "/" + id + ".")
                .exception();
    }

    private @Nullable CloudService service(Principal principal, @Nullable String key) {
        if (key == null) {
            return null;
        }
        return services.find(principal, Permission.CONTROL_READ, key)
                .orElseThrow(() -> Problem.invalid("?service", "is the key of no cloud service")
                        .exception());
    }

    private static ControlBody body(ControlRow row) {
        var control = row.control();
        var decision = row.decision();
        var tally = row.tally();
        return new ControlBody(
                control.ref().edition(),
                control.id().value(),
                control.title(),
                control.domain().name(),
                control.kind().name().toLowerCase(Locale.ROOT),
                row.state().word(),
                decision == null ? "undecided" : decision.applicable() ? "applicable" : "not applicable",
                decision == null ? null : decision.reason(),
                decision == null ? 0 : decision.version(),
                tally == null
                        ? new Counts(0, 0, 0, 0)
                        : new Counts(tally.pass(), tally.fail(), tally.unknown(), tally.stale()),
                row.coverage() == null ? 0 : row.coverage().records(),
                control.guidance(Party.PROVIDER).orElse(null),
                control.guidance(Party.CUSTOMER).orElse(null));
    }
}
