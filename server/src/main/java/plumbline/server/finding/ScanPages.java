package plumbline.server.finding;

import gg.jte.models.runtime.JteModel;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import plumbline.server.api.OpensRecord;
import plumbline.server.api.Problem;
import plumbline.server.finding.FindingFilter.Order;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.Requires;
import plumbline.server.templates.Templates;
import plumbline.server.web.Shell;

/// Scans as pages: the newest, and what one of them changed.
@Controller
final class ScanPages {
    private static final int RECENT = 100;
    private static final int ROWS = 50;

    private final ScanIntake intake;
    private final FindingQueries findings;
    private final Templates templates;

    ScanPages(ScanIntake intake, FindingQueries findings, Templates templates) {
        this.intake = intake;
        this.findings = findings;
        this.templates = templates;
    }

    @Requires(value = Permission.FINDING_READ, scoped = true)
    @GetMapping("/scans")
    JteModel list(Shell shell, Principal principal) {
        return templates.findingScans(
                shell.titled("Scans"), intake.recent(principal, shell.services().selected(), RECENT));
    }

    @Requires(value = Permission.FINDING_READ, scoped = true)
    @GetMapping("/scans/{id}")
    @OpensRecord("scan")
    JteModel record(Shell shell, Principal principal, @PathVariable String id) {
        var scan = Scan.number(id)
                .flatMap(number -> intake.find(principal, Permission.FINDING_READ, number))
                .orElseThrow(
                        () -> Problem.notFound("There is no scan " + id + ".").exception());
        var seen = new FindingFilter(
                principal.scope(Permission.FINDING_READ),
                "",
                Optional.of(Finding.State.OPEN),
                Optional.empty(),
                "",
                "",
                "",
                scan.number(),
                Order.WORST_FIRST,
                null);
        return templates.findingScan(shell.titled(scan.id()), scan, findings.page(seen, ROWS));
    }
}
