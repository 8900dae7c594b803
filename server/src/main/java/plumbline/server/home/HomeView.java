package plumbline.server.home;

import java.util.List;
import plumbline.catalog.Domain;
import plumbline.server.finding.FindingQueries;
import plumbline.server.finding.Scan;
import plumbline.server.web.Bar;

/// What Home shows.
public record HomeView(
        List<DomainBar> domains, Bar total, FindingQueries.Page worst, List<Scan> scans, List<Step> steps) {

    /// How the controls of a domain stand.
    public record DomainBar(Domain domain, Bar bar) {}

    /// Something to do next, and where.
    public record Step(String words, String href) {}
}
