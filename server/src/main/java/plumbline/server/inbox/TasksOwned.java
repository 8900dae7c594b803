package plumbline.server.inbox;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import plumbline.server.identity.Account;
import plumbline.server.identity.Principal;
import plumbline.server.identity.handover.Owned;
import plumbline.server.platform.Actor;

/// The open tasks of somebody.
final class TasksOwned implements Owned {
    private final Tasks tasks;
    private final TaskStore store = new TaskStore();

    TasksOwned(Tasks tasks) {
        this.tasks = tasks;
    }

    @Override
    public String kind() {
        return "task";
    }

    @Override
    public Words words() {
        return new Words("open task", "open tasks");
    }

    @Override
    public int order() {
        return 20;
    }

    @Override
    public Map<Long, Integer> counts(DSLContext database, Collection<Account> people) {
        return store.openCounts(database, people.stream().map(Account::id).toList());
    }

    @Override
    public List<Thing> of(DSLContext database, Principal reader, Account owner, int limit) {
        return store.openOf(database, Viewer.of(reader), Owner.person(owner.id()), limit).stream()
                .map(task -> new Thing(task.id(), task.words().title(), task.href()))
                .toList();
    }

    @Override
    public int pass(DSLContext transaction, Actor by, Account from, Account to) {
        return tasks.pass(transaction, by, Owner.person(from.id()), new Task.Named(Owner.person(to.id()), to.name()));
    }
}
