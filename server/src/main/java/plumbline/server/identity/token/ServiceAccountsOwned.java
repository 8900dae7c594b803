package plumbline.server.identity.token;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import plumbline.server.identity.Account;
import plumbline.server.identity.Principal;
import plumbline.server.identity.handover.Owned;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Changes;
import plumbline.server.platform.Journal;

/// The service accounts for which somebody answers.
final class ServiceAccountsOwned implements Owned {
    private final Journal journal;
    private final OwnedTokenStore store = new OwnedTokenStore();

    ServiceAccountsOwned(Journal journal) {
        this.journal = journal;
    }

    @Override
    public String kind() {
        return "service-account";
    }

    @Override
    public Words words() {
        return new Words("service account", "service accounts");
    }

    @Override
    public int order() {
        return 60;
    }

    @Override
    public Map<Long, Integer> counts(DSLContext database, Collection<Account> people) {
        return store.accountCounts(database, people.stream().map(Account::id).toList());
    }

    @Override
    public List<Thing> of(DSLContext database, Principal reader, Account owner, int limit) {
        return store.accounts(database, owner.id(), limit).stream()
                .map(account -> new Thing("", account.name(), "/settings/service-accounts/" + account.id()))
                .toList();
    }

    @Override
    public int pass(DSLContext transaction, Actor by, Account from, Account to) {
        var accounts = store.pass(transaction, from.id(), to.id());
        for (var account : accounts) {
            var details = Changes.begin()
                    .field("answers for it", from.name(), to.name())
                    .details();
            journal.append(transaction, by, "service-account.handed-over", account.subject(), details);
        }
        return accounts.size();
    }
}
