package plumbline.server.identity.search;

import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.platform.Transactions;

/// Finds teams by name and purpose.
final class TeamSearch implements SearchSource {
    private final Transactions transactions;
    private final IdentitySearchStore store = new IdentitySearchStore();

    TeamSearch(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public String kind() {
        return "team";
    }

    @Override
    public String name() {
        return "Teams";
    }

    @Override
    public int order() {
        return 122;
    }

    @Override
    public boolean isFor(Principal reader) {
        return reader.mayEverywhere(Permission.ACCOUNT_MANAGE);
    }

    @Override
    public Hits find(Principal reader, String words, int limit) {
        var found = store.teams(transactions.reading(), words, limit);
        return new Hits(found.best(), found.total(), "/settings/teams");
    }
}
