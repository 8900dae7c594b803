package plumbline.server.identity.external;

import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.search.Hits;
import plumbline.server.identity.search.Hits.Hit;
import plumbline.server.identity.search.SearchSource;

/// Finds links for external parties by what they are about and for whom they are, those that work first.
final class LinkSearch implements SearchSource {
    private final ExternalLinks links;

    LinkSearch(ExternalLinks links) {
        this.links = links;
    }

    @Override
    public String kind() {
        return "external-link";
    }

    @Override
    public String name() {
        return "External links";
    }

    @Override
    public int order() {
        return 127;
    }

    @Override
    public boolean isFor(Principal reader) {
        return reader.may(Permission.LINK_MANAGE);
    }

    @Override
    public Hits find(Principal reader, String words, int limit) {
        var found = links.search(reader, words, MOST_COUNTED);
        var now = links.now();
        var best = found.stream()
                .limit(limit)
                .map(link -> new Hit(
                        link.subject().id(),
                        link.about().title(),
                        link.state(now).word() + " · " + link.recipient().words(),
                        "/settings/external-links/" + link.id()))
                .toList();
        return new Hits(best, found.size(), "/settings/external-links");
    }
}
