package plumbline.server.inbox.routine;

import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static plumbline.schema.Tables.ROUTINE;
import static plumbline.schema.Tables.ROUTINE_ROUND;
import static plumbline.schema.Tables.TASK;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import plumbline.schema.tables.records.RoutineRecord;
import plumbline.server.inbox.Owner;
import plumbline.server.inbox.Viewer;

/// All SQL of routines.
final class RoutineStore {
    /// A routine concerns no record.
    static final Viewer.Columns COLUMNS = new Viewer.Columns(ROUTINE.OWNER, inline("routine"), ROUTINE.SERVICE_ID);

    /// What is kept of a routine.
    record Kept(Routine.Plan plan, String ownerName, LocalDate nextOn) {}

    long insert(DSLContext tx, Kept kept, Instant now) {
        var row = tx.newRecord(ROUTINE);
        fill(row, kept);
        row.setCreatedAt(now);
        row.setChangedAt(now);
        row.store();
        return row.getId();
    }

    /// Changes the version that was seen; false when somebody was faster.
    boolean update(DSLContext tx, Routine seen, Kept kept, Instant now) {
        var row = tx.newRecord(ROUTINE);
        fill(row, kept);
        row.setChangedAt(now);
        row.setVersion(seen.version() + 1);
        return tx.update(ROUTINE)
                        .set(row)
                        .where(ROUTINE.ID.eq(seen.number()))
                        .and(ROUTINE.VERSION.eq(seen.version()))
                        .and(ROUTINE.STATE.ne("ended"))
                        .execute()
                == 1;
    }

    /// Lets it come round or not; false when somebody was faster.
    boolean setState(DSLContext tx, Routine seen, Routine.State state, LocalDate nextOn, Instant now) {
        return tx.update(ROUTINE)
                        .set(ROUTINE.STATE, state.word())
                        .set(ROUTINE.NEXT_ON, nextOn)
                        .set(ROUTINE.CHANGED_AT, now)
                        .set(ROUTINE.VERSION, ROUTINE.VERSION.plus(1))
                        .where(ROUTINE.ID.eq(seen.number()))
                        .and(ROUTINE.VERSION.eq(seen.version()))
                        .and(ROUTINE.STATE.ne("ended"))
                        .execute()
                == 1;
    }

    Optional<Routine> find(DSLContext database, Viewer viewer, long number) {
        return database.selectFrom(ROUTINE)
                .where(ROUTINE.ID.eq(number))
                .and(viewer.sees(COLUMNS))
                .fetchOptional(RoutineStore::routine);
    }

    /// Those that the viewer may see, by number.
    ///
    /// @param state only in this state, or null
    List<Routine> list(DSLContext database, Viewer viewer, Routine.@Nullable State state, long after, int limit) {
        return database.selectFrom(ROUTINE)
                .where(viewer.sees(COLUMNS))
                .and(state == null ? noCondition() : ROUTINE.STATE.eq(state.word()))
                .and(ROUTINE.ID.gt(after))
                .orderBy(ROUTINE.ID)
                .limit(limit)
                .fetch(RoutineStore::routine);
    }

    /// The active ones of which the viewer is an owner.
    List<Routine> ownedBy(DSLContext database, Viewer viewer, int limit) {
        return database.selectFrom(ROUTINE)
                .where(viewer.owns(COLUMNS))
                .and(ROUTINE.STATE.eq("active"))
                .orderBy(ROUTINE.ID)
                .limit(limit)
                .fetch(RoutineStore::routine);
    }

    /// One that is due, held for this transaction; others that look meanwhile get another one.
    Optional<Routine> holdDue(DSLContext tx, LocalDate today) {
        return tx.selectFrom(ROUTINE)
                .where(ROUTINE.STATE.eq(inline("active")))
                .and(ROUTINE.NEXT_ON.le(today))
                .orderBy(ROUTINE.NEXT_ON, ROUTINE.ID)
                .limit(1)
                .forUpdate()
                .skipLocked()
                .fetchOptional(RoutineStore::routine);
    }

