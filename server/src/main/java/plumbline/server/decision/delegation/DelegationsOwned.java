package plumbline.server.decision.delegation;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import plumbline.server.identity.Account;
import plumbline.server.identity.Principal;
import plumbline.server.identity.handover.Owned;
import plumbline.server.platform.Journal;

/// The delegations that somebody gave or received and that are not over. They pass to nobody: whoever lends an
/// authority chose the person.
final class DelegationsOwned implements Owned {
    private final Journal journal;
    private final DelegationStore store = new DelegationStore();

    DelegationsOwned(Journal journal) {
        this.journal = journal;
    }

    @Override
    public String kind() {
        return "delegation";
    }

    @Override
    public Words words() {
        return new Words("delegation", "delegations");
    }

    @Override
    public int order() {
        return 80;
    }

    @Override
    public Fate fate() {
        return Fate.ENDS;
    }

    @Override
    public Map<Long, Integer> counts(DSLContext database, Collection<Account> people) {
        return store.counts(database, people.stream().map(Account::id).toList(), journal.now());
    }

    @Override
    public List<Thing> of(DSLContext database, Principal reader, Account owner, int limit) {
        return store.goingOn(database, owner.id(), journal.now()).stream()
                .limit(limit)
                .map(DelegationsOwned::thing)
                .toList();
    }

    /// A delegation has a page only for the two.
    private static Thing thing(Delegation delegation) {
        var name = delegation.from().name() + " lets " + delegation.to().name() + " decide " + delegation.scope();
        return new Thing("", name, "");
    }
}
