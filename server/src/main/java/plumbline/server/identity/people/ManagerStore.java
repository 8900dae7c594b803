package plumbline.server.identity.people;

import static org.jooq.impl.DSL.any;
import static plumbline.schema.Tables.ACCOUNT;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// SQL about who manages whom.
final class ManagerStore {
    /// From somebody upwards; it ends, because no circle is ever stored.
    private static final String ABOVE = """
            with recursive above (id) as (
              select cast(? as bigint)
              union
              select a.manager_id from account a join above on a.id = above.id where a.manager_id is not null)
            select exists (select 1 from above where id = ?)
            """;

    private static final long LOCK = 0x706c_756d_6d61_6e61L;

    Optional<Long> managerOf(DSLContext database, long account) {
        return database.select(ACCOUNT.MANAGER_ID)
                .from(ACCOUNT)
                .where(ACCOUNT.ID.eq(account))
                .fetchOptional(ACCOUNT.MANAGER_ID);
    }

    /// Whether the one stands somewhere above the other, or is the same.
    boolean isAbove(DSLContext tx, long one, long other) {
        // Two changes at once could close a circle that neither of them sees.
        tx.fetchValue("select pg_advisory_xact_lock(?)", LOCK);
        return Boolean.TRUE.equals(tx.fetchValue(ABOVE, other, one));
    }

    /// Somebody who has a manager.
    record Report(long id, String name) {}

    /// How many people who can sign in each of these manages.
    Map<Long, Integer> reportCounts(DSLContext database, Collection<Long> managers) {
        return database.select(ACCOUNT.MANAGER_ID, DSL.count())
                .from(ACCOUNT)
                .where(ACCOUNT.MANAGER_ID.eq(any(managers.toArray(Long[]::new))))
                .and(ACCOUNT.DEACTIVATED_AT.isNull())
                .groupBy(ACCOUNT.MANAGER_ID)
                .fetchMap(ACCOUNT.MANAGER_ID, DSL.count());
    }

    /// The people who can sign in and whom somebody manages, by name.
    List<Report> reports(DSLContext database, long manager, int limit) {
        return database.select(ACCOUNT.ID, ACCOUNT.NAME)
                .from(ACCOUNT)
                .where(ACCOUNT.MANAGER_ID.eq(manager))
                .and(ACCOUNT.DEACTIVATED_AT.isNull())
                .orderBy(DSL.lower(ACCOUNT.NAME), ACCOUNT.ID)
                .limit(limit)
                .fetch(row -> new Report(row.value1(), row.value2()));
    }

    /// The same, all of them, held until the transaction ends. Nobody else changes who manages whom meanwhile.
    List<Report> holdReports(DSLContext tx, long manager) {
        tx.fetchValue("select pg_advisory_xact_lock(?)", LOCK);
        return tx.select(ACCOUNT.ID, ACCOUNT.NAME)
                .from(ACCOUNT)
                .where(ACCOUNT.MANAGER_ID.eq(manager))
                .and(ACCOUNT.DEACTIVATED_AT.isNull())
                .orderBy(ACCOUNT.ID)
                .forUpdate()
                .fetch(row -> new Report(row.value1(), row.value2()));
    }

    /// Gives somebody another manager, or none.
    void move(DSLContext tx, long account, @Nullable Long manager) {
        tx.update(ACCOUNT)
                .set(ACCOUNT.MANAGER_ID, manager)
                .set(ACCOUNT.VERSION, ACCOUNT.VERSION.plus(1))
                .where(ACCOUNT.ID.eq(account))
                .execute();
    }

    /// The manager of each who has one. Nobody else changes any until the transaction ends.
    Map<Long, Long> holdAll(DSLContext tx) {
        tx.fetchValue("select pg_advisory_xact_lock(?)", LOCK);
        return all(tx);
    }

    /// The manager of each who has one.
    Map<Long, Long> all(DSLContext database) {
        return database.select(ACCOUNT.ID, ACCOUNT.MANAGER_ID)
                .from(ACCOUNT)
                .where(ACCOUNT.MANAGER_ID.isNotNull())
                .fetchMap(ACCOUNT.ID, ACCOUNT.MANAGER_ID);
    }

    /// Those who have these addresses, of which all are in lower case.
    Map<String, Long> ids(DSLContext database, Collection<String> emails) {
        return database.select(ACCOUNT.EMAIL, ACCOUNT.ID)
                .from(ACCOUNT)
                .where(ACCOUNT.EMAIL.eq(any(emails.toArray(String[]::new))))
                .fetchMap(ACCOUNT.EMAIL, ACCOUNT.ID);
    }

    /// Sets it on the version that was seen; false when somebody was faster.
    boolean set(DSLContext tx, long account, int version, @Nullable Long manager) {
        return tx.update(ACCOUNT)
                        .set(ACCOUNT.MANAGER_ID, manager)
                        .set(ACCOUNT.VERSION, ACCOUNT.VERSION.plus(1))
                        .where(ACCOUNT.ID.eq(account))
                        .and(ACCOUNT.VERSION.eq(version))
                        .execute()
                == 1;
    }
}
