package plumbline.server.inbox.routine;

import static org.jooq.impl.DSL.any;
import static plumbline.schema.Tables.ROUTINE;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record2;
import org.jooq.impl.DSL;
import plumbline.server.inbox.Owner;
import plumbline.server.inbox.Task;
import plumbline.server.inbox.Viewer;

/// SQL about whose the routines are that have not ended.
final class RoutineOwnerStore {
    private static final Condition GOES_ON = ROUTINE.STATE.ne("ended");

    /// How many each of these people has.
    Map<Long, Integer> counts(DSLContext database, Collection<Long> people) {
        var keys = people.stream().map(id -> Owner.person(id).key()).toArray(String[]::new);
        return database
                .select(ROUTINE.OWNER, DSL.count())
                .from(ROUTINE)
                .where(ROUTINE.OWNER.eq(any(keys)))
                .and(GOES_ON)
                .groupBy(ROUTINE.OWNER)
                .fetch()
                .stream()
                .collect(Collectors.toMap(
                        row -> Long.parseLong(row.value1().substring("person:".length())), Record2::value2));
    }

    /// The first of an owner that the viewer may see.
    List<Routine> of(DSLContext database, Viewer viewer, Owner owner, int limit) {
        return database.selectFrom(ROUTINE)
                .where(ROUTINE.OWNER.eq(owner.key()))
                .and(GOES_ON)
                .and(viewer.sees(RoutineStore.COLUMNS))
                .orderBy(ROUTINE.ID)
                .limit(limit)
                .fetch(RoutineStore::routine);
    }

    /// All of an owner, held until the transaction ends.
    List<Routine> hold(DSLContext tx, Owner owner) {
        return tx.selectFrom(ROUTINE)
                .where(ROUTINE.OWNER.eq(owner.key()))
                .and(GOES_ON)
                .orderBy(ROUTINE.ID)
                .forUpdate()
                .fetch(RoutineStore::routine);
    }

    void give(DSLContext tx, Routine routine, Task.Named to, Instant now) {
        tx.update(ROUTINE)
                .set(ROUTINE.OWNER, to.owner().key())
                .set(ROUTINE.OWNER_NAME, to.name())
                .set(ROUTINE.VERSION, ROUTINE.VERSION.plus(1))
                .set(ROUTINE.CHANGED_AT, now)
                .where(ROUTINE.ID.eq(routine.number()))
                .execute();
    }
}
