package plumbline.server.platform;

import static org.jooq.impl.DSL.when;
import static plumbline.schema.Tables.ATTEMPT;

import java.time.Instant;
import org.jooq.DSLContext;

/// All SQL about counted attempts.
final class AttemptStore {

    record Counted(int count, Instant endsAt) {}

    /// Counts one more, in the running window or a new one.
    Counted count(DSLContext database, String key, Instant now, Instant newEnd) {
        var over = ATTEMPT.ENDS_AT.le(now);
        return database.insertInto(ATTEMPT)
                .set(ATTEMPT.KEY, key)
                .set(ATTEMPT.COUNT, 1)
                .set(ATTEMPT.ENDS_AT, newEnd)
                .onConflict(ATTEMPT.KEY)
                .doUpdate()
                .set(ATTEMPT.COUNT, when(over, 1).otherwise(ATTEMPT.COUNT.plus(1)))
                .set(ATTEMPT.ENDS_AT, when(over, newEnd).otherwise(ATTEMPT.ENDS_AT))
                .returning(ATTEMPT.COUNT, ATTEMPT.ENDS_AT)
                .fetchSingle(row -> new Counted(row.getCount(), row.getEndsAt()));
    }

    void delete(DSLContext database, String key) {
        database.deleteFrom(ATTEMPT).where(ATTEMPT.KEY.eq(key)).execute();
    }

    int deleteEndedBefore(DSLContext database, Instant time) {
        return database.deleteFrom(ATTEMPT).where(ATTEMPT.ENDS_AT.lt(time)).execute();
    }
}
