package plumbline.server.identity;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
    private static final Field<Long> ACCOUNT_ID = field("account_id", Long.class);

    /// Replaces Spring Session's own statement, with its parameters in its order. Every request that opens the session
    /// would write otherwise, only to note when it came; to the minute is enough.
    static final String UPDATE = """
            update spring_session as held
            set session_id = now.session_id, last_access_time = now.seen, max_inactive_interval = now.idle,
              expiry_time = now.expiry, principal_name = now.name
            from (values (cast(? as char(36)), cast(? as bigint), cast(? as int), cast(? as bigint), cast(? as varchar),
              cast(? as char(36)))) as now (session_id, seen, idle, expiry, name, id)
            where held.primary_id = now.id
              and (held.session_id <> now.session_id or held.max_inactive_interval <> now.idle
                or held.principal_name is distinct from now.name or now.seen - held.last_access_time >= 60000)""";

    /// Replaces Spring Session's own statement: by the account's id, whatever the time in the name.
    static final String LIST = """
            select s.primary_id, s.session_id, s.creation_time, s.last_access_time, s.max_inactive_interval,
              sa.attribute_name, sa.attribute_bytes
            from spring_session s left join spring_session_attributes sa on sa.session_primary_id = s.primary_id
            where s.account_id = cast(? as bigint) and s.since_micros is not null""";

    private static final String TOUCH = """
            update spring_session set last_access_time = now_ms, expiry_time = now_ms + max_inactive_interval * 1000
            from (select cast(extract(epoch from now()) * 1000 as bigint) as now_ms) as clock
            where session_id = cast(? as char(36))""";

    /// The name under which Spring Session files a session; the migration takes it apart again.
    static String principalName(long accountId, Instant since) {
        return "account:" + accountId + "@" + ChronoUnit.MICROS.between(Instant.EPOCH, since);
    }

    static void touch(DSLContext database, String sessionId) {
        database.execute(TOUCH, sessionId);
    }

    /// The name for a session in which half of a sign-in was done: it has no time since which somebody is signed in, so
    /// nobody holds it, and it ends with the account's others.
    static String halfwayName(long accountId) {
        return "account:" + accountId + "@halfway";
    }

    static int delete(DSLContext transaction, long accountId, Collection<String> sessionIds) {
        return transaction
                .deleteFrom(SESSION)
                .where(ACCOUNT_ID.eq(accountId).and(SESSION_ID.in(sessionIds)))
                .execute();
    }

    /// Forgets sessions that ended by time.
    static int deleteExpired(DSLContext transaction, Instant now) {
        return transaction
                .deleteFrom(SESSION)
                .where(EXPIRY_TIME.lt(now.toEpochMilli()))
                .execute();
    }

    /// Ends the account's sessions, and the sign-ins that are halfway.
    static int deleteAll(DSLContext transaction, long accountId) {
        return transaction.deleteFrom(SESSION).where(ACCOUNT_ID.eq(accountId)).execute();
    }
}
