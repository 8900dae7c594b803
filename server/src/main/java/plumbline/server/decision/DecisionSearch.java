package plumbline.server.decision;

import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.search.Hits;
import plumbline.server.identity.search.Hits.Hit;
import plumbline.server.identity.search.SearchSource;
import plumbline.server.web.Address;

/// Finds decisions by id and by what is decided on, the newest first.
final class DecisionSearch implements SearchSource {
    private final DecisionQueries queries;

    DecisionSearch(DecisionQueries queries) {
        this.queries = queries;
    }

    @Override
    public String kind() {
        return "decision";
    }

    @Override
    public String name() {
        return "Decisions";
    }

    @Override
    public int order() {
        return 17;
    }

    @Override
    public boolean isFor(Principal reader) {
        return reader.may(Permission.DECISION_READ);
    }

    @Override
    public Hits find(Principal reader, String words, int limit) {
        var filter = new DecisionFilter(DecisionFilter.View.ALL, null, "", words);
        var best = queries.list(reader, filter, null, limit).stream()
                .map(row -> new Hit(
                        row.id().toString(),
                        row.title(),
                        row.state().shown().word() + " · asked by " + row.requester(),
                        "/decisions/" + row.id()))
                .toList();
        var all = Address.of("/decisions")
                .with("view", DecisionFilter.View.ALL.word())
                .with("q", words)
                .href();
        long total = best.size() < limit ? best.size() : queries.count(reader, filter, MOST_COUNTED);
        return new Hits(best, total, all);
    }
}
