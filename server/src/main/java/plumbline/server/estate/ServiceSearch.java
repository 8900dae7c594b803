package plumbline.server.estate;

import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.search.Hits;
import plumbline.server.identity.search.Hits.Hit;
import plumbline.server.identity.search.Ranking;
import plumbline.server.identity.search.SearchSource;

/// Finds cloud services by key, name, purpose, owner and what they stand on.
final class ServiceSearch implements SearchSource {
    private final Services services;

    ServiceSearch(Services services) {
        this.services = services;
    }

    @Override
    public String kind() {
        return "service";
    }

    @Override
    public String name() {
        return "Services";
    }

    @Override
    public int order() {
        return 20;
    }

    @Override
    public boolean isFor(Principal reader) {
        return reader.may(Permission.SERVICE_READ);
    }

    @Override
    public Hits find(Principal reader, String words, int limit) {
        var found = Ranking.best(services.visible(reader), ServiceSearch::text, words);
        var best = found.stream()
                .limit(limit)
                .map(service -> new Hit(
                        service.key(),
                        service.description().name(),
                        service.description().purpose(),
                        "/services/" + service.key()))
                .toList();
        return new Hits(best, found.size(), "/services");
    }

    private static Ranking.Text text(CloudService service) {
        var description = service.description();
        return new Ranking.Text(
                service.key(),
                description.name(),
                String.join(" ", description.purpose(), description.owner(), description.upstreamProvider()));
    }
}
