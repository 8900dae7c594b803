package plumbline.server.inbox.reminder;

import static plumbline.schema.Tables.INBOX_CHOICE;
import static plumbline.schema.Tables.INBOX_DIGEST;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import plumbline.server.inbox.reminder.Digest.Every;

/// All SQL of digests.
final class DigestStore {

    Every choice(DSLContext database, long account) {
        return database.select(INBOX_CHOICE.DIGEST)
                .from(INBOX_CHOICE)
                .where(INBOX_CHOICE.ACCOUNT_ID.eq(account))
                .fetchOptional(INBOX_CHOICE.DIGEST)
                .flatMap(Every::find)
                .orElse(Every.WEEKLY);
    }

    /// What everybody chose who did.
    Map<Long, String> choices(DSLContext database) {
        return database.select(INBOX_CHOICE.ACCOUNT_ID, INBOX_CHOICE.DIGEST)
                .from(INBOX_CHOICE)
                .fetchMap(INBOX_CHOICE.ACCOUNT_ID, INBOX_CHOICE.DIGEST);
    }

    void choose(DSLContext tx, long account, Every every, Instant now) {
        tx.insertInto(INBOX_CHOICE)
                .set(INBOX_CHOICE.ACCOUNT_ID, account)
                .set(INBOX_CHOICE.DIGEST, every.word())
                .set(INBOX_CHOICE.CHANGED_AT, now)
                .onConflict(INBOX_CHOICE.ACCOUNT_ID)
                .doUpdate()
                .set(INBOX_CHOICE.DIGEST, every.word())
                .set(INBOX_CHOICE.CHANGED_AT, now)
                .execute();
    }

    /// Whose digest of that day or week is settled.
    Set<Long> settled(DSLContext database, String period) {
        return database.select(INBOX_DIGEST.ACCOUNT_ID)
                .from(INBOX_DIGEST)
                .where(INBOX_DIGEST.PERIOD.eq(period))
                .fetchSet(INBOX_DIGEST.ACCOUNT_ID);
    }

    /// A digest as it was sent.
    record Sent(Instant at, String subject, String text) {}

    /// The newest digest of somebody that said anything.
    Optional<Sent> last(DSLContext database, long account) {
        return database.selectFrom(INBOX_DIGEST)
                .where(INBOX_DIGEST.ACCOUNT_ID.eq(account))
                .and(INBOX_DIGEST.TASKS.gt(0))
                .orderBy(INBOX_DIGEST.AT.desc())
                .limit(1)
                .fetchOptional(row -> new Sent(row.getAt(), row.getSubject(), row.getText()));
    }

    /// Settles a digest; false when another process did.
    ///
    /// @param tasks how many are in it; with none nothing is sent
    boolean settle(DSLContext tx, long account, String period, int tasks, Sent sent) {
        return tx.insertInto(INBOX_DIGEST)
                        .set(INBOX_DIGEST.ACCOUNT_ID, account)
                        .set(INBOX_DIGEST.PERIOD, period)
                        .set(INBOX_DIGEST.AT, sent.at())
                        .set(INBOX_DIGEST.TASKS, tasks)
                        .set(INBOX_DIGEST.SUBJECT, sent.subject())
                        .set(INBOX_DIGEST.TEXT, sent.text())
                        .onConflictDoNothing()
                        .execute()
                == 1;
    }
}
