package plumbline.server.inbox;

import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static plumbline.schema.Tables.TASK;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record2;
import org.jooq.UpdateSetMoreStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import plumbline.schema.tables.records.TaskRecord;
import plumbline.server.inbox.Task.Named;
import plumbline.server.platform.Actor;
import plumbline.server.platform.condition.Words;

/// All SQL of tasks. What somebody may see is a condition of each query.
final class TaskStore {
    /// As in the index of that name.
    private static final String TEXT =
            "to_tsvector('simple', regexp_replace(title || ' ' || note || ' ' || record_id, '[^[:alnum:]]+', ' ', 'g'))";

    // Inline, so that the planner sees that the indexes of open tasks do.
    private static final Condition OPEN = TASK.STATE.eq(inline("open"));

    /// Inserts it; empty when the same is open already.
    Optional<Task> insert(DSLContext tx, NewTask task, String ownerName, Instant now) {
        return tx.insertInto(TASK)
                .set(TASK.KIND, task.kind())
                .set(TASK.TITLE, task.title())
                .set(TASK.NOTE, task.note())
                .set(TASK.RECORD_KIND, task.about().kind())
                .set(TASK.RECORD_ID, task.about().id())
                .set(TASK.LINK, task.about().link())
                .set(TASK.OWNER, task.owner().key())
                .set(TASK.OWNER_NAME, ownerName)
                .set(TASK.SERVICE_ID, task.serviceId())
                .set(TASK.DEADLINE, task.deadline())
                .set(TASK.BY_HAND, task.byHand())
                .set(TASK.APART, keys(task.apart()))
                .set(TASK.OPENED_AT, now)
                .set(TASK.CHANGED_AT, now)
                .onConflict(TASK.KIND, TASK.RECORD_KIND, TASK.RECORD_ID)
                .where(OPEN.and(TASK.RECORD_ID.ne(inline(""))))
                .doNothing()
                .returning()
                .fetchOptional(TaskStore::task);
    }

    /// Says for whom the open task of that kind about that record does not wait.
    Optional<Task> keepFrom(DSLContext tx, String kind, About about, Set<Long> accounts) {
        return tx.update(TASK)
                .set(TASK.APART, keys(accounts))
                .where(about(kind, about))
                .and(OPEN)
                .returning()
                .fetchOptional(TaskStore::task);
    }

    private static String[] keys(Set<Long> accounts) {
        return accounts.stream().sorted().map(id -> Owner.person(id).key()).toArray(String[]::new);
    }

    /// The open task of that kind about that record.
    Optional<Task> open(DSLContext database, String kind, About about) {
        return database.selectFrom(TASK).where(about(kind, about)).and(OPEN).fetchOptional(TaskStore::task);
    }

    boolean everOpened(DSLContext database, String kind, About about) {
        return database.fetchExists(TASK, about(kind, about));
    }

    List<Task> openOfKind(DSLContext database, String kind, long after, int limit) {
        return database.selectFrom(TASK)
                .where(TASK.KIND.eq(kind))
                .and(OPEN)
                .and(TASK.ID.gt(after))
                .orderBy(TASK.ID)
                .limit(limit)
                .fetch(TaskStore::task);
    }

    /// The task, when the viewer may see it.
    Optional<Task> find(DSLContext database, Viewer viewer, long number) {
        return database.selectFrom(TASK)
                .where(TASK.ID.eq(number))
                .and(visible(viewer))
                .fetchOptional(TaskStore::task);
    }

    boolean mayAct(DSLContext database, Viewer viewer, long number) {
        return database.fetchExists(TASK, TASK.ID.eq(number).and(mine(viewer).or(viewer.manages(TASK.SERVICE_ID))));
    }

    List<Task> list(DSLContext database, TaskFilter filter, int limit) {
        var by = filter.order().by() == TaskFilter.By.DEADLINE ? TASK.DEADLINE : TASK.CHANGED_AT;
        var down = filter.order().down();
        return database.selectFrom(TASK)
                .where(matching(filter))
                .and(filter.order().after().map(place -> after(place, filter)).orElse(noCondition()))
                .orderBy(down ? by.desc() : by.asc(), down ? TASK.ID.desc() : TASK.ID.asc())
                .limit(limit)
                .fetch(TaskStore::task);
    }

