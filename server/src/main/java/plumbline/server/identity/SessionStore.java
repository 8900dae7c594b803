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

    /// Replaces Spring Session's own statement, with its parameters in its order. Every request would write otherwise,
    /// only
    /// to note when it came; to the minute is enough for a session that ends after two hours without one.
    static final String UPDATE = """
            update spring_session as held
            set session_id = now.session_id, last_access_time = now.seen, max_inactive_interval = now.idle,
              expiry_time = now.expiry, principal_name = now.name
            from (values (cast(? as char(36)), cast(? as bigint), cast(? as int), cast(? as bigint), cast(? as varchar),
              cast(? as char(36)))) as now (session_id, seen, idle, expiry, name, id)
            where held.primary_id = now.id
              and (held.session_id <> now.session_id or held.max_inactive_interval <> now.idle
                or held.principal_name is distinct from now.name or now.seen - held.last_access_time >= 60000)""";

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
