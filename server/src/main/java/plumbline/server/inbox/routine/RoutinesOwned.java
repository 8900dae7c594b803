package plumbline.server.inbox.routine;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import plumbline.server.identity.Account;
import plumbline.server.identity.Principal;
import plumbline.server.identity.handover.Owned;
import plumbline.server.inbox.Owner;
import plumbline.server.inbox.Task;
import plumbline.server.inbox.Viewer;
import plumbline.server.platform.Actor;

/// The routines of somebody that have not ended.
final class RoutinesOwned implements Owned {
    private final Routines routines;
    private final RoutineOwnerStore store = new RoutineOwnerStore();

    RoutinesOwned(Routines routines) {
        this.routines = routines;
    }

    @Override
    public String kind() {
        return "routine";
    }

    @Override
    public Words words() {
        return new Words("routine", "routines");
    }

    @Override
    public int order() {
        return 30;
    }

    @Override
    public Map<Long, Integer> counts(DSLContext database, Collection<Account> people) {
        return store.counts(database, people.stream().map(Account::id).toList());
    }

    @Override
    public List<Thing> of(DSLContext database, Principal reader, Account owner, int limit) {
        return store.of(database, Viewer.of(reader), Owner.person(owner.id()), limit).stream()
                .map(routine -> new Thing(routine.id(), routine.title(), routine.href()))
                .toList();
    }

    @Override
    public int pass(DSLContext transaction, Actor by, Account from, Account to) {
        return routines.pass(
                transaction, by, Owner.person(from.id()), new Task.Named(Owner.person(to.id()), to.name()));
    }
}