    /// Closes the open task of that kind about that record.
    Optional<Task> close(DSLContext tx, Actor by, String kind, About about, Closing closing) {
        return closed(tx.update(TASK).set(TASK.VERSION, TASK.VERSION.plus(1)), by, closing)
                .where(about(kind, about))
                .and(OPEN)
                .returning()
                .fetchOptional(TaskStore::task);
    }

    record Closing(Outcome outcome, Instant at) {}

    /// Closes the version that was seen; empty when somebody was faster.
    Optional<Task> close(DSLContext tx, Actor by, Task seen, Closing closing) {
        return closed(tx.update(TASK).set(TASK.VERSION, TASK.VERSION.plus(1)), by, closing)
                .where(still(seen))
                .returning()
                .fetchOptional(TaskStore::task);
    }

    private static UpdateSetMoreStep<TaskRecord> closed(
            UpdateSetMoreStep<TaskRecord> update, Actor by, Closing closing) {
        return update.set(TASK.STATE, closing.outcome().state().word())
                .set(TASK.OUTCOME, closing.outcome().why())
                .set(TASK.CLOSED_BY, by.id())
                .set(TASK.CLOSED_BY_NAME, by.name())
                .set(TASK.CHANGED_AT, closing.at());
    }

    /// Gives the version that was seen to somebody else; reminders begin anew unless it was taken.
    Optional<Task> give(DSLContext tx, Task seen, Named to, @Nullable Named takenFrom, Instant now) {
        return tx.update(TASK)
                .set(TASK.OWNER, to.owner().key())
                .set(TASK.OWNER_NAME, to.name())
                .set(
                        TASK.TAKEN_FROM,
                        takenFrom == null ? null : takenFrom.owner().key())
                .set(TASK.TAKEN_FROM_NAME, takenFrom == null ? null : takenFrom.name())
                .set(TASK.REMINDED, takenFrom == null ? DSL.val(99) : TASK.REMINDED)
                .set(TASK.VERSION, TASK.VERSION.plus(1))
                .set(TASK.CHANGED_AT, now)
                .where(still(seen))
                .returning()
                .fetchOptional(TaskStore::task);
    }

    /// Moves the deadline of the version that was seen; reminders begin anew.
    Optional<Task> move(DSLContext tx, Task seen, LocalDate deadline, Instant now) {
        return tx.update(TASK)
                .set(TASK.DEADLINE, deadline)
                .set(TASK.REMINDED, 99)
                .setNull(TASK.ESCALATED_TO)
                .setNull(TASK.ESCALATED_NAME)
                .set(TASK.VERSION, TASK.VERSION.plus(1))
                .set(TASK.CHANGED_AT, now)
                .where(still(seen))
                .returning()
                .fetchOptional(TaskStore::task);
    }

    /// The open tasks of one owner, held until the transaction ends.
    List<Task> holdOf(DSLContext tx, Owner owner) {
        return tx.selectFrom(TASK)
                .where(TASK.OWNER.eq(owner.key()))
                .and(OPEN)
                .orderBy(TASK.ID)
                .forUpdate()
                .fetch(TaskStore::task);
    }

    /// The first open tasks of one owner that the viewer may see, the most urgent first.
    List<Task> openOf(DSLContext database, Viewer viewer, Owner owner, int limit) {
        return database.selectFrom(TASK)
                .where(TASK.OWNER.eq(owner.key()))
                .and(OPEN)
                .and(visible(viewer))
                .orderBy(TASK.DEADLINE, TASK.ID)
                .limit(limit)
                .fetch(TaskStore::task);
    }

    /// How many open tasks each of these people has.
    Map<Long, Integer> openCounts(DSLContext database, Collection<Long> people) {
        var keys = people.stream().map(id -> Owner.person(id).key()).toArray(String[]::new);
        return database
                .select(TASK.OWNER, DSL.count())
                .from(TASK)
                .where(TASK.OWNER.eq(any(keys)))
                .and(OPEN)
                .groupBy(TASK.OWNER)
                .fetch()
                .stream()
                .collect(Collectors.toMap(
                        row -> Long.parseLong(row.value1().substring("person:".length())), Record2::value2));
    }

    /// Writes another title and note over the version that was seen.
    Optional<Task> describe(DSLContext tx, Task seen, Task.Words words, Instant now) {
        return tx.update(TASK)
                .set(TASK.TITLE, words.title())
                .set(TASK.NOTE, words.note())
                .set(TASK.VERSION, TASK.VERSION.plus(1))
                .set(TASK.CHANGED_AT, now)
                .where(still(seen))
                .returning()
                .fetchOptional(TaskStore::task);
    }

