package plumbline.server.inbox;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import plumbline.server.identity.Principal;
import plumbline.server.inbox.TaskStore.Closing;
import plumbline.server.platform.Actor;
import plumbline.server.platform.HistoryEntry;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Transactions;

/// The door of the inbox for all other areas: opens and closes tasks, and says what waits for whom.
public final class Tasks {
    private final Transactions transactions;
    private final Journal journal;
    private final Owners owners;
    private final Supplier<List<TaskKind>> kinds;
    private final TaskStore store = new TaskStore();
    private final WaitingStore waiting = new WaitingStore();

    /// @param kinds asked for when a task changes hands, for areas are made later than this
    Tasks(Transactions transactions, Journal journal, Owners owners, Supplier<List<TaskKind>> kinds) {
        this.transactions = transactions;
        this.journal = journal;
        this.owners = owners;
        this.kinds = kinds;
    }

    /// Opens a task, or answers the one of this kind about this record that is open already. Where the owner is gone,
    /// the role that runs the programme gets it, so that nothing waits for nobody.
    public Task open(DSLContext tx, Actor by, NewTask asked) {
        var owner = owners.named(asked.owner()).orElse(Owners.PROGRAMME);
        var task = asked.ownedBy(owner.owner());
        var inserted = store.insert(tx, task, owner.name(), journal.now());
        inserted.ifPresent(
                opened -> journal.append(tx, by, "task.opened", opened.subject(), TaskChanges.opened(opened)));
        return inserted.or(() -> store.open(tx, asked.kind(), asked.about()))
                .orElseThrow(() -> new IllegalStateException("a task must be open, but was closed meanwhile"));
    }

    /// As [#open], but never a second time: a task of this kind about this record that was closed stays closed.
    public Optional<Task> openOnce(DSLContext tx, Actor by, NewTask asked) {
        return store.everOpened(tx, asked.kind(), asked.about()) ? Optional.empty() : Optional.of(open(tx, by, asked));
    }

    /// Closes the open task of this kind about this record; says whether there was one.
    public boolean close(DSLContext tx, Actor by, String kind, About about, Outcome outcome) {
        var closed = store.close(tx, by, kind, about, new Closing(outcome, journal.now()));
        closed.ifPresent(task -> journal.append(tx, by, "task.closed", task.subject(), TaskChanges.closed(task)));
        return closed.isPresent();
    }

    /// Writes another title and note over a task that still is as it was seen; says whether it was.
    public boolean describe(DSLContext tx, Actor by, Task seen, Task.Words words) {
        return store.describe(tx, seen, words, journal.now())
                .map(task -> journalled(tx, by, "task.described", seen, task))
                .isPresent();
    }

    /// Says for whom of its owners the open task of this kind about this record does not wait, as after their part of
    /// it; whoever of them took it gives it back.
    public void keepFrom(DSLContext tx, Actor by, String kind, About about, Set<Long> accounts) {
        store.keepFrom(tx, kind, about, accounts).ifPresent(task -> {
            var from = task.held().takenFrom();
            if (from != null && task.held().by().owner() instanceof Owner.Person(var id) && accounts.contains(id)) {
                store.give(tx, task, from, null, journal.now())
                        .ifPresent(given -> journalled(tx, by, "task.handed-over", task, given));
            }
        });
    }

    /// The open tasks of a kind, by number: for whoever looks whether they are done.
    public List<Task> openOfKind(DSLContext database, String kind, long after, int limit) {
        return store.openOfKind(database, kind, after, limit);
    }

    /// The open tasks that wait for this person, the most urgent first.
    public List<Task> waitingFor(Principal principal, int limit) {
        var order = new TaskFilter.Order(TaskFilter.By.DEADLINE, false, Optional.empty());
        return list(
                new TaskFilter(Viewer.of(principal), TaskFilter.MINE, true, null, null, "", null, "", order), limit);
    }

    WaitingStore.Waiting waiting(Principal principal) {
        return waiting.waiting(transactions.reading(), Viewer.of(principal), today());
    }

    List<Task> list(TaskFilter filter, int limit) {
        return store.list(transactions.reading(), filter, limit);
    }

    /// The task, when this principal may see it.
    public Optional<Task> find(Principal principal, long number) {
        return store.find(transactions.reading(), Viewer.of(principal), number);
    }

    /// What happened to a task, the newest first.
    List<HistoryEntry> history(Task task) {
        return journal.history(transactions.reading(), task.subject());
    }

    boolean mayAct(Principal principal, Task task) {
        return task.closed() == null && store.mayAct(transactions.reading(), Viewer.of(principal), task.number());
    }

    boolean mayTake(Principal principal, Task task) {
        return principal.kind() == Actor.Kind.PERSON
                && !task.isOf(principal.actor())
                && against(task).apply(Owner.person(principal.id())).isEmpty();
    }

