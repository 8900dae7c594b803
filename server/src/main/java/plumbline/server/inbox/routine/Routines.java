package plumbline.server.inbox.routine;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import plumbline.ledger.json.JsonObject;
import plumbline.server.identity.Principal;
import plumbline.server.inbox.Owner;
import plumbline.server.inbox.Owners;
import plumbline.server.inbox.Task;
import plumbline.server.inbox.Viewer;
import plumbline.server.inbox.routine.Routine.Plan;
import plumbline.server.inbox.routine.Routine.State;
import plumbline.server.inbox.routine.RoutineStore.Kept;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Changes;
import plumbline.server.platform.HistoryEntry;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Transactions;

/// The door to routines: what comes round, and what became of it.
public final class Routines {
    private static final int ROUNDS = 60;

    private final Transactions transactions;
    private final Journal journal;
    private final Owners owners;
    private final RoutineStore store = new RoutineStore();
    private final RoutineOwnerStore owned = new RoutineOwnerStore();

    Routines(Transactions transactions, Journal journal, Owners owners) {
        this.transactions = transactions;
        this.journal = journal;
        this.owners = owners;
    }

    /// What came of changing a routine.
    sealed interface Changed {
        record Done(Routine routine) implements Changed {}

        /// Somebody else changed it since it was read.
        record Stale() implements Changed {}

        /// It has ended, and stays so.
        record Ended() implements Changed {}
    }

    List<Routine> list(Principal principal, @Nullable State state, long after, int limit) {
        return store.list(transactions.reading(), Viewer.of(principal), state, after, limit);
    }

    Optional<Routine> find(Principal principal, long number) {
        return store.find(transactions.reading(), Viewer.of(principal), number);
    }

    /// The newest round of each.
    Map<Long, Round> newest(List<Routine> routines) {
        return store.newest(
                transactions.reading(), routines.stream().map(Routine::number).collect(Collectors.toSet()));
    }

    List<Round> rounds(Routine routine) {
        return store.rounds(transactions.reading(), routine.number(), ROUNDS);
    }

    /// The days on which the person's own routines come round, after the first up to and including the second.
    public List<Ahead> ahead(Principal principal, LocalDate after, LocalDate to, int mostRoutines) {
        return store.ownedBy(transactions.reading(), Viewer.of(principal), mostRoutines).stream()
                .map(routine -> new Ahead(
                        routine, routine.plan().every().between(routine.plan().startsOn(), later(after, routine), to)))
                .toList();
    }

    /// A routine and days on which it will come round.
    public record Ahead(Routine routine, List<LocalDate> days) {}

    private static LocalDate later(LocalDate after, Routine routine) {
        var first = after.plusDays(1);
        return routine.nextOn().isAfter(first) ? routine.nextOn() : first;
    }

    Set<String> adopted(List<Routine> routines) {
        return routines.stream()
                .filter(routine -> routine.state() != State.ENDED)
                .flatMap(routine -> Optional.ofNullable(routine.plan().template()).stream())
                .collect(Collectors.toSet());
    }

    Routine create(Actor actor, Plan plan) {
        return transactions.get(tx -> create(tx, actor, plan));
    }

    /// As above, inside a transaction of the caller.
    Routine create(DSLContext tx, Actor actor, Plan plan) {
        var next = plan.every().onOrAfter(plan.startsOn(), today());
        long number = store.insert(tx, new Kept(plan, name(plan), next), journal.now());
        var routine = found(tx, number);
        journal.append(tx, actor, "routine.created", routine.subject(), changes(null, routine));
        return routine;
    }

    Changed change(Principal principal, Routine seen, Plan plan) {
        return change(
                principal,
                seen,
                "routine.changed",
                tx -> store.update(tx, seen, new Kept(plan, name(plan), next(tx, seen.number(), plan)), journal.now()));
    }

    /// Pauses, resumes or ends it. What would have come round during a pause does not come later.
    Changed setState(Principal principal, Routine seen, State state) {
        return change(
                principal,
                seen,
                "routine." + (state == State.ACTIVE ? "resumed" : state.word()),
                tx -> store.setState(tx, seen, state, next(tx, seen.number(), seen.plan()), journal.now()));
    }

    private Changed change(Principal principal, Routine seen, String action, Write write) {
        return transactions.get(tx -> {
            var before = store.find(tx, Viewer.of(principal), seen.number());
            if (before.isEmpty() || before.get().state() == State.ENDED) {
                return new Changed.Ended();
            }
            if (!write.in(tx)) {
                return new Changed.Stale();
            }
            var after = found(tx, seen.number());
            journal.append(tx, principal.actor(), action, after.subject(), changes(before.get(), after));
            return new Changed.Done(after);
        });
    }

    @FunctionalInterface
    private interface Write {
        boolean in(DSLContext tx);
    }

    /// Gives every routine of one owner to another, and says how many. Tasks that are open already stay as they are.
    int pass(DSLContext tx, Actor by, Owner from, Task.Named to) {
        var held = owned.hold(tx, from);
        for (var routine : held) {
            owned.give(tx, routine, to, journal.now());
            var after = found(tx, routine.number());
            journal.append(tx, by, "routine.changed", after.subject(), changes(routine, after));
        }
        return held.size();
    }

    /// The next round, never one that has been.
    private LocalDate next(DSLContext tx, long number, Plan plan) {
        var from = store.lastRound(tx, number)
                .map(last -> last.plusDays(1))
                .filter(day -> day.isAfter(today()))
                .orElse(today());
        return plan.every().onOrAfter(plan.startsOn(), from);
    }

    private Routine found(DSLContext tx, long number) {
        return store.find(tx, Viewer.EVERYBODY, number).orElseThrow();
    }

    private String name(Plan plan) {
        return owners.named(plan.owner())
                .map(Task.Named::name)
                .orElse(plan.owner().key());
    }

    LocalDate today() {
        return LocalDate.ofInstant(journal.now(), ZoneOffset.UTC);
    }

    /// What happened to a routine, the newest first.
    List<HistoryEntry> history(Routine routine) {
        return journal.history(transactions.reading(), routine.subject());
    }

    private static JsonObject changes(@Nullable Routine before, Routine after) {
        var changes = Changes.begin();
        field(changes, "title", before, after, Routine::title);
        field(changes, "state", before, after, routine -> routine.state().word());
        field(changes, "who", before, after, Routine::ownerName);
        field(changes, "how often", before, after, Routine::every);
        field(changes, "first day", before, after, routine -> routine.startsOn().toString());
        field(changes, "days to do it", before, after, routine -> Integer.toString(routine.days()));
        return changes.field("checklist", before == null ? List.of() : before.checklist(), after.checklist())
                .details();
    }

    private static void field(
            Changes changes, String name, @Nullable Routine before, Routine after, Function<Routine, String> of) {
        changes.field(name, before == null ? null : of.apply(before), of.apply(after));
    }
}
