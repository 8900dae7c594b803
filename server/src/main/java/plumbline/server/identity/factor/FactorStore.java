package plumbline.server.identity.factor;

import static plumbline.schema.Tables.AUTHENTICATOR_APP;
import static plumbline.schema.Tables.RECOVERY_CODE;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/// All SQL about authenticator apps and recovery codes.
final class FactorStore {

    /// An authenticator app.
    ///
    /// @param secret encrypted, in hexadecimal
    /// @param since when a first code confirmed it; null before
    record App(String secret, Instant createdAt, @Nullable Instant since, int failures) {}

    Optional<App> app(DSLContext database, long accountId) {
        return database.select(
                        AUTHENTICATOR_APP.SECRET,
                        AUTHENTICATOR_APP.CREATED_AT,
                        AUTHENTICATOR_APP.CONFIRMED_AT,
                        AUTHENTICATOR_APP.FAILURES)
                .from(AUTHENTICATOR_APP)
                .where(AUTHENTICATOR_APP.ACCOUNT_ID.eq(accountId))
                .fetchOptional(row ->
                        new App(HexFormat.of().formatHex(row.value1()), row.value2(), row.value3(), row.value4()));
    }

    boolean isOn(DSLContext database, long accountId) {
        return database.fetchExists(
                AUTHENTICATOR_APP,
                AUTHENTICATOR_APP.ACCOUNT_ID.eq(accountId).and(AUTHENTICATOR_APP.CONFIRMED_AT.isNotNull()));
    }

    /// Keeps a secret that waits for its first code, in place of an earlier one that still waits. False when an app is
    /// confirmed already.
    boolean begin(DSLContext transaction, long accountId, byte[] secret, Instant now) {
        return transaction
                        .insertInto(AUTHENTICATOR_APP)
                        .set(AUTHENTICATOR_APP.ACCOUNT_ID, accountId)
                        .set(AUTHENTICATOR_APP.SECRET, secret)
                        .set(AUTHENTICATOR_APP.CREATED_AT, now)
                        .onConflict(AUTHENTICATOR_APP.ACCOUNT_ID)
                        .doUpdate()
                        .set(AUTHENTICATOR_APP.SECRET, secret)
                        .set(AUTHENTICATOR_APP.CREATED_AT, now)
                        .where(AUTHENTICATOR_APP.CONFIRMED_AT.isNull())
                        .execute()
                == 1;
    }

    /// Uses the code of a step up. Of two at the same moment, one gets true.
    boolean use(DSLContext transaction, long accountId, long step) {
        return transaction
                        .update(AUTHENTICATOR_APP)
                        .set(AUTHENTICATOR_APP.LAST_STEP, step)
                        .set(AUTHENTICATOR_APP.FAILURES, 0)
                        .where(AUTHENTICATOR_APP.ACCOUNT_ID.eq(accountId).and(AUTHENTICATOR_APP.LAST_STEP.lt(step)))
                        .execute()
                == 1;
    }

    boolean confirm(DSLContext transaction, long accountId, Instant now) {
        return transaction
                        .update(AUTHENTICATOR_APP)
                        .set(AUTHENTICATOR_APP.CONFIRMED_AT, now)
                        .where(AUTHENTICATOR_APP.ACCOUNT_ID.eq(accountId).and(AUTHENTICATOR_APP.CONFIRMED_AT.isNull()))
                        .execute()
                == 1;
    }

    void countFailure(DSLContext transaction, long accountId) {
        transaction
                .update(AUTHENTICATOR_APP)
                .set(AUTHENTICATOR_APP.FAILURES, AUTHENTICATOR_APP.FAILURES.plus(1))
                .where(AUTHENTICATOR_APP.ACCOUNT_ID.eq(accountId))
                .execute();
    }

    boolean deleteApp(DSLContext transaction, long accountId) {
        return transaction
                        .deleteFrom(AUTHENTICATOR_APP)
                        .where(AUTHENTICATOR_APP.ACCOUNT_ID.eq(accountId))
                        .execute()
                == 1;
    }

    /// Forgets secrets that were never confirmed.
    static int deleteUnconfirmed(DSLContext transaction, Instant madeBefore) {
        return transaction
                .deleteFrom(AUTHENTICATOR_APP)
                .where(AUTHENTICATOR_APP.CONFIRMED_AT.isNull().and(AUTHENTICATOR_APP.CREATED_AT.lt(madeBefore)))
                .execute();
    }

    void replaceCodes(DSLContext transaction, long accountId, List<byte[]> hashes, Instant now) {
        deleteCodes(transaction, accountId);
        for (var hash : hashes) {
            transaction
                    .insertInto(RECOVERY_CODE)
                    .set(RECOVERY_CODE.ACCOUNT_ID, accountId)
                    .set(RECOVERY_CODE.HASH, hash)
                    .set(RECOVERY_CODE.CREATED_AT, now)
                    .execute();
        }
    }

    boolean useCode(DSLContext transaction, long accountId, byte[] hash, Instant now) {
        return transaction
                        .update(RECOVERY_CODE)
                        .set(RECOVERY_CODE.USED_AT, now)
                        .where(RECOVERY_CODE
                                .ACCOUNT_ID
                                .eq(accountId)
                                .and(RECOVERY_CODE.HASH.eq(hash))
                                .and(RECOVERY_CODE.USED_AT.isNull()))
                        .execute()
                == 1;
    }

    int codesLeft(DSLContext database, long accountId) {
        return database.fetchCount(
                RECOVERY_CODE, RECOVERY_CODE.ACCOUNT_ID.eq(accountId).and(RECOVERY_CODE.USED_AT.isNull()));
    }

    int deleteCodes(DSLContext transaction, long accountId) {
        return transaction
                .deleteFrom(RECOVERY_CODE)
                .where(RECOVERY_CODE.ACCOUNT_ID.eq(accountId))
                .execute();
    }
}