    /// A task of a role or team becomes this person's own.
    Changed take(Principal principal, Task seen) {
        if (principal.kind() != Actor.Kind.PERSON || seen.isOf(principal.actor())) {
            return new Changed.Refused(
                    principal.kind() == Actor.Kind.PERSON ? "It is yours already." : "Only a person takes a task.");
        }
        var me = new Task.Named(Owner.person(principal.id()), principal.name());
        var from = seen.held().by().owner() instanceof Owner.Person
                ? seen.held().takenFrom()
                : seen.held().by();
        return change(
                principal,
                seen,
                me.owner(),
                tx -> store.give(tx, seen, me, from, journal.now())
                        .map(task -> journalled(tx, principal.actor(), "task.taken", seen, task)));
    }

    /// Gives a task to somebody else.
    Changed handOver(Principal principal, Task seen, Owner to) {
        var owner = owners.named(to);
        if (owner.isEmpty()) {
            return new Changed.Refused("There is nobody like that who could do it.");
        }
        if (to.equals(seen.held().by().owner())) {
            return new Changed.Refused("It is theirs already.");
        }
        return change(
                principal,
                seen,
                to,
                tx -> store.give(tx, seen, owner.get(), null, journal.now())
                        .map(task -> journalled(tx, principal.actor(), "task.handed-over", seen, task)));
    }

    /// Moves the deadline.
    Changed move(Principal principal, Task seen, LocalDate deadline) {
        return change(
                principal,
                seen,
                null,
                tx -> store.move(tx, seen, deadline, journal.now())
                        .map(task -> journalled(tx, principal.actor(), "task.moved", seen, task)));
    }

    /// Says that a task is done, or that nobody has to do it any more.
    Changed close(Principal principal, Task seen, Outcome outcome) {
        if (outcome.state() == Task.State.DONE && !seen.byHand()) {
            return new Changed.Refused("It closes by itself as soon as what it asks for is done.");
        }
        if (outcome.state() == Task.State.CANCELLED && outcome.why().isEmpty()) {
            return new Changed.Refused("Say why nobody has to do it any more.");
        }
        return change(principal, seen, null, tx -> {
            var closed = store.close(tx, principal.actor(), seen, new Closing(outcome, journal.now()));
            closed.ifPresent(task ->
                    journal.append(tx, principal.actor(), "task.closed", task.subject(), TaskChanges.closed(task)));
            return closed;
        });
    }

    /// What stands against each owner of a task, as the area says that opened it.
    Function<Owner, Optional<String>> against(DSLContext database, Task task) {
        return kinds.get().stream()
                .filter(kind -> kind.word().equals(task.kind()))
                .findFirst()
                .map(TaskKind::takers)
                .orElse(TaskKind.Takers.ANYBODY)
                .of(database, task);
    }

    /// What stands against each owner of a task at this moment.
    Function<Owner, Optional<String>> against(Task task) {
        return against(transactions.reading(), task);
    }

    private Changed change(Principal principal, Task seen, @Nullable Owner to, Change work) {
        return transactions.get(tx -> {
            if (!store.mayAct(tx, Viewer.of(principal), seen.number())) {
                return new Changed.Refused("It is not yours to decide on.");
            }
            var against =
                    to == null ? Optional.<String>empty() : against(tx, seen).apply(to);
            if (against.isPresent()) {
                return new Changed.Refused(against.get());
            }
            return work.in(tx).<Changed>map(Changed.Done::new).orElseGet(Changed.Stale::new);
        });
    }

    /// A change inside a transaction; empty when somebody was faster.
    @FunctionalInterface
    private interface Change {
        Optional<Task> in(DSLContext tx);
    }

    /// Gives every open task of a person who leaves, or of a team that ends, to the role or team it came from, or to
    /// the role that runs the programme.
    void leave(DSLContext tx, Actor by, Owner leaver) {
        store.holdOf(tx, leaver).forEach(task -> give(tx, by, task, home(task)));
    }

    /// Gives every open task of one owner to another, or, what the other may not have, back; says how many.
    int pass(DSLContext tx, Actor by, Owner from, Task.Named to) {
        var held = store.holdOf(tx, from);
        for (var task : held) {
            boolean may = against(tx, task).apply(to.owner()).isEmpty();
            give(tx, by, task, may ? to : home(task));
        }
        return held.size();
    }

    private Task.Named home(Task task) {
        return Optional.ofNullable(task.held().takenFrom())
                .flatMap(before -> owners.named(before.owner()))
                .orElse(Owners.PROGRAMME);
    }

    private void give(DSLContext tx, Actor by, Task task, Task.Named to) {
        store.give(tx, task, to, null, journal.now())
                .ifPresent(given -> journalled(tx, by, "task.handed-over", task, given));
    }

    private Task journalled(DSLContext tx, Actor by, String action, Task before, Task after) {
        journal.append(tx, by, action, after.subject(), TaskChanges.between(before, after));
        return after;
    }

    LocalDate today() {
        return LocalDate.ofInstant(journal.now(), ZoneOffset.UTC);
    }
}
