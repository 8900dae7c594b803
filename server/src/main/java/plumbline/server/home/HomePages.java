package plumbline.server.home;

import gg.jte.models.runtime.JteModel;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import plumbline.catalog.Catalog;
import plumbline.catalog.Domain;
import plumbline.server.control.ControlRow;
import plumbline.server.control.ControlState;
import plumbline.server.control.Controls;
import plumbline.server.control.Standing;
import plumbline.server.control.Standings;
import plumbline.server.estate.CloudService;
import plumbline.server.estate.Services;
import plumbline.server.evidence.EvidenceSearch;
import plumbline.server.finding.Finding;
import plumbline.server.finding.FindingFilter;
import plumbline.server.finding.FindingQueries;
import plumbline.server.finding.ScanIntake;
import plumbline.server.finding.Severity;
import plumbline.server.identity.OpenToSignedIn;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Principal.Scope;
import plumbline.server.inbox.Tasks;
import plumbline.server.templates.Templates;
import plumbline.server.web.Bar;
import plumbline.server.web.Format;
import plumbline.server.web.Reply;
import plumbline.server.web.Shell;
import plumbline.server.web.Trend;

/// Home: what waits for the reader, a bar for each domain, how that changed, what comes up, the worst open findings and
/// the next steps.
@Controller
final class HomePages {
    private static final String EDITION = "2015";
    private static final int WORST = 8;
    private static final int NEWEST = 5;
    private static final int MY_TASKS = 8;
    private static final int TREND_DAYS = 90;
    private static final int MOST_EXPIRING = 8;
    private static final Duration EXPIRING = Duration.ofDays(30);

    private final Catalog catalog;
    private final Services services;
    private final Controls controls;
    private final Standings standings;
    private final FindingQueries findings;
    private final ScanIntake scans;
    private final EvidenceSearch evidence;
    private final Tasks tasks;
    private final Templates templates;

    HomePages(Catalog catalog, Services services, Declared declared, Observed observed, Templates templates) {
        this.catalog = catalog;
        this.services = services;
        this.controls = declared.controls();
        this.standings = declared.standings();
        this.findings = observed.findings();
        this.scans = observed.scans();
        this.evidence = observed.evidence();
        this.tasks = observed.tasks();
        this.templates = templates;
    }

    /// Where it is read how controls stand, now and on earlier days.
    record Declared(Controls controls, Standings standings) {}

    /// Where it is read what was observed, and what waits.
    record Observed(FindingQueries findings, ScanIntake scans, EvidenceSearch evidence, Tasks tasks) {}

    @OpenToSignedIn("Who may not see controls is led to their account")
    @GetMapping("/")
    Reply home(Shell shell, Principal principal) {
        return principal.may(Permission.CONTROL_READ)
                ? Reply.page(standing(shell, principal))
                : Reply.to("/settings/account");
    }

    private JteModel standing(Shell shell, Principal principal) {
        var key = shell.services().selected();
        var service = services.chosen(principal, Permission.CONTROL_READ, key).orElse(null);
        var rows = controls.all(principal, EDITION, service);
        var worst = findings.page(open(principal, key, Optional.empty()), WORST);
        var newest = scans.recent(principal, key, NEWEST);
        var steps = steps(principal, rows, worst.total(), newest.isEmpty(), service);
        var ahead = new HomeView.Ahead(steps, expiring(shell, principal, service));
        return templates.homeHome(
                shell.titled("Home"),
                new HomeView(
                        new HomeView.Mine(
                                LocalDate.ofInstant(shell.now(), ZoneOffset.UTC),
                                tasks.waitingFor(principal, MY_TASKS)),
                        domains(rows),
                        total(rows),
                        change(shell, principal, rows, service),
                        ahead,
                        worst,
                        newest));
    }

    private HomeView.Change change(
            Shell shell, Principal principal, List<ControlRow> rows, @Nullable CloudService service) {
        // The past is recorded for each service and for all together; of some of them only today is known.
        boolean recorded = service != null || principal.mayEverywhere(Permission.CONTROL_READ);
        var today = LocalDate.ofInstant(shell.now(), ZoneOffset.UTC);
        var days = new ArrayList<Optional<Bar>>(Collections.nCopies(TREND_DAYS, Optional.empty()));
        var past = recorded
                ? standings.counts(TREND_DAYS, EDITION, service)
                : Map.<LocalDate, Map<ControlState, Integer>>of();
        past.forEach((day, counts) -> {
            int back = (int) ChronoUnit.DAYS.between(day, today);
            days.set(
                    TREND_DAYS - 1 - back,
                    Optional.of(new Bar(
                            counts.getOrDefault(ControlState.MET, 0),
                            counts.getOrDefault(ControlState.FAILING, 0),
                            counts.getOrDefault(ControlState.UNKNOWN, 0),
                            counts.getOrDefault(ControlState.NOT_APPLICABLE, 0))));
        });
        // Today is known by looking, whatever was kept of it.
        days.set(TREND_DAYS - 1, Optional.of(total(rows)));
        var before = recorded ? standings.weekAgo(EDITION, service) : Optional.<Standing>empty();
        return new HomeView.Change(
                new Trend(today, days),
                before.map(Standing::day).orElse(null),
                before.map(standing -> Standings.worsened(standing, rows)).orElse(List.of()));
    }

    private List<EvidenceSearch.Expiring> expiring(Shell shell, Principal principal, @Nullable CloudService service) {
        if (!principal.may(Permission.EVIDENCE_READ)) {
            return List.of();
        }
        var may = principal.scope(Permission.EVIDENCE_READ);
        var within = service == null ? may : may.within(Scope.of(service.id()));
        return evidence.expiring(within, shell.now(), shell.now().plus(EXPIRING), MOST_EXPIRING);
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
        if (services.names(principal).isEmpty()) {
            steps.add(new HomeView.Step("Register your first cloud service", "/services/new"));
        } else if (noScan) {
            steps.add(new HomeView.Step(
                    "Push the first scan of its Terraform",
                    service == null ? "/services" : "/services/" + service.key()));
        }
        long critical =
                findings.count(open(principal, service == null ? "" : service.key(), Optional.of(Severity.CRITICAL)));
        if (critical > 0) {
            steps.add(new HomeView.Step(
                    "Look at what is critical: " + Format.count(critical, "finding", "findings"),
                    "/findings?severity=critical"));
        }
        if (open > critical) {
            steps.add(new HomeView.Step(
                    (critical > 0 ? "Mend the other open findings: " : "Mend the open findings: ")
                            + Format.number(open - critical),
                    "/findings"));
        }
        long undecided = rows.stream().filter(row -> row.decision() == null).count();
        if (undecided > 0) {
            steps.add(new HomeView.Step(
                    "Decide which controls apply: " + undecided + " undecided", "/controls?applicability=undecided"));
        }
        long stale = rows.stream().filter(ControlRow::stale).count();
        if (stale > 0) {
            steps.add(new HomeView.Step(
                    "Renew evidence that is too old: " + Format.count(stale, "control", "controls"),
                    "/controls?evidence=stale"));
        }
        long unproven = rows.stream().filter(ControlRow::lacksEvidence).count();
        if (unproven > 0) {
            steps.add(new HomeView.Step(
                    "Find evidence for controls that have none: " + unproven, "/controls?evidence=none"));
        }
        return steps;
    }

    private static FindingFilter open(Principal principal, String service, Optional<Severity> severity) {
        return new FindingFilter(
                principal.scope(Permission.FINDING_READ),
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
