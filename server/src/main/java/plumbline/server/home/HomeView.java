package plumbline.server.home;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import plumbline.catalog.Domain;
import plumbline.server.control.Standings.Worse;
import plumbline.server.evidence.EvidenceSearch.Expiring;
import plumbline.server.finding.FindingQueries;
import plumbline.server.finding.Scan;
import plumbline.server.inbox.Task;
import plumbline.server.web.Bar;
import plumbline.server.web.Trend;

/// What Home shows.
public record HomeView(
        Mine mine,
        List<DomainBar> domains,
        Bar total,
        Change change,
        Ahead ahead,
        FindingQueries.Page worst,
        List<Scan> scans) {

    /// The most urgent tasks that wait for the reader.
    public record Mine(LocalDate today, List<Task> tasks) {}

    /// How the controls of a domain stand.
    public record DomainBar(Domain domain, Bar bar) {}

    /// How things came to stand so.
    ///
    /// @param since the day compared with, or null when none was recorded
    /// @param worse what got worse since then
    public record Change(Trend trend, @Nullable LocalDate since, List<Worse> worse) {}

    /// What comes up: steps to take, and evidence that will soon no longer be fresh.
    public record Ahead(List<Step> steps, List<Expiring> expiring) {}

    /// Something to do next, and where.
    public record Step(String words, String href) {}
}
