package plumbline.server.identity;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.table;

import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.Table;

/// Ends sessions inside the transaction that takes away the right to them. Spring Session owns the table.
final class SessionStore {
    private static final Table<Record> SESSION = table("spring_session");
    private static final Field<String> PRINCIPAL_NAME = field("principal_name", String.class);

    /// The name under which Spring Session files an account's sessions.
    static String principalName(long accountId) {
        return "account:" + accountId;
    }

    static int deleteAll(DSLContext transaction, long accountId) {
        return transaction
                .deleteFrom(SESSION)
                .where(PRINCIPAL_NAME.eq(principalName(accountId)))
                .execute();
    }
}
