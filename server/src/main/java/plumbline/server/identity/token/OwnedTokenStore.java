package plumbline.server.identity.token;

import static org.jooq.impl.DSL.any;
import static plumbline.schema.Tables.SERVICE_ACCOUNT;
import static plumbline.schema.Tables.TOKEN;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/// SQL about whose service accounts and tokens are.
final class OwnedTokenStore {

    /// A token with the program that uses it.
    record Made(String hint, long accountId, String account) {}

    /// How many service accounts that work each of these people answers for.
    Map<Long, Integer> accountCounts(DSLContext database, Collection<Long> people) {
        return database.select(SERVICE_ACCOUNT.OWNER_ID, DSL.count())
                .from(SERVICE_ACCOUNT)
                .where(SERVICE_ACCOUNT.OWNER_ID.eq(any(people.toArray(Long[]::new))))
                .and(SERVICE_ACCOUNT.DEACTIVATED_AT.isNull())
                .groupBy(SERVICE_ACCOUNT.OWNER_ID)
                .fetchMap(SERVICE_ACCOUNT.OWNER_ID, DSL.count());
    }

    List<ServiceAccount> accounts(DSLContext database, long person, int limit) {
        return database.selectFrom(SERVICE_ACCOUNT)
                .where(SERVICE_ACCOUNT.OWNER_ID.eq(person))
                .and(SERVICE_ACCOUNT.DEACTIVATED_AT.isNull())
                .orderBy(DSL.lower(SERVICE_ACCOUNT.NAME))
                .limit(limit)
                .fetch(TokenStore::owner);
    }

    /// Lets somebody else answer for all of them.
    List<ServiceAccount> pass(DSLContext tx, long from, long to) {
        return tx.update(SERVICE_ACCOUNT)
                .set(SERVICE_ACCOUNT.OWNER_ID, to)
                .where(SERVICE_ACCOUNT.OWNER_ID.eq(from))
                .and(SERVICE_ACCOUNT.DEACTIVATED_AT.isNull())
                .returning()
                .fetch(TokenStore::owner);
    }

    /// How many tokens that work each of these people made.
    Map<Long, Integer> tokenCounts(DSLContext database, Collection<Long> people, Instant now) {
        return database.select(TOKEN.CREATED_BY, DSL.count())
                .from(TOKEN)
                .where(TOKEN.CREATED_BY.eq(any(people.toArray(Long[]::new))))
                .and(works(now))
                .groupBy(TOKEN.CREATED_BY)
                .fetchMap(TOKEN.CREATED_BY, DSL.count());
    }

    List<Made> tokens(DSLContext database, long person, Instant now, int limit) {
        return database.select(TOKEN.HINT, SERVICE_ACCOUNT.ID, SERVICE_ACCOUNT.NAME)
                .from(TOKEN)
                .join(SERVICE_ACCOUNT)
                .on(SERVICE_ACCOUNT.ID.eq(TOKEN.SERVICE_ACCOUNT_ID))
                .where(TOKEN.CREATED_BY.eq(person))
                .and(works(now))
                .orderBy(TOKEN.ID.desc())
                .limit(limit)
                .fetch(row -> new Made(row.value1(), row.value2(), row.value3()));
    }

    private static Condition works(Instant now) {
        return TOKEN.REVOKED_AT.isNull().and(TOKEN.EXPIRES_AT.gt(now));
    }
}
