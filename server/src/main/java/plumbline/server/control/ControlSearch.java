package plumbline.server.control;

import plumbline.catalog.Catalog;
import plumbline.catalog.Control;
import plumbline.catalog.Party;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.identity.search.Hits;
import plumbline.server.identity.search.Hits.Hit;
import plumbline.server.identity.search.Ranking;
import plumbline.server.identity.search.SearchSource;
import plumbline.server.web.Address;

/// Finds controls of the edition in use by id, title and guidance.
final class ControlSearch implements SearchSource {
    private final Catalog catalog;
    private final String edition;

    ControlSearch(Catalog catalog, String edition) {
        this.catalog = catalog;
        this.edition = edition;
    }

    @Override
    public String kind() {
        return "control";
    }

    @Override
    public String name() {
        return "Controls";
    }

    @Override
    public int order() {
        return 10;
    }

    @Override
    public boolean isFor(Principal reader) {
        return reader.may(Permission.CONTROL_READ);
    }

    @Override
    public Hits find(Principal reader, String words, int limit) {
        var found = Ranking.best(
                catalog.edition(edition).controls(),
                control -> new Ranking.Text(control.id().value(), control.title(), guidance(control)),
                words);
        var best = found.stream()
                .limit(limit)
                .map(control -> new Hit(
                        control.id().value(), control.title(), control.domain().name(), "/controls/" + control.ref()))
                .toList();
        return new Hits(
                best, found.size(), Address.of("/controls").with("q", words).href());
    }

    private static String guidance(Control control) {
        return control.guidance(Party.PROVIDER).orElse("") + " "
                + control.guidance(Party.CUSTOMER).orElse("") + " "
                + control.summary().orElse("");
    }
}
