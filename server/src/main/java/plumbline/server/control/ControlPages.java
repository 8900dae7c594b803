package plumbline.server.control;

import gg.jte.models.runtime.JteModel;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import plumbline.catalog.Catalog;
import plumbline.catalog.ControlId;
import plumbline.catalog.ControlRef;
import plumbline.catalog.Edition;
import plumbline.server.api.OpensRecord;
import plumbline.server.api.Problem;
import plumbline.server.estate.CloudService;
import plumbline.server.estate.Services;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;
import plumbline.server.templates.Templates;
import plumbline.server.web.Address;
import plumbline.server.web.Event;
import plumbline.server.web.Filter;
import plumbline.server.web.Option;
import plumbline.server.web.Shell;
import plumbline.server.web.Strip;
import plumbline.server.web.sheet.Sheet;

/// The controls as pages: the list by domain, and one control with its line from rule to proof.
@Controller
final class ControlPages {
    private static final int MOST_EVIDENCE = 10;

    private final Catalog catalog;
    private final Controls controls;
    private final Standings standings;
    private final Services services;
    private final Templates templates;

    ControlPages(Catalog catalog, Controls controls, Standings standings, Services services, Templates templates) {
        this.catalog = catalog;
        this.controls = controls;
        this.standings = standings;
        this.services = services;
        this.templates = templates;
    }

    @Requires(value = Permission.CONTROL_READ, scoped = true)
    @GetMapping("/controls")
    JteModel list(Shell shell, Principal principal) {
        var edition = edition(shell.address());
        var service = selected(shell, principal);
        var all = controls.all(principal, edition.id(), service);
        var shown = ControlFilter.of(shell.address()).among(all);
        var groups = ControlSort.by(shell.address().first("sort"), shown)
                .map(ControlGroup::ungrouped)
                .orElseGet(() -> ControlGroup.byDomain(edition, shown));
        var list = new ControlList(
                groups,
                all.size(),
                strips(principal, shown, edition.id(), service),
                services.visible(principal, Permission.CONTROL_READ),
                service);
        return templates.controlList(shell.titled("Controls"), form(shell.address(), all), list);
    }

    @Requires(value = Permission.CONTROL_READ, scoped = true)
    @GetMapping(path = "/controls", params = "format")
    Sheet sheet(Shell shell, Principal principal) {
        var edition = edition(shell.address());
        var all = controls.all(principal, edition.id(), selected(shell, principal));
        var sheet = new Sheet(
                "controls-" + edition.id(),
                List.of("edition", "control", "title", "kind", "applicability", "reason", "state", "evidence"));
        for (var row : ControlFilter.of(shell.address()).among(all)) {
            var decision = row.decision();
            sheet.row(List.of(
                    edition.id(),
                    row.control().id(),
                    row.control().title(),
                    row.control().kind().name().toLowerCase(Locale.ROOT),
                    decision == null ? "undecided" : decision.applicable() ? "applicable" : "not applicable",
                    decision == null ? "" : decision.reason(),
                    row.state().word(),
                    row.coverage() == null ? 0 : row.coverage().records()));
        }
        return sheet;
    }

    @Requires(value = Permission.CONTROL_READ, scoped = true)
    @GetMapping("/controls/{edition}/{id}")
    @OpensRecord("control")
    JteModel record(Shell shell, Principal principal, @PathVariable String edition, @PathVariable String id) {
        var service = selected(shell, principal);
        var row = row(principal, edition, id, service);
        var checks = controls.checks(principal, row.control(), service);
        var evidence = controls.evidence(principal, row.control(), service, MOST_EVIDENCE);
        var strip = strips(principal, List.of(row), edition, service)
                .get(row.control().ref());
        var view = new ControlView(
                row,
                Objects.requireNonNull(strip),
                ControlView.line(row, checks, evidence, principal),
                services.visible(principal, Permission.CONTROL_READ),
                service,
                checks,
                evidence,
                catalog.frameworks(),
                catalog.successors(row.control().ref()),
                Event.History.of(
                        controls.history(row.control()),
                        principal,
                        "control",
                        row.control().ref().toString()));
        return templates.controlRecord(shell.titled(id), view, principal.mayEverywhere(Permission.CONTROL_DECIDE));
    }

    /// The past is recorded for each service and for all together; of some of them only today is known.
    private Map<ControlRef, Strip> strips(
            Principal principal, List<ControlRow> rows, String edition, @Nullable CloudService service) {
        return service != null || principal.mayEverywhere(Permission.CONTROL_READ)
                ? standings.strips(rows, edition, service)
                : standings.strips(rows);
    }

    private ControlRow row(Principal principal, String edition, String id, @Nullable CloudService service) {
        return ref(edition, id)
                .flatMap(ref -> controls.find(principal, ref, service))
                .orElseThrow(() -> Problem.notFound("The catalogue has no control " + edition + "/" + id + ".")
                        .exception());
    }

    static Optional<ControlRef> ref(String edition, String id) {
        try {
            return Optional.of(new ControlRef(edition, ControlId.of(id)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private Edition edition(Address address) {
        var asked = address.first("edition");
        return catalog.editions().stream()
                .filter(edition -> edition.id().equals(asked))
                .findFirst()
                .orElseGet(() -> catalog.editions().getFirst());
    }

    private @Nullable CloudService selected(Shell shell, Principal principal) {
        return services.chosen(
                        principal, Permission.CONTROL_READ, shell.services().selected())
                .orElse(null);
    }

    private Filter form(Address address, List<ControlRow> all) {
        var editions = catalog.editions().stream()
                .map(edition -> new Option(edition.id(), "Edition " + edition.id()))
                .toList();
        return Filter.of(address)
                .select("edition", "Edition", editions)
                .select(
                        "applicability",
                        "Applicability",
                        List.of(
                                new Option("", "Any applicability"),
                                new Option("applicable", "Applicable"),
                                new Option("not applicable", "Not applicable"),
                                new Option("undecided", "Undecided")))
                .chip("Failing", "state", "failing", count(all, ControlState.FAILING))
                .chip("Unknown", "state", "unknown", count(all, ControlState.UNKNOWN))
                .chip("Met", "state", "met", count(all, ControlState.MET))
                .chip(
                        "Stale evidence",
                        "evidence",
                        "stale",
                        all.stream().filter(ControlRow::stale).count())
                .chip(
                        "No evidence",
                        "evidence",
                        "none",
                        all.stream().filter(ControlRow::lacksEvidence).count())
                .chip("Cloud only", "kind", "cloud", null)
                .chip("Guided", "kind", "guided", null);
    }

    private static Long count(List<ControlRow> rows, ControlState state) {
        return rows.stream().filter(row -> row.state() == state).count();
    }
}
