package plumbline.server.identity.breakglass;

import static plumbline.schema.Tables.BREAK_GLASS;
import static plumbline.schema.Tables.BREAK_GLASS_USE;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;

/// All SQL about the break-glass account and its uses.
final class BreakGlassStore {

    Optional<Long> account(DSLContext database) {
        return database.select(BREAK_GLASS.ACCOUNT_ID).from(BREAK_GLASS).fetchOptional(BREAK_GLASS.ACCOUNT_ID);
    }

    /// Fails when there is one.
    void insert(DSLContext transaction, long accountId, Instant now) {
        transaction
                .insertInto(BREAK_GLASS)
                .set(BREAK_GLASS.ACCOUNT_ID, accountId)
                .set(BREAK_GLASS.CREATED_AT, now)
                .execute();
    }

    void insertUse(DSLContext transaction, String address, Instant now) {
        transaction
                .insertInto(BREAK_GLASS_USE)
                .set(BREAK_GLASS_USE.AT, now)
                .set(BREAK_GLASS_USE.ADDRESS, address)
                .execute();
    }

    /// The latest use that no administrator has seen.
    Optional<BreakGlassUse> unseen(DSLContext database) {
        return database.selectFrom(BREAK_GLASS_USE)
                .where(BREAK_GLASS_USE.SEEN_AT.isNull())
                .orderBy(BREAK_GLASS_USE.ID.desc())
                .limit(1)
                .fetchOptional(BreakGlassStore::read);
    }

    /// The uses before this one, the latest first.
    List<BreakGlassUse> before(DSLContext database, long id, int limit) {
        return database.selectFrom(BREAK_GLASS_USE)
                .where(BREAK_GLASS_USE.ID.lt(id))
                .orderBy(BREAK_GLASS_USE.ID.desc())
                .limit(limit)
                .fetch(BreakGlassStore::read);
    }

    /// Marks all uses up to this one as seen; answers how many were not.
    int see(DSLContext transaction, long upTo, long by, Instant now) {
        return transaction
                .update(BREAK_GLASS_USE)
                .set(BREAK_GLASS_USE.SEEN_AT, now)
                .set(BREAK_GLASS_USE.SEEN_BY, by)
                .where(BREAK_GLASS_USE.ID.le(upTo).and(BREAK_GLASS_USE.SEEN_AT.isNull()))
                .execute();
    }

    private static BreakGlassUse read(Record row) {
        return new BreakGlassUse(
                row.get(BREAK_GLASS_USE.ID),
                row.get(BREAK_GLASS_USE.AT),
                row.get(BREAK_GLASS_USE.ADDRESS),
                row.get(BREAK_GLASS_USE.SEEN_AT),
                row.get(BREAK_GLASS_USE.SEEN_BY));
    }
}
