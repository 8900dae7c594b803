package plumbline.server.identity;

import static plumbline.schema.Tables.ONE_TIME_LINK;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/// All SQL about one-time links.
final class LinkStore {

    /// What a link is for, and how long it works.
    enum Purpose {
        WELCOME(Duration.ofHours(24)),
        PASSWORD(Duration.ofDays(3));

        private final Duration life;

        Purpose(Duration life) {
            this.life = life;
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    void insert(DSLContext transaction, byte[] hash, Purpose purpose, @Nullable Long accountId, Instant now) {
        transaction
                .insertInto(ONE_TIME_LINK)
                .set(ONE_TIME_LINK.HASH, hash)
                .set(ONE_TIME_LINK.PURPOSE, purpose.word())
                .set(ONE_TIME_LINK.ACCOUNT_ID, accountId)
                .set(ONE_TIME_LINK.CREATED_AT, now)
                .set(ONE_TIME_LINK.EXPIRES_AT, now.plus(purpose.life))
                .execute();
    }

    void deleteUnused(DSLContext transaction, Purpose purpose, @Nullable Long accountId) {
        transaction
                .deleteFrom(ONE_TIME_LINK)
                .where(ONE_TIME_LINK
                        .PURPOSE
                        .eq(purpose.word())
                        .and(ONE_TIME_LINK.USED_AT.isNull())
                        .and(ONE_TIME_LINK.ACCOUNT_ID.isNotDistinctFrom(accountId)))
                .execute();
    }

    boolean usable(DSLContext database, byte[] hash, Purpose purpose, Instant now) {
        return database.fetchExists(ONE_TIME_LINK, usable(hash, now).and(ONE_TIME_LINK.PURPOSE.eq(purpose.word())));
    }

    Optional<Long> account(DSLContext database, byte[] hash, Instant now) {
        return database.select(ONE_TIME_LINK.ACCOUNT_ID)
                .from(ONE_TIME_LINK)
                .where(usable(hash, now).and(ONE_TIME_LINK.PURPOSE.eq(Purpose.PASSWORD.word())))
                .fetchOptional(ONE_TIME_LINK.ACCOUNT_ID);
    }

    boolean use(DSLContext transaction, byte[] hash, Instant now) {
        return transaction
                        .update(ONE_TIME_LINK)
                        .set(ONE_TIME_LINK.USED_AT, now)
                        .where(usable(hash, now))
                        .execute()
                == 1;
    }

    /// Forgets links that can no longer work, used or not.
    int deleteExpired(DSLContext transaction, Instant now) {
        return transaction
                .deleteFrom(ONE_TIME_LINK)
                .where(ONE_TIME_LINK.EXPIRES_AT.le(now))
                .execute();
    }

    private static Condition usable(byte[] hash, Instant now) {
        return ONE_TIME_LINK.HASH.eq(hash).and(ONE_TIME_LINK.USED_AT.isNull()).and(ONE_TIME_LINK.EXPIRES_AT.gt(now));
    }
}
