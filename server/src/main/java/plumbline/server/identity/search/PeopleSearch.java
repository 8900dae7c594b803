package plumbline.server.identity.search;

import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.platform.Transactions;

/// Finds people by name and e-mail.
final class PeopleSearch implements SearchSource {
    private final Transactions transactions;
    private final IdentitySearchStore store = new IdentitySearchStore();

    PeopleSearch(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public String kind() {
        return "account";
    }

    @Override
    public String name() {
        return "People";
    }

    @Override
    public int order() {
        return 120;
    }

    @Override
    public boolean isFor(Principal reader) {
        return reader.mayEverywhere(Permission.ACCOUNT_MANAGE);
    }

    @Override
    public Hits find(Principal reader, String words, int limit) {
        var found = store.people(transactions.reading(), words, limit);
        return new Hits(found.best(), found.total(), "/settings/people");
    }
}
