package plumbline.server.finding;

import java.util.Optional;
import java.util.stream.Collectors;
import plumbline.server.estate.CloudService;
import plumbline.server.estate.ServiceGlance;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.web.Format;
import plumbline.server.web.State;

/// The open findings of one service by severity, in a row of the service's page.
final class FindingGlance implements ServiceGlance {
    private final FindingQueries findings;

    FindingGlance(FindingQueries findings) {
        this.findings = findings;
    }

    @Override
    public Optional<Glance> of(Principal principal, CloudService service) {
        if (!principal.scope(Permission.FINDING_READ).covers(service.id())) {
            return Optional.empty();
        }
        var open = findings.groups(open(principal, service), FindingGroup.By.SERVICE);
        var href = "/findings?service=" + service.key();
        if (!open.isEmpty()) {
            return Optional.of(new Glance(80, "Findings", State.fail("open"), words(open.getFirst()), href));
        }
        // None open means something only where a check has looked.
        return Optional.of(
                findings.scanned(service)
                        ? new Glance(
                                80, "Findings", State.pass("none open"), "its last scan found nothing failing", href)
                        : new Glance(80, "Findings", State.unknown("unknown"), "no scan of it has come in", href));
    }

    private static String words(FindingGroup open) {
        return Severity.worstFirst().stream()
                .filter(severity -> open.count(severity) > 0)
                .map(severity -> Format.number(open.count(severity)) + " " + severity.word())
                .collect(Collectors.joining(", "));
    }

    private static FindingFilter open(Principal principal, CloudService service) {
        return new FindingFilter(
                principal.scope(Permission.FINDING_READ),
                service.key(),
                Optional.of(Finding.State.OPEN),
                Optional.empty(),
                "",
                "",
                "",
                null,
                FindingFilter.Order.WORST_FIRST,
                null);
    }
}
