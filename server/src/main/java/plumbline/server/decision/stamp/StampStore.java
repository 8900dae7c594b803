package plumbline.server.decision.stamp;

import static plumbline.schema.Tables.DECISION_STAMP;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/// SQL of time stamps.
final class StampStore {

    /// A stamp to be fetched: the digest as hexadecimal.
    record Wanted(long vote, String digest, int attempts) {}

    void want(DSLContext transaction, long vote, byte[] digest, Instant now) {
        transaction
                .insertInto(DECISION_STAMP)
                .set(DECISION_STAMP.VOTE_ID, vote)
                .set(DECISION_STAMP.DIGEST, digest)
                .set(DECISION_STAMP.NEXT_AT, now)
                .execute();
    }

    List<Wanted> wanted(DSLContext database, Instant now, int limit) {
        return database.select(
                        DECISION_STAMP.VOTE_ID,
                        DSL.field("encode({0}, 'hex')", String.class, DECISION_STAMP.DIGEST),
                        DECISION_STAMP.ATTEMPTS)
                .from(DECISION_STAMP)
                .where(DECISION_STAMP.REPLY.isNull(), DECISION_STAMP.NEXT_AT.le(now))
                .orderBy(DECISION_STAMP.NEXT_AT, DECISION_STAMP.VOTE_ID)
                .limit(limit)
                .fetch(row -> new Wanted(row.value1(), row.value2(), row.value3()));
    }

    void keep(DSLContext transaction, long vote, byte[] reply, StampReply verified) {
        transaction
                .update(DECISION_STAMP)
                .set(DECISION_STAMP.REPLY, reply)
                .set(DECISION_STAMP.STAMPED_AT, verified.at())
                .set(DECISION_STAMP.AUTHORITY, verified.authority())
                .set(DECISION_STAMP.TROUBLE, "")
                .where(DECISION_STAMP.VOTE_ID.eq(vote))
                .and(DECISION_STAMP.REPLY.isNull())
                .execute();
    }

    void postpone(DSLContext transaction, long vote, String trouble, Instant next) {
        transaction
                .update(DECISION_STAMP)
                .set(DECISION_STAMP.ATTEMPTS, DECISION_STAMP.ATTEMPTS.plus(1))
                .set(DECISION_STAMP.NEXT_AT, next)
                .set(DECISION_STAMP.TROUBLE, trouble)
                .where(DECISION_STAMP.VOTE_ID.eq(vote))
                .and(DECISION_STAMP.REPLY.isNull())
                .execute();
    }

    Map<Long, Stamp> of(DSLContext database, Collection<Long> votes) {
        return database.select(
                        DECISION_STAMP.VOTE_ID,
                        DECISION_STAMP.STAMPED_AT,
                        DECISION_STAMP.AUTHORITY,
                        DECISION_STAMP.TROUBLE)
                .from(DECISION_STAMP)
                .where(DECISION_STAMP.VOTE_ID.eq(DSL.any(votes.toArray(Long[]::new))))
                .fetchMap(
                        DECISION_STAMP.VOTE_ID,
                        row -> new Stamp(
                                row.get(DECISION_STAMP.STAMPED_AT),
                                row.get(DECISION_STAMP.AUTHORITY),
                                row.get(DECISION_STAMP.TROUBLE)));
    }

    Optional<byte[]> reply(DSLContext database, long vote) {
        return database.select(DECISION_STAMP.REPLY)
                .from(DECISION_STAMP)
                .where(DECISION_STAMP.VOTE_ID.eq(vote))
                .and(DECISION_STAMP.REPLY.isNotNull())
                .fetchOptional(DECISION_STAMP.REPLY);
    }
}
