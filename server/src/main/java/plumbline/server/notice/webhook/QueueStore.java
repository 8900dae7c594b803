package plumbline.server.notice.webhook;

import static plumbline.schema.Tables.WEBHOOK_ATTEMPT;
import static plumbline.schema.Tables.WEBHOOK_DELIVERY;
import static plumbline.schema.Tables.WEBHOOK_ENDPOINT;
import static plumbline.schema.Tables.WEBHOOK_EVENT;
import static plumbline.schema.Tables.WEBHOOK_PENDING;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import plumbline.server.notice.webhook.WebhookDelivery.Attempt;
import plumbline.server.notice.webhook.WebhookDelivery.Status;

/// SQL of what is to be sent.
final class QueueStore {
    /// Whoever took a delivery in hand and died leaves it to others after this time.
    private static final Duration IN_HAND = Duration.ofMinutes(5);

    /// Whether a name fits one of the endpoint's patterns, in which only `*` means something.
    private static final Condition WANTED = DSL.condition(
            "exists (select from unnest({0}) pattern where {1} like replace(pattern, '*', '%'))",
            WEBHOOK_ENDPOINT.EVENTS, WEBHOOK_EVENT.TYPE);

    /// A delivery that this process has taken in hand.
    ///
    /// @param tries this one included
    /// @param journalId of the entry that it tells of, or null for a test
    record Due(
            long id,
            long endpointId,
            String address,
            String messageId,
            String type,
            Instant at,
            @Nullable Long journalId,
            String content,
            int tries) {}

    /// Gives events that nobody has given out yet to the endpoints that want them; says how many events that were.
    int giveOut(DSLContext tx, Instant now, int limit) {
        var events = tx.deleteFrom(WEBHOOK_PENDING)
                .where(WEBHOOK_PENDING.EVENT_ID.in(DSL.select(WEBHOOK_PENDING.EVENT_ID)
                        .from(WEBHOOK_PENDING)
                        .orderBy(WEBHOOK_PENDING.EVENT_ID)
                        .limit(limit)
                        .forUpdate()
                        .skipLocked()))
                .returningResult(WEBHOOK_PENDING.EVENT_ID)
                .fetch(row -> row.value1());
        if (!events.isEmpty()) {
            deliver(tx, WEBHOOK_EVENT.ID.eq(DSL.any(events.toArray(Long[]::new))), now);
        }
        return events.size();
    }

    private static int deliver(DSLContext tx, Condition which, Instant now) {
        return tx.insertInto(
                        WEBHOOK_DELIVERY,
                        WEBHOOK_DELIVERY.ENDPOINT_ID,
                        WEBHOOK_DELIVERY.EVENT_ID,
                        WEBHOOK_DELIVERY.DUE_AT,
                        WEBHOOK_DELIVERY.CHANGED_AT)
                .select(DSL.select(WEBHOOK_ENDPOINT.ID, WEBHOOK_EVENT.ID, DSL.val(now), DSL.val(now))
                        .from(WEBHOOK_EVENT)
                        .join(WEBHOOK_ENDPOINT)
                        .on(WEBHOOK_ENDPOINT.STATE.eq("enabled").and(WANTED))
                        .where(which)
                        .and(WEBHOOK_EVENT.JOURNAL_ID.isNotNull())
                        .orderBy(WEBHOOK_EVENT.ID))
                .onConflictDoNothing()
                .execute();
    }

    /// Takes what is due in hand, the longest due first.
    List<Due> take(DSLContext tx, Instant now, int limit) {
        var due = DSL.select(WEBHOOK_DELIVERY.ID)
                .from(WEBHOOK_DELIVERY)
                .where(WEBHOOK_DELIVERY.STATE.eq(DSL.inline(Status.WAITING.word())))
                .and(WEBHOOK_DELIVERY.DUE_AT.le(now))
                .orderBy(WEBHOOK_DELIVERY.DUE_AT, WEBHOOK_DELIVERY.ID)
                .limit(limit)
                .forUpdate()
                .skipLocked();
        var ids = tx.update(WEBHOOK_DELIVERY)
                .set(WEBHOOK_DELIVERY.DUE_AT, now.plus(IN_HAND))
                .set(WEBHOOK_DELIVERY.TRIES, WEBHOOK_DELIVERY.TRIES.plus(1))
                .where(WEBHOOK_DELIVERY.ID.in(due))
                .returningResult(WEBHOOK_DELIVERY.ID)
                .fetch(row -> row.value1());
        return tx.select(WEBHOOK_DELIVERY.fields())
                .select(WEBHOOK_EVENT.fields())
                .select(WEBHOOK_ENDPOINT.ADDRESS)
                .from(WEBHOOK_DELIVERY)
                .join(WEBHOOK_EVENT)
                .on(WEBHOOK_EVENT.ID.eq(WEBHOOK_DELIVERY.EVENT_ID))
                .join(WEBHOOK_ENDPOINT)
                .on(WEBHOOK_ENDPOINT.ID.eq(WEBHOOK_DELIVERY.ENDPOINT_ID))
                .where(WEBHOOK_DELIVERY.ID.eq(DSL.any(ids.toArray(Long[]::new))))
                .orderBy(WEBHOOK_DELIVERY.EVENT_ID)
                .fetch(QueueStore::due);
    }

