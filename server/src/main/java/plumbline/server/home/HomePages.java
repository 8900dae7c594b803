package plumbline.server.home;

import gg.jte.models.runtime.JteModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import plumbline.catalog.Catalog;
import plumbline.catalog.Domain;
import plumbline.server.control.ControlRow;
import plumbline.server.control.ControlState;
import plumbline.server.control.Controls;
import plumbline.server.estate.CloudService;
import plumbline.server.estate.Services;
import plumbline.server.finding.Finding;
import plumbline.server.finding.FindingFilter;
import plumbline.server.finding.FindingQueries;
import plumbline.server.finding.ScanIntake;
import plumbline.server.finding.Severity;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;
import plumbline.server.templates.Templates;
import plumbline.server.web.Address;
import plumbline.server.web.Bar;
import plumbline.server.web.Reply;
import plumbline.server.web.Shell;

/// Home: a bar for each domain, the worst open findings, the newest scans, and the next steps.
@Controller
final class HomePages {
    private static final String EDITION = "2015";
    private static final int WORST = 8;
    private static final int NEWEST = 5;

    private final Catalog catalog;
    private final Services services;
    private final Controls controls;
    private final FindingQueries findings;
    private final ScanIntake scans;
    private final Templates templates;

    HomePages(Catalog catalog, Services services, Controls controls, Observed observed, Templates templates) {
        this.catalog = catalog;
        this.services = services;
        this.controls = controls;
        this.findings = observed.findings();
        this.scans = observed.scans();
        this.templates = templates;
    }

    /// Where observations are read.
    record Observed(FindingQueries findings, ScanIntake scans) {}

    @Requires(Permission.CONTROL_READ)
    @GetMapping("/")
    JteModel home(Shell shell, Principal principal) {
        var key = shell.services().selected();
        var service = key.isEmpty() ? null : services.find(principal, key).orElse(null);
        var rows = controls.all(principal, EDITION, service);
        var worst = findings.page(open(principal, key, Optional.empty()), WORST);
        var newest = scans.recent(principal, NEWEST);
        var steps = steps(principal, rows, worst.total(), newest.isEmpty(), service);
        return templates.homeHome(shell.titled("Home"), new HomeView(domains(rows), total(rows), worst, newest, steps));
    }

    /// The words in the frame's search field are looked for among findings, whatever their state.
    @Requires(value = Permission.FINDING_READ, scoped = true)
    @GetMapping("/search")
    Reply search(Shell shell) {
        return Reply.to(Address.of("/findings")
                .with("q", shell.address().first("q"))
                .with("state", "any")
                .href());
    }

    private List<HomeView.DomainBar> domains(List<ControlRow> rows) {
        return catalog.edition(EDITION).domains().stream()
                .map(domain -> new HomeView.DomainBar(domain, bar(rows, domain)))
                .toList();
    }

    private static Bar bar(List<ControlRow> rows, Domain domain) {
        return total(rows.stream()
                .filter(row -> row.control().domain().equals(domain))
                .toList());
    }

    private static Bar total(List<ControlRow> rows) {
        return new Bar(
                count(rows, ControlState.MET),
                count(rows, ControlState.FAILING),
                count(rows, ControlState.UNKNOWN),
                count(rows, ControlState.NOT_APPLICABLE));
    }

    private static long count(List<ControlRow> rows, ControlState state) {
        return rows.stream().filter(row -> row.state() == state).count();
    }

    private List<HomeView.Step> steps(
            Principal principal, List<ControlRow> rows, long open, boolean noScan, @Nullable CloudService service) {
        var steps = new ArrayList<HomeView.Step>();
        if (services.visible(principal).isEmpty()) {
            steps.add(new HomeView.Step("Register your first cloud service", "/services/new"));
        } else if (noScan) {
            steps.add(new HomeView.Step(
                    "Push the first scan of its Terraform",
                    service == null ? "/services" : "/services/" + service.key()));
        }
        long critical =
                findings.count(open(principal, service == null ? "" : service.key(), Optional.of(Severity.CRITICAL)));
        if (critical > 0) {
            steps.add(new HomeView.Step("Look at what is critical: " + critical, "/findings?severity=critical"));
        }
        if (open > critical) {
            steps.add(new HomeView.Step("Mend the other open findings: " + (open - critical), "/findings"));
        }
        long undecided = rows.stream().filter(row -> row.decision() == null).count();
        if (undecided > 0) {
            steps.add(new HomeView.Step(
                    "Decide which controls apply: " + undecided + " undecided", "/controls?applicability=undecided"));
        }
        long unproven = rows.stream().filter(row -> row.coverage() == null).count();
        if (unproven > 0) {
            steps.add(new HomeView.Step(
                    "Find evidence for controls that have none: " + unproven, "/controls?evidence=none"));
        }
        return steps;
    }

    private static FindingFilter open(Principal principal, String service, Optional<Severity> severity) {
        return new FindingFilter(
                principal.scope(),
                service,
                Optional.of(Finding.State.OPEN),
                severity,
                "",
                "",
                "",
                null,
                FindingFilter.Order.WORST_FIRST,
                null);
    }
}
