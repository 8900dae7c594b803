package plumbline.server.identity.token;

import static org.jooq.impl.DSL.any;
import static plumbline.schema.Tables.ACCOUNT;
import static plumbline.schema.Tables.HELD_GRANT;
import static plumbline.schema.Tables.SERVICE_ACCOUNT;
import static plumbline.schema.Tables.TOKEN;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.ResultQuery;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Rights.Grant;
import plumbline.server.identity.held.HeldGrants;
import plumbline.server.platform.Actor;

/// All SQL about service accounts and their tokens.
final class TokenStore {

    /// A token that was found by its hash, with its owner, whether or not it may still be used.
    ///
    /// @param maker what the person who made it holds, or null when no person did
    record Found(
            Token token, ServiceAccount owner, @Nullable List<Grant> maker) {}

    Optional<Found> find(DSLContext database, byte[] hash) {
        var rows = database.select(
                        TOKEN.asterisk(),
                        SERVICE_ACCOUNT.asterisk(),
                        ACCOUNT.NAME,
                        ACCOUNT.DEACTIVATED_AT,
                        HELD_GRANT.asterisk())
                .from(TOKEN)
                .join(SERVICE_ACCOUNT)
                .on(SERVICE_ACCOUNT.ID.eq(TOKEN.SERVICE_ACCOUNT_ID))
                .leftJoin(ACCOUNT)
                .on(ACCOUNT.ID.eq(TOKEN.CREATED_BY))
                .leftJoin(HELD_GRANT)
                .on(HELD_GRANT.HOLDER_ID.eq(TOKEN.CREATED_BY))
                .where(TOKEN.HASH.eq(hash))
                .fetch();
        return rows.stream().findFirst().map(row -> new Found(token(row), owner(row), maker(rows)));
    }

    private static @Nullable List<Grant> maker(List<? extends Record> rows) {
        var first = rows.getFirst();
        if (first.get(TOKEN.CREATED_BY) == null) {
            return null;
        }
        return first.get(ACCOUNT.DEACTIVATED_AT) != null
                ? List.of()
                : rows.stream()
                        .flatMap(row -> Optional.ofNullable(HeldGrants.read(row)).stream())
                        .toList();
    }

    List<ServiceAccount> owners(DSLContext database) {
        return database.selectFrom(SERVICE_ACCOUNT)
                .orderBy(SERVICE_ACCOUNT.DEACTIVATED_AT.isNotNull(), DSL.lower(SERVICE_ACCOUNT.NAME))
                .fetch(TokenStore::owner);
    }

    Optional<ServiceAccount> owner(DSLContext database, long id) {
        return database.selectFrom(SERVICE_ACCOUNT)
                .where(SERVICE_ACCOUNT.ID.eq(id))
                .fetchOptional(TokenStore::owner);
    }

    Optional<ServiceAccount> owner(DSLContext database, String name) {
        return database.selectFrom(SERVICE_ACCOUNT)
                .where(SERVICE_ACCOUNT.NAME.eq(name))
                .fetchOptional(TokenStore::owner);
    }

    /// Who made a service account or a token of it, or answers for it.
    List<Actor> makers(DSLContext database, long id) {
        return database.select(ACCOUNT.ID, ACCOUNT.NAME)
                .from(ACCOUNT)
                .where(ACCOUNT.ID.in(DSL.select(SERVICE_ACCOUNT.CREATED_BY)
                        .from(SERVICE_ACCOUNT)
                        .where(SERVICE_ACCOUNT.ID.eq(id))
                        .union(DSL.select(SERVICE_ACCOUNT.OWNER_ID)
                                .from(SERVICE_ACCOUNT)
                                .where(SERVICE_ACCOUNT.ID.eq(id)))
                        .union(DSL.select(TOKEN.CREATED_BY).from(TOKEN).where(TOKEN.SERVICE_ACCOUNT_ID.eq(id)))))
                .orderBy(ACCOUNT.ID)
                .fetch(row -> new Actor(Actor.Kind.PERSON, "account:" + row.value1(), row.value2()));
    }

    /// A service account to be added.
    record NewOwner(String name, String purpose, @Nullable Long createdBy) {}

    /// Adds a service account and answers its id, or nothing when the name is taken.
    Optional<Long> insertOwner(DSLContext transaction, NewOwner owner, Instant now) {
        return transaction
                .insertInto(SERVICE_ACCOUNT)
                .set(SERVICE_ACCOUNT.NAME, owner.name())
                .set(SERVICE_ACCOUNT.PURPOSE, owner.purpose())
                .set(SERVICE_ACCOUNT.CREATED_BY, owner.createdBy())
                .set(SERVICE_ACCOUNT.OWNER_ID, owner.createdBy())
                .set(SERVICE_ACCOUNT.CREATED_AT, now)
                .onConflictDoNothing()
                .returningResult(SERVICE_ACCOUNT.ID)
                .fetchOptional()
                .map(row -> row.value1());
    }

    void deactivateOwner(DSLContext transaction, long id, Instant now) {
        transaction
                .update(SERVICE_ACCOUNT)
                .set(SERVICE_ACCOUNT.DEACTIVATED_AT, now)
                .where(SERVICE_ACCOUNT.ID.eq(id))
                .execute();
    }

