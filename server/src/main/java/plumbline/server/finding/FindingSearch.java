package plumbline.server.finding;

import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.search.Hits;
import plumbline.server.identity.search.Hits.Hit;
import plumbline.server.identity.search.SearchSource;
import plumbline.server.web.Address;

/// Finds findings by id, check, resource, file and message: open ones before the others, each the worst first.
final class FindingSearch implements SearchSource {
    private final FindingQueries queries;

    FindingSearch(FindingQueries queries) {
        this.queries = queries;
    }

    @Override
    public String kind() {
        return "finding";
    }

    @Override
    public String name() {
        return "Findings";
    }

    @Override
    public int order() {
        return 30;
    }

    @Override
    public boolean isFor(Principal reader) {
        return reader.may(Permission.FINDING_READ);
    }

    @Override
    public Hits find(Principal reader, String words, int limit) {
        var found = queries.search(reader, words, limit);
        var best = found.best().stream()
                .map(finding -> new Hit(
                        finding.id(),
                        finding.result().found(),
                        finding.state().word() + " · " + finding.result().serviceName() + " · "
                                + finding.result().resource(),
                        "/findings/" + finding.id()))
                .toList();
        var all = Address.of("/findings").with("q", words).with("state", "any").href();
        return new Hits(best, found.total(), all);
    }

    /// Finds scans by id, source, commit, and who pushed them, the newest first.
    static final class Scans implements SearchSource {
        private final ScanIntake intake;

        Scans(ScanIntake intake) {
            this.intake = intake;
        }

        @Override
        public String kind() {
            return "scan";
        }

        @Override
        public String name() {
            return "Scans";
        }

        @Override
        public int order() {
            return 40;
        }

        @Override
        public boolean isFor(Principal reader) {
            return reader.may(Permission.FINDING_READ);
        }

        @Override
        public Hits find(Principal reader, String words, int limit) {
            var found = intake.search(reader, words, MOST_COUNTED);
            var best = found.stream()
                    .limit(limit)
                    .map(scan -> new Hit(
                            scan.id(),
                            scan.source(),
                            scan.serviceKey() + " · by " + scan.sender(),
                            "/scans/" + scan.id()))
                    .toList();
            return new Hits(best, found.size(), "/scans");
        }
    }
}
