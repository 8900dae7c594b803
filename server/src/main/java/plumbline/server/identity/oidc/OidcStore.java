package plumbline.server.identity.oidc;

import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.noCondition;
import static plumbline.schema.Tables.ACCOUNT;
import static plumbline.schema.Tables.BREAK_GLASS;
import static plumbline.schema.Tables.OIDC_ATTEMPT;
import static plumbline.schema.Tables.OIDC_IDENTITY;
import static plumbline.schema.Tables.PASSKEY;
import static plumbline.schema.Tables.SCIM_USER;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/// All SQL about who the provider says somebody is, and about sign-ins that have begun there.
final class OidcStore {
    /// Long enough to find a second factor.
    static final Duration PATIENCE = Duration.ofMinutes(10);

    /// A sign-in that has begun.
    ///
    /// @param accountId who wants to connect their account, or null when somebody signs in
    record Attempt(@Nullable Long accountId, String next) {}

    void begin(DSLContext transaction, OidcHandshake handshake, Attempt attempt, Instant now) {
        transaction
                .insertInto(OIDC_ATTEMPT)
                .set(OIDC_ATTEMPT.HASH, handshake.hash())
                .set(OIDC_ATTEMPT.ACCOUNT_ID, attempt.accountId())
                .set(OIDC_ATTEMPT.NEXT, attempt.next())
                .set(OIDC_ATTEMPT.EXPIRES_AT, now.plus(PATIENCE))
                .execute();
    }

    /// Takes the attempt away, so that it counts once.
    Optional<Attempt> take(DSLContext transaction, OidcHandshake handshake, Instant now) {
        return transaction
                .deleteFrom(OIDC_ATTEMPT)
                .where(OIDC_ATTEMPT.HASH.eq(handshake.hash()).and(OIDC_ATTEMPT.EXPIRES_AT.gt(now)))
                .returningResult(OIDC_ATTEMPT.ACCOUNT_ID, OIDC_ATTEMPT.NEXT)
                .fetchOptional(row -> new Attempt(row.value1(), row.value2()));
    }

    int deleteExpired(DSLContext transaction, Instant now) {
        return transaction
                .deleteFrom(OIDC_ATTEMPT)
                .where(OIDC_ATTEMPT.EXPIRES_AT.le(now))
                .execute();
    }

    Optional<Long> account(DSLContext database, String issuer, String subject) {
        return database.select(OIDC_IDENTITY.ACCOUNT_ID)
                .from(OIDC_IDENTITY)
                .where(OIDC_IDENTITY.ISSUER.eq(issuer).and(OIDC_IDENTITY.SUBJECT.eq(subject)))
                .fetchOptional(OIDC_IDENTITY.ACCOUNT_ID);
    }

    /// The connection of an account with a person of this provider.
    Optional<Connection> connection(DSLContext database, long accountId, String issuer) {
        return connections(database, OIDC_IDENTITY.ISSUER.eq(issuer).and(ACCOUNT.ID.eq(accountId)), 1).stream()
                .findFirst();
    }

    /// A part of a list.
    ///
    /// @param after the account before its first one
    /// @param words letters of a name or an address
    record Part(long after, String words, int limit) {}

    List<Connection> connections(DSLContext database, String issuer, Part part) {
        var there = OIDC_IDENTITY.ISSUER.eq(issuer).and(ACCOUNT.ID.gt(part.after()));
        var named = part.words().isEmpty()
                ? noCondition()
                : ACCOUNT.NAME.containsIgnoreCase(part.words()).or(ACCOUNT.EMAIL.containsIgnoreCase(part.words()));
        return connections(database, there.and(named), part.limit());
    }

    private static List<Connection> connections(DSLContext database, Condition condition, int limit) {
        return database.select(ACCOUNT.ID, ACCOUNT.NAME, ACCOUNT.EMAIL, OIDC_IDENTITY.LINKED_AT)
                .from(OIDC_IDENTITY)
                .join(ACCOUNT)
                .on(ACCOUNT.ID.eq(OIDC_IDENTITY.ACCOUNT_ID))
                .where(condition)
                .orderBy(ACCOUNT.ID)
                .limit(limit)
                .fetch(row -> new Connection(row.value1(), row.value2(), row.value3(), row.value4()));
    }

    /// Whether it is the account for the day on which the provider lets nobody in.
    boolean isBreakGlass(DSLContext database, long accountId) {
        return database.fetchExists(BREAK_GLASS, BREAK_GLASS.ACCOUNT_ID.eq(accountId));
    }

    boolean hasPasskey(DSLContext database, long accountId) {
        return database.fetchExists(PASSKEY, PASSKEY.ACCOUNT_ID.eq(accountId));
    }

    /// Whether the directory keeps this account for somebody whom it calls what the provider calls this person.
    boolean isProvisioned(DSLContext database, long accountId, OidcPerson person) {
        var called = lower(SCIM_USER.USER_NAME).in(person.names()).or(SCIM_USER.EXTERNAL_ID.eq(person.subject()));
        return database.fetchExists(
                SCIM_USER,
                SCIM_USER
                        .ACCOUNT_ID
                        .eq(accountId)
                        .and(SCIM_USER.DELETED_AT.isNull())
                        .and(called));
    }

    void link(DSLContext transaction, OidcPerson person, long accountId, Instant now) {
        transaction
                .insertInto(OIDC_IDENTITY)
                .set(OIDC_IDENTITY.ISSUER, person.issuer())
                .set(OIDC_IDENTITY.SUBJECT, person.subject())
                .set(OIDC_IDENTITY.ACCOUNT_ID, accountId)
                .set(OIDC_IDENTITY.LINKED_AT, now)
                .execute();
    }

    boolean unlink(DSLContext transaction, long accountId, String issuer) {
        return transaction
                        .deleteFrom(OIDC_IDENTITY)
                        .where(OIDC_IDENTITY.ACCOUNT_ID.eq(accountId).and(OIDC_IDENTITY.ISSUER.eq(issuer)))
                        .execute()
                == 1;
    }
}
