package plumbline.server.evidence.pack;

import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.search.Hits;
import plumbline.server.identity.search.Hits.Hit;
import plumbline.server.identity.search.SearchSource;

/// Finds packs by id, title and service, the newest first.
final class PackSearch implements SearchSource {
    private final Packs packs;

    PackSearch(Packs packs) {
        this.packs = packs;
    }

    @Override
    public String kind() {
        return "pack";
    }

    @Override
    public String name() {
        return "Packs";
    }

    @Override
    public int order() {
        return 60;
    }

    @Override
    public boolean isFor(Principal reader) {
        return reader.may(Permission.PACK_EXPORT);
    }

    @Override
    public Hits find(Principal reader, String words, int limit) {
        var found = packs.search(reader, words, MOST_COUNTED);
        var best = found.stream()
                .limit(limit)
                .map(pack -> new Hit(
                        pack.id(), pack.request().title(), pack.subject().serviceName(), "/packs/" + pack.id()))
                .toList();
        return new Hits(best, found.size(), "/packs");
    }
}
