package plumbline.server.identity.people;

import static plumbline.schema.Tables.ACCOUNT;

import java.util.Optional;
import org.jooq.DSLContext;
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
