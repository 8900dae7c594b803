package plumbline.server.api;

import static plumbline.schema.Tables.IDEMPOTENT_ANSWER;

import java.time.Instant;
import java.util.Objects;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import plumbline.server.api.Idempotency.Asked;
import plumbline.server.api.Idempotency.Done;

/// All SQL about answers kept for repeated requests.
final class IdempotencyStore {

    /// What is kept under a key; without a status the work is being done in this transaction.
    record Kept(
            String fingerprint,
            @Nullable Integer status,
            @Nullable String location,
            @Nullable String etag,
            String body) {

        <T> Done<T> done(T answer) {
            return new Done<>(Objects.requireNonNull(status), location, etag, answer, answer);
        }
    }

    /// Takes the key, and clears it first when it is older than a day.
    void claim(DSLContext transaction, Asked asked, String key, String fingerprint, Instant now) {
        transaction
                .deleteFrom(IDEMPOTENT_ANSWER)
                .where(of(asked.caller(), key).and(IDEMPOTENT_ANSWER.CREATED_AT.lt(now.minus(Idempotency.KEPT))))
                .execute();
        transaction
                .insertInto(IDEMPOTENT_ANSWER)
                .set(IDEMPOTENT_ANSWER.CALLER, asked.caller())
                .set(IDEMPOTENT_ANSWER.KEY, key)
                .set(IDEMPOTENT_ANSWER.FINGERPRINT, fingerprint)
                .set(IDEMPOTENT_ANSWER.CREATED_AT, now)
                .onConflictDoNothing()
                .execute();
    }

    Kept find(DSLContext transaction, Asked asked, String key) {
        return transaction
                .selectFrom(IDEMPOTENT_ANSWER)
                .where(of(asked.caller(), key))
                .forUpdate()
                .fetchSingle(row -> new Kept(
                        row.getFingerprint(), row.getStatus(), row.getLocation(), row.getEtag(), row.getBody()));
    }

    void keep(DSLContext transaction, Asked asked, String key, Done<?> done, String body) {
        transaction
                .update(IDEMPOTENT_ANSWER)
                .set(IDEMPOTENT_ANSWER.STATUS, done.status())
                .set(IDEMPOTENT_ANSWER.LOCATION, done.location())
                .set(IDEMPOTENT_ANSWER.ETAG, done.etag())
                .set(IDEMPOTENT_ANSWER.BODY, body)
                .where(of(asked.caller(), key))
                .execute();
    }

    int deleteOlderThan(DSLContext transaction, Instant time) {
        return transaction
                .deleteFrom(IDEMPOTENT_ANSWER)
                .where(IDEMPOTENT_ANSWER.CREATED_AT.lt(time))
                .execute();
    }

    private static Condition of(String caller, String key) {
        return IDEMPOTENT_ANSWER.CALLER.eq(caller).and(IDEMPOTENT_ANSWER.KEY.eq(key));
    }
}
