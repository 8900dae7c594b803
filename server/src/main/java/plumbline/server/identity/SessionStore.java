package plumbline.server.identity;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import java.time.Instant;
import java.util.Collection;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;

/// Ends sessions inside the transaction that takes away the right to them. Spring Session owns the table.
final class SessionStore {
    private static final Table<Record> SESSION = table("spring_session");
    private static final Field<String> SESSION_ID = field("session_id", String.class);
    private static final Field<Long> EXPIRY_TIME = field("expiry_time", Long.class);
    private static final Field<String> PRINCIPAL_NAME = field("principal_name", String.class);

    /// The name under which Spring Session files an account's sessions.
    static String principalName(long accountId) {
        return "account:" + accountId;
    }

    static int delete(DSLContext transaction, long accountId, Collection<String> sessionIds) {
        return transaction
                .deleteFrom(SESSION)
                .where(PRINCIPAL_NAME.eq(principalName(accountId)).and(SESSION_ID.in(sessionIds)))
                .execute();
    }

    /// Forgets sessions that ended by time.
    static int deleteExpired(DSLContext transaction, Instant now) {
        return transaction
                .deleteFrom(SESSION)
                .where(EXPIRY_TIME.lt(now.toEpochMilli()))
                .execute();
    }

    static int deleteAll(DSLContext transaction, long accountId) {
        return transaction
                .deleteFrom(SESSION)
                .where(PRINCIPAL_NAME.eq(principalName(accountId)))
                .execute();
    }
}
