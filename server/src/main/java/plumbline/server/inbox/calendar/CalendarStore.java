package plumbline.server.inbox.calendar;

import static plumbline.schema.Tables.CALENDAR_LINK;

import java.time.Instant;
import java.util.Optional;
import org.jooq.DSLContext;

/// All SQL of the calendars' addresses.
final class CalendarStore {

    void put(DSLContext tx, long account, byte[] hash, Instant now) {
        tx.insertInto(CALENDAR_LINK)
                .set(CALENDAR_LINK.ACCOUNT_ID, account)
                .set(CALENDAR_LINK.HASH, hash)
                .set(CALENDAR_LINK.CREATED_AT, now)
                .onConflict(CALENDAR_LINK.ACCOUNT_ID)
                .doUpdate()
                .set(CALENDAR_LINK.HASH, hash)
                .set(CALENDAR_LINK.CREATED_AT, now)
                .setNull(CALENDAR_LINK.USED_AT)
                .execute();
    }

    boolean delete(DSLContext tx, long account) {
        return tx.deleteFrom(CALENDAR_LINK)
                        .where(CALENDAR_LINK.ACCOUNT_ID.eq(account))
                        .execute()
                == 1;
    }

    Optional<CalendarLink> find(DSLContext database, long account) {
        return database.selectFrom(CALENDAR_LINK)
                .where(CALENDAR_LINK.ACCOUNT_ID.eq(account))
                .fetchOptional(row -> new CalendarLink(row.getCreatedAt(), row.getUsedAt()));
    }

    /// Whose calendar this is, noting that it was read.
    Optional<Long> use(DSLContext database, byte[] hash, Instant now) {
        return database.update(CALENDAR_LINK)
                .set(CALENDAR_LINK.USED_AT, now)
                .where(CALENDAR_LINK.HASH.eq(hash))
                .returning(CALENDAR_LINK.ACCOUNT_ID)
                .fetchOptional(CALENDAR_LINK.ACCOUNT_ID);
    }
}
