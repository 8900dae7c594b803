package plumbline.server.finding;

import gg.jte.models.runtime.JteModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import plumbline.catalog.Catalog;
import plumbline.catalog.Control;
import plumbline.catalog.ControlRef;
import plumbline.server.api.OpensRecord;
import plumbline.server.api.Problem;
import plumbline.server.evidence.EvidenceId;
import plumbline.server.evidence.EvidenceQueries;
import plumbline.server.finding.FindingFilter.Order;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;
import plumbline.server.templates.Templates;
import plumbline.server.web.Address;
import plumbline.server.web.Filter;
import plumbline.server.web.Option;
import plumbline.server.web.Pager;
import plumbline.server.web.Shell;
import plumbline.server.web.sheet.Sheet;

/// Findings as pages: the list with its filters in the address, and one finding in full.
@Controller
final class FindingPages {
    private static final int ROWS = 50;
    private static final int CSV_ROWS = 10_000;
    private static final String GROUP = "group";

    private final FindingQueries queries;
    private final ScanIntake intake;
    private final EvidenceQueries evidence;
    private final Catalog catalog;
    private final Templates templates;

    FindingPages(
            FindingQueries queries, ScanIntake intake, EvidenceQueries evidence, Catalog catalog, Templates templates) {
        this.queries = queries;
        this.intake = intake;
        this.evidence = evidence;
        this.catalog = catalog;
        this.templates = templates;
    }

    @Requires(value = Permission.FINDING_READ, scoped = true)
    @GetMapping("/findings")
    JteModel list(Shell shell, Principal principal) {
        var filter = filter(shell, principal);
        var by = FindingGroup.By.ofWord(shell.address().first(GROUP));
        if (by.isPresent()) {
            return templates.findingGroups(
                    shell.titled("Findings"), form(shell.address(), principal), groups(filter, by.get()), by.get());
        }
        var page = queries.page(filter, ROWS);
        var total = page.counted() ? Long.valueOf(page.total()) : null;
        var pager = new Pager(shell.address(), page.findings().size(), total, page.next());
        return templates.findingList(
                shell.titled("Findings"), form(shell.address(), principal), pager, page.findings());
    }

    @Requires(value = Permission.FINDING_READ, scoped = true)
    @GetMapping(path = "/findings", params = "format")
    Sheet sheet(Shell shell, Principal principal) {
        var sheet = new Sheet(
                "findings",
                List.of(
                        "id",
                        "severity",
                        "check",
                        "title",
                        "resource",
                        "service",
                        "file",
                        "line",
                        "state",
                        "opened",
                        "reason"));
        for (var finding : queries.page(filter(shell, principal), CSV_ROWS).findings()) {
            var result = finding.result();
            sheet.row(List.of(
                    finding.id(),
                    result.severity().word(),
                    result.check(),
                    result.words().title(),
                    result.resource(),
                    result.serviceKey(),
                    result.place().file(),
                    result.place().line(),
                    finding.state().word(),
                    finding.openedAt(),
                    result.words().reason()));
        }
        return sheet;
    }

    /// Controls of the edition in use only, with their titles.
    private List<FindingGroup> groups(FindingFilter filter, FindingGroup.By by) {
        var groups = queries.groups(filter, by);
        if (by != FindingGroup.By.CONTROL) {
            return groups;
        }
        return groups.stream()
                .filter(group -> FindingView.isDefaultEdition(group.key()))
                .map(group -> new FindingGroup(
                        group.key(),
                        catalog.find(ControlRef.parse(group.key()))
                                .map(Control::title)
                                .orElse(""),
                        group.counts()))
                .toList();
    }

    @Requires(value = Permission.FINDING_READ, scoped = true)
    @GetMapping("/findings/{id:FND-[0-9]{1,18}}")
    @OpensRecord("finding")
    JteModel record(Shell shell, Principal principal, @PathVariable String id) {
        var finding = queries.find(principal, Long.parseLong(id.substring(4)))
                .orElseThrow(() ->
                        Problem.notFound("There is no finding " + id + ".").exception());
        var view = FindingView.of(
                finding, queries.history(finding), queries.ofResource(finding), proof(principal, finding));
        return templates.findingRecord(shell.titled(finding.id()), view);
    }

    private FindingView.Proof proof(Principal principal, Finding finding) {
        var id = intake.find(
                        principal, Permission.FINDING_READ, finding.result().scan())
                .flatMap(scan -> Optional.ofNullable(scan.evidence()))
                .flatMap(EvidenceId::find);
        return id.map(known -> new FindingView.Proof(
                        known.toString(), evidence.inLedger(List.of(known)).contains(known)))
                .orElse(new FindingView.Proof(null, false));
    }

    private static FindingFilter filter(Shell shell, Principal principal) {
        var address = shell.address();
        return new FindingFilter(
                principal.scope(Permission.FINDING_READ),
                shell.services().selected(),
                state(address),
                FindingApi.severity(address.first("severity")),
                address.first("check"),
                address.first("control"),
                address.first("q"),
                scan(address.first("scan")),
                order(address.first("sort")),
                FindingFilter.After.read(address.first("after")));
    }

    /// Without a word about it, a list of findings is of those that wait for somebody.
    private static Optional<Finding.State> state(Address address) {
        return switch (address.first("state")) {
            case "", "open" -> Optional.of(Finding.State.OPEN);
            case "fixed" -> Optional.of(Finding.State.FIXED);
            case "excepted" -> Optional.of(Finding.State.EXCEPTED);
            case "any" -> Optional.empty();
            default ->
                throw Problem.invalid("?state", "must be open, excepted, fixed or any")
                        .exception();
        };
    }

    private static Order order(String sort) {
        return switch (sort) {
            case "severity" -> Order.MILDEST_FIRST;
            case "age" -> Order.NEWEST_FIRST;
            case "-age" -> Order.OLDEST_FIRST;
            default -> Order.WORST_FIRST;
        };
    }

    private static @Nullable Long scan(String id) {
        return id.matches("SCN-[0-9]{1,18}") ? Long.valueOf(id.substring(4)) : null;
    }

    private Filter form(Address address, Principal principal) {
        var checks = new ArrayList<Option>();
        checks.add(new Option("", "Any check"));
        queries.checks(principal).forEach(check -> checks.add(new Option(check, check)));
        return Filter.of(address)
                .select(
                        "state",
                        "State",
                        List.of(new Option("", "Open"), new Option("fixed", "Fixed"), new Option("any", "Any state")))
                .select(
                        "severity",
                        "Severity",
                        List.of(
                                new Option("", "Any severity"),
                                new Option("critical", "Critical"),
                                new Option("high", "High"),
                                new Option("medium", "Medium"),
                                new Option("low", "Low")))
                .select("check", "Check", checks)
                .select(
                        GROUP,
                        "Grouping",
                        List.of(
                                new Option("", "Not grouped"),
                                new Option("check", "By check"),
                                new Option("service", "By service"),
                                new Option("control", "By control")));
    }
}