    /// Keeps a round; false when it is known already.
    boolean keep(DSLContext tx, long routine, LocalDate day, @Nullable Long task) {
        return tx.insertInto(ROUTINE_ROUND)
                        .set(ROUTINE_ROUND.ROUTINE_ID, routine)
                        .set(ROUTINE_ROUND.DAY, day)
                        .set(ROUTINE_ROUND.TASK_ID, task)
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }

    boolean known(DSLContext tx, long routine, LocalDate day) {
        return tx.fetchExists(
                ROUTINE_ROUND, ROUTINE_ROUND.ROUTINE_ID.eq(routine).and(ROUTINE_ROUND.DAY.eq(day)));
    }

    void setNext(DSLContext tx, long routine, LocalDate nextOn) {
        tx.update(ROUTINE)
                .set(ROUTINE.NEXT_ON, nextOn)
                .where(ROUTINE.ID.eq(routine))
                .execute();
    }

    Optional<LocalDate> lastRound(DSLContext tx, long routine) {
        return tx.select(DSL.max(ROUTINE_ROUND.DAY))
                .from(ROUTINE_ROUND)
                .where(ROUTINE_ROUND.ROUTINE_ID.eq(routine))
                .fetchOptional(DSL.max(ROUTINE_ROUND.DAY));
    }

    List<Round> rounds(DSLContext database, long routine, int limit) {
        return database.select(ROUTINE_ROUND.DAY, TASK.ID, TASK.STATE, TASK.DEADLINE, TASK.CLOSED_BY_NAME)
                .from(ROUTINE_ROUND)
                .leftJoin(TASK)
                .on(TASK.ID.eq(ROUTINE_ROUND.TASK_ID))
                .where(ROUTINE_ROUND.ROUTINE_ID.eq(routine))
                .orderBy(ROUTINE_ROUND.DAY.desc())
                .limit(limit)
                .fetch(RoutineStore::round);
    }

    /// The newest round of each of these.
    Map<Long, Round> newest(DSLContext database, Set<Long> routines) {
        return database.select(
                        ROUTINE_ROUND.ROUTINE_ID,
                        ROUTINE_ROUND.DAY,
                        TASK.ID,
                        TASK.STATE,
                        TASK.DEADLINE,
                        TASK.CLOSED_BY_NAME)
                .distinctOn(ROUTINE_ROUND.ROUTINE_ID)
                .from(ROUTINE_ROUND)
                .leftJoin(TASK)
                .on(TASK.ID.eq(ROUTINE_ROUND.TASK_ID))
                .where(ROUTINE_ROUND.ROUTINE_ID.in(routines))
                .orderBy(ROUTINE_ROUND.ROUTINE_ID, ROUTINE_ROUND.DAY.desc())
                .fetchMap(ROUTINE_ROUND.ROUTINE_ID, RoutineStore::round);
    }

    private static Round round(Record row) {
        var state = row.get(TASK.STATE);
        return new Round(
                row.get(ROUTINE_ROUND.DAY),
                row.get(TASK.ID),
                state == null ? "missed" : state,
                row.get(TASK.DEADLINE),
                row.get(TASK.CLOSED_BY_NAME));
    }

    private static void fill(RoutineRecord row, Kept kept) {
        var plan = kept.plan();
        row.setTitle(plan.title());
        row.setChecklist(plan.checklist());
        row.setOwner(plan.owner().key());
        row.setOwnerName(kept.ownerName());
        row.setServiceId(plan.serviceId());
        row.setEvery(plan.every().word());
        row.setStartsOn(plan.startsOn());
        row.setDays(plan.days());
        row.setTemplate(plan.template());
        row.setNextOn(kept.nextOn());
    }

    static Routine routine(RoutineRecord row) {
        var plan = new Routine.Plan(
                row.getTitle(),
                row.getChecklist(),
                Owner.parse(row.getOwner()).orElseThrow(),
                row.getServiceId(),
                Every.find(row.getEvery()).orElseThrow(),
                row.getStartsOn(),
                row.getDays(),
                row.getTemplate());
        return new Routine(
                row.getId(),
                plan,
                row.getOwnerName(),
                Routine.State.find(row.getState()).orElseThrow(),
                row.getNextOn(),
                row.getCreatedAt(),
                row.getChangedAt(),
                row.getVersion());
    }
}