    long insert(DSLContext transaction, NewToken token, TokenText secret, @Nullable Long createdBy, Instant now) {
        return transaction
                .insertInto(TOKEN)
                .set(TOKEN.SERVICE_ACCOUNT_ID, token.serviceAccountId())
                .set(TOKEN.HASH, secret.hash())
                .set(TOKEN.HINT, secret.hint())
                .set(
                        TOKEN.PERMISSIONS,
                        token.permissions().stream()
                                .map(Permission::word)
                                .sorted()
                                .toArray(String[]::new))
                .set(TOKEN.SERVICE_ID, token.serviceId())
                .set(TOKEN.CREATED_BY, createdBy)
                .set(TOKEN.CREATED_AT, now)
                .set(TOKEN.EXPIRES_AT, now.plus(token.validFor()))
                .returningResult(TOKEN.ID)
                .fetchSingle()
                .value1();
    }

    List<Token> of(DSLContext database, long serviceAccountId) {
        return tokens(database, TOKEN.SERVICE_ACCOUNT_ID.eq(serviceAccountId));
    }

    Optional<Token> token(DSLContext database, long id) {
        return tokens(database, TOKEN.ID.eq(id)).stream().findFirst();
    }

    /// Tokens that these people made and that still work, by maker.
    Map<Long, List<Token>> madeBy(DSLContext database, Collection<Long> accountIds, Instant now) {
        var made = TOKEN.CREATED_BY.eq(any(accountIds.toArray(Long[]::new)));
        return select(database, made.and(TOKEN.REVOKED_AT.isNull()).and(TOKEN.EXPIRES_AT.gt(now)))
                .fetchGroups(row -> row.get(TOKEN.CREATED_BY), TokenStore::token);
    }

    List<ExpiringToken> expiring(DSLContext database, Instant now, Instant until) {
        return database.select(TOKEN.asterisk(), SERVICE_ACCOUNT.NAME)
                .from(TOKEN)
                .join(SERVICE_ACCOUNT)
                .on(SERVICE_ACCOUNT.ID.eq(TOKEN.SERVICE_ACCOUNT_ID))
                .where(TOKEN.REVOKED_AT.isNull())
                .and(SERVICE_ACCOUNT.DEACTIVATED_AT.isNull())
                .and(TOKEN.EXPIRES_AT.gt(now))
                .and(TOKEN.EXPIRES_AT.le(until))
                .orderBy(TOKEN.EXPIRES_AT, TOKEN.ID)
                .fetch(row -> new ExpiringToken(
                        row.get(TOKEN.ID),
                        row.get(TOKEN.HINT),
                        row.get(TOKEN.SERVICE_ACCOUNT_ID),
                        row.get(SERVICE_ACCOUNT.NAME),
                        row.get(TOKEN.CREATED_BY),
                        row.get(TOKEN.EXPIRES_AT)));
    }

    void revoke(DSLContext transaction, long id, Instant now) {
        transaction
                .update(TOKEN)
                .set(TOKEN.REVOKED_AT, now)
                .where(TOKEN.ID.eq(id).and(TOKEN.REVOKED_AT.isNull()))
                .execute();
    }

    void shorten(DSLContext transaction, long id, Instant end) {
        transaction
                .update(TOKEN)
                .set(TOKEN.EXPIRES_AT, end)
                .where(TOKEN.ID.eq(id).and(TOKEN.REVOKED_AT.isNull()))
                .execute();
    }

    /// Notes that a token was used, to within `grain`; tells whether this was the first time.
    boolean used(DSLContext transaction, Token token, Instant now, Duration grain) {
        int changed = transaction
                .update(TOKEN)
                .set(TOKEN.USED_AT, now)
                .where(TOKEN.ID.eq(token.id()).and(TOKEN.USED_AT.isNull().or(TOKEN.USED_AT.lt(now.minus(grain)))))
                .execute();
        return changed == 1 && token.usedAt() == null;
    }

    private static List<Token> tokens(DSLContext database, Condition condition) {
        return select(database, condition).fetch(TokenStore::token);
    }

    private static ResultQuery<? extends Record> select(DSLContext database, Condition condition) {
        return database.select(TOKEN.asterisk(), ACCOUNT.NAME)
                .from(TOKEN)
                .leftJoin(ACCOUNT)
                .on(ACCOUNT.ID.eq(TOKEN.CREATED_BY))
                .where(condition)
                .orderBy(TOKEN.REVOKED_AT.isNotNull(), TOKEN.ID.desc());
    }

    private static Token token(Record row) {
        return new Token(
                row.get(TOKEN.ID),
                row.get(TOKEN.SERVICE_ACCOUNT_ID),
                row.get(TOKEN.HINT),
                Arrays.stream(row.get(TOKEN.PERMISSIONS))
                        .flatMap(word -> Permission.find(word).stream())
                        .filter(Permission::grantableToTokens)
                        .collect(Collectors.toSet()),
                row.get(TOKEN.SERVICE_ID),
                row.get(ACCOUNT.NAME),
                row.get(TOKEN.CREATED_AT),
                row.get(TOKEN.EXPIRES_AT),
                row.get(TOKEN.USED_AT),
                row.get(TOKEN.REVOKED_AT));
    }

    static ServiceAccount owner(Record row) {
        return new ServiceAccount(
                row.get(SERVICE_ACCOUNT.ID),
                row.get(SERVICE_ACCOUNT.NAME),
                row.get(SERVICE_ACCOUNT.PURPOSE),
                row.get(SERVICE_ACCOUNT.OWNER_ID),
                row.get(SERVICE_ACCOUNT.CREATED_AT),
                row.get(SERVICE_ACCOUNT.DEACTIVATED_AT));
    }
}
