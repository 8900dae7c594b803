package plumbline.server.identity.search;

import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.platform.Transactions;

/// Finds service accounts by name and purpose.
final class ServiceAccountSearch implements SearchSource {
    private final Transactions transactions;
    private final IdentitySearchStore store = new IdentitySearchStore();

    ServiceAccountSearch(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public String kind() {
        return "service account";
    }

    @Override
    public String name() {
        return "Service accounts";
    }

    @Override
    public int order() {
        return 125;
    }

    @Override
    public boolean isFor(Principal reader) {
        return reader.mayEverywhere(Permission.TOKEN_MANAGE);
    }

    @Override
    public Hits find(Principal reader, String words, int limit) {
        var found = store.serviceAccounts(transactions.reading(), words, limit);
        return new Hits(found.best(), found.total(), "/settings/service-accounts");
    }
}
