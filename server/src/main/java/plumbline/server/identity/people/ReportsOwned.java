package plumbline.server.identity.people;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import plumbline.server.identity.Account;
import plumbline.server.identity.Principal;
import plumbline.server.identity.handover.Owned;
import plumbline.server.platform.Actor;

/// The people whose manager somebody is.
final class ReportsOwned implements Owned {
    private final Managers managers;
    private final ManagerStore store = new ManagerStore();

    ReportsOwned(Managers managers) {
        this.managers = managers;
    }

    @Override
    public String kind() {
        return "report";
    }

    @Override
    public Words words() {
        return new Words("person to manage", "people to manage");
    }

    @Override
    public int order() {
        return 50;
    }

    @Override
    public Map<Long, Integer> counts(DSLContext database, Collection<Account> people) {
        return store.reportCounts(database, people.stream().map(Account::id).toList());
    }

    @Override
    public List<Thing> of(DSLContext database, Principal reader, Account owner, int limit) {
        return store.reports(database, owner.id(), limit).stream()
                .map(report -> new Thing("", report.name(), "/settings/people/" + report.id()))
                .toList();
    }

    @Override
    public int pass(DSLContext transaction, Actor by, Account from, Account to) {
        return managers.pass(transaction, by, from, to);
    }
}