    private static Due due(Record row) {
        return new Due(
                row.get(WEBHOOK_DELIVERY.ID),
                row.get(WEBHOOK_DELIVERY.ENDPOINT_ID),
                row.get(WEBHOOK_ENDPOINT.ADDRESS),
                "msg_" + row.get(WEBHOOK_EVENT.MESSAGE_ID),
                row.get(WEBHOOK_EVENT.TYPE),
                row.get(WEBHOOK_EVENT.AT),
                row.get(WEBHOOK_EVENT.JOURNAL_ID),
                new String(row.get(WEBHOOK_EVENT.CONTENT), StandardCharsets.UTF_8),
                row.get(WEBHOOK_DELIVERY.TRIES));
    }

    void note(DSLContext tx, long delivery, Attempt attempt) {
        tx.insertInto(WEBHOOK_ATTEMPT)
                .set(WEBHOOK_ATTEMPT.DELIVERY_ID, delivery)
                .set(WEBHOOK_ATTEMPT.AT, attempt.at())
                .set(WEBHOOK_ATTEMPT.STATUS, attempt.status())
                .set(WEBHOOK_ATTEMPT.ANSWER, attempt.answer())
                .set(WEBHOOK_ATTEMPT.TROUBLE, attempt.trouble())
                .set(WEBHOOK_ATTEMPT.TOOK_MILLIS, attempt.tookMillis())
                .execute();
    }

    /// What was stopped meanwhile stays so.
    void settle(DSLContext tx, long delivery, Status status, Instant dueAt, Instant now) {
        tx.update(WEBHOOK_DELIVERY)
                .set(WEBHOOK_DELIVERY.STATE, status.word())
                .set(WEBHOOK_DELIVERY.DUE_AT, dueAt)
                .set(WEBHOOK_DELIVERY.CHANGED_AT, now)
                .where(WEBHOOK_DELIVERY.ID.eq(delivery))
                .and(WEBHOOK_DELIVERY.STATE.eq(Status.WAITING.word()))
                .execute();
    }

    /// Puts deliveries back that were not tried after all.
    void putBack(DSLContext tx, List<Long> deliveries, Instant dueAt) {
        tx.update(WEBHOOK_DELIVERY)
                .set(WEBHOOK_DELIVERY.DUE_AT, dueAt)
                .set(WEBHOOK_DELIVERY.TRIES, WEBHOOK_DELIVERY.TRIES.minus(1))
                .where(WEBHOOK_DELIVERY.ID.eq(DSL.any(deliveries.toArray(Long[]::new))))
                .and(WEBHOOK_DELIVERY.STATE.eq(Status.WAITING.word()))
                .execute();
    }

    /// An event that nothing in the journal stands behind, for one endpoint alone.
    long test(DSLContext tx, long endpointId, byte[] content, Instant now) {
        var event = tx.insertInto(WEBHOOK_EVENT)
                .set(WEBHOOK_EVENT.TYPE, "webhook.test")
                .set(WEBHOOK_EVENT.AT, now)
                .set(WEBHOOK_EVENT.CONTENT, content)
                .returning(WEBHOOK_EVENT.ID)
                .fetchSingle(WEBHOOK_EVENT.ID);
        return tx.insertInto(WEBHOOK_DELIVERY)
                .set(WEBHOOK_DELIVERY.ENDPOINT_ID, endpointId)
                .set(WEBHOOK_DELIVERY.EVENT_ID, event)
                .set(WEBHOOK_DELIVERY.DUE_AT, now)
                .set(WEBHOOK_DELIVERY.CHANGED_AT, now)
                .returning(WEBHOOK_DELIVERY.ID)
                .fetchSingle(row -> row.getId());
    }

    /// Lets one delivery go out again, whatever became of it.
    boolean replay(DSLContext tx, long endpointId, long delivery, Instant now) {
        return again(tx, WEBHOOK_DELIVERY.ENDPOINT_ID.eq(endpointId).and(WEBHOOK_DELIVERY.ID.eq(delivery)), now) == 1;
    }

    /// Lets all that happened since a time go out again, and what the endpoint never got; says how much that is.
    int replaySince(DSLContext tx, long endpointId, Instant since, Instant now) {
        var events = DSL.select(WEBHOOK_EVENT.ID)
                .from(WEBHOOK_EVENT)
                .where(WEBHOOK_EVENT.AT.ge(since))
                .and(WEBHOOK_EVENT.JOURNAL_ID.isNotNull());
        int again =
                again(tx, WEBHOOK_DELIVERY.ENDPOINT_ID.eq(endpointId).and(WEBHOOK_DELIVERY.EVENT_ID.in(events)), now);
        return again + deliver(tx, WEBHOOK_EVENT.AT.ge(since).and(WEBHOOK_ENDPOINT.ID.eq(endpointId)), now);
    }

    private static int again(DSLContext tx, Condition which, Instant now) {
        return tx.update(WEBHOOK_DELIVERY)
                .set(WEBHOOK_DELIVERY.STATE, Status.WAITING.word())
                .set(WEBHOOK_DELIVERY.TRIES, 0)
                .set(WEBHOOK_DELIVERY.DUE_AT, now)
                .set(WEBHOOK_DELIVERY.CHANGED_AT, now)
                .where(which)
                .execute();
    }

    int deleteBefore(DSLContext tx, Instant at) {
        return tx.deleteFrom(WEBHOOK_EVENT).where(WEBHOOK_EVENT.AT.lt(at)).execute();
    }
}
