package plumbline.server.api;

import static plumbline.schema.Tables.IDEMPOTENT_ANSWER;

import java.time.Instant;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/// All SQL about answers kept for repeated requests.
final class IdempotencyStore {

    /// What is kept under a key; without a status the work is being done in this transaction.
    record Kept(
            String fingerprint,
            @Nullable Integer status,
            @Nullable String location,
            String body) {}

    /// Takes the key, and clears it first when it is older than a day.
    void claim(DSLContext transaction, String caller, String key, String fingerprint, Instant now) {
        transaction
                .deleteFrom(IDEMPOTENT_ANSWER)
                .where(IDEMPOTENT_ANSWER
                        .CALLER
                        .eq(caller)
                        .and(IDEMPOTENT_ANSWER.CREATED_AT.lt(now.minus(Idempotency.KEPT))))
                .execute();
        transaction
                .insertInto(IDEMPOTENT_ANSWER)
                .set(IDEMPOTENT_ANSWER.CALLER, caller)
                .set(IDEMPOTENT_ANSWER.KEY, key)
                .set(IDEMPOTENT_ANSWER.FINGERPRINT, fingerprint)
                .set(IDEMPOTENT_ANSWER.CREATED_AT, now)
                .onConflictDoNothing()
                .execute();
    }

    Kept find(DSLContext transaction, String caller, String key) {
        return transaction
                .selectFrom(IDEMPOTENT_ANSWER)
                .where(IDEMPOTENT_ANSWER.CALLER.eq(caller).and(IDEMPOTENT_ANSWER.KEY.eq(key)))
                .forUpdate()
                .fetchSingle(row -> new Kept(row.getFingerprint(), row.getStatus(), row.getLocation(), row.getBody()));
    }

    void keep(DSLContext transaction, Idempotency.Asked asked, Idempotency.Done done, String body) {
        transaction
                .update(IDEMPOTENT_ANSWER)
                .set(IDEMPOTENT_ANSWER.STATUS, done.status())
                .set(IDEMPOTENT_ANSWER.LOCATION, done.location())
                .set(IDEMPOTENT_ANSWER.BODY, body)
                .where(IDEMPOTENT_ANSWER.CALLER.eq(asked.caller()).and(IDEMPOTENT_ANSWER.KEY.eq(asked.key())))
                .execute();
    }
}