    private static Condition still(Task seen) {
        return TASK.ID.eq(seen.number()).and(TASK.VERSION.eq(seen.version())).and(OPEN);
    }

    private static Condition about(String kind, About about) {
        return TASK.KIND.eq(kind).and(TASK.RECORD_KIND.eq(about.kind())).and(TASK.RECORD_ID.eq(about.id()));
    }

    private static Condition matching(TaskFilter filter) {
        var viewer = filter.viewer();
        var whose = switch (filter.whose()) {
            case TaskFilter.MINE -> mine(viewer);
            case "" -> visible(viewer);
            default -> visible(viewer).and(TASK.OWNER.eq(filter.whose()));
        };
        return whose.and(filter.open() ? OPEN : OPEN.not())
                .and(filter.dueFrom() == null ? noCondition() : TASK.DEADLINE.ge(filter.dueFrom()))
                .and(filter.dueTo() == null ? noCondition() : TASK.DEADLINE.le(filter.dueTo()))
                .and(filter.kind().isEmpty() ? noCondition() : TASK.KIND.eq(filter.kind()))
                .and(filter.serviceId() == null ? noCondition() : TASK.SERVICE_ID.eq(filter.serviceId()))
                .and(words(filter.words()));
    }

    private static Condition words(String typed) {
        if (typed.isBlank()) {
            return noCondition();
        }
        var number = Task.number(typed.strip().toUpperCase(Locale.ROOT));
        if (number.isPresent()) {
            return TASK.ID.eq(number.getAsLong());
        }
        return Words.query(typed)
                .map(query -> condition(TEXT + " @@ to_tsquery('simple', ?)", query))
                .orElse(falseCondition());
    }

    private static Condition after(TaskFilter.Place place, TaskFilter filter) {
        var down = filter.order().down();
        if (filter.order().by() == TaskFilter.By.DEADLINE) {
            return after(TASK.DEADLINE, LocalDate.parse(place.value()), place.number(), down);
        }
        return after(TASK.CHANGED_AT, Instant.parse(place.value()), place.number(), down);
    }

    private static <T> Condition after(Field<T> by, T value, long number, boolean down) {
        var here = DSL.row(by, TASK.ID);
        return down ? here.lt(value, number) : here.gt(value, number);
    }

    /// What is the viewer's own, or what it was told of because it is overdue.
    private static Condition mine(Viewer viewer) {
        var mine = viewer.owns(columns(TASK.OWNER)).or(viewer.owns(columns(TASK.ESCALATED_TO)));
        return viewer.own() == null ? mine : mine.and(DSL.val(viewer.own()).ne(DSL.all(TASK.APART)));
    }

    private static Condition visible(Viewer viewer) {
        return mine(viewer).or(viewer.owns(columns(TASK.TAKEN_FROM))).or(viewer.manages(TASK.SERVICE_ID));
    }

    private static Viewer.Columns columns(Field<String> owner) {
        return new Viewer.Columns(owner, TASK.RECORD_KIND, TASK.SERVICE_ID);
    }

    static Task task(TaskRecord row) {
        return new Task(
                row.getId(),
                row.getKind(),
                new About(row.getRecordKind(), row.getRecordId(), row.getLink()),
                new Task.Words(row.getTitle(), row.getNote()),
                new Task.Held(
                        new Named(Owner.parse(row.getOwner()).orElseThrow(), row.getOwnerName()),
                        named(row.getTakenFrom(), row.getTakenFromName()),
                        named(row.getEscalatedTo(), row.getEscalatedName())),
                row.getServiceId(),
                row.getDeadline(),
                row.getByHand(),
                row.getOpenedAt(),
                row.getChangedAt(),
                row.getVersion(),
                row.getClosedBy() == null
                        ? null
                        : new Task.Closed(
                                new Outcome(Task.State.find(row.getState()).orElseThrow(), row.getOutcome()),
                                row.getClosedBy(),
                                row.getClosedByName()));
    }

    private static @Nullable Named named(@Nullable String key, @Nullable String name) {
        return key == null || name == null ? null : new Named(Owner.parse(key).orElseThrow(), name);
    }
}
