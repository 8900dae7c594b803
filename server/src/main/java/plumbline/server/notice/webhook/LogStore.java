package plumbline.server.notice.webhook;

import static plumbline.schema.Tables.WEBHOOK_ATTEMPT;
import static plumbline.schema.Tables.WEBHOOK_DELIVERY;
import static plumbline.schema.Tables.WEBHOOK_EVENT;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import plumbline.server.notice.webhook.WebhookDelivery.Attempt;
import plumbline.server.notice.webhook.WebhookDelivery.Status;

/// SQL that reads the delivery log.
final class LogStore {

    /// Which deliveries of an endpoint.
    ///
    /// @param words which the event's name has in it, or empty
    /// @param before only older ones than this
    record LogFilter(long endpointId, @Nullable Status status, String words, long before) {}

    /// Newest first, each with its newest attempt.
    List<WebhookDelivery> list(DSLContext database, LogFilter filter, int limit) {
        var status = filter.status();
        return query(
                database,
                WEBHOOK_DELIVERY
                        .ENDPOINT_ID
                        .eq(filter.endpointId())
                        .and(status == null ? DSL.noCondition() : WEBHOOK_DELIVERY.STATE.eq(status.word()))
                        .and(
                                filter.words().isBlank()
                                        ? DSL.noCondition()
                                        : WEBHOOK_EVENT.TYPE.containsIgnoreCase(
                                                filter.words().strip()))
                        .and(WEBHOOK_DELIVERY.ID.lt(filter.before())),
                limit);
    }

    Optional<WebhookDelivery> find(DSLContext database, long endpointId, long id) {
        return query(database, WEBHOOK_DELIVERY.ENDPOINT_ID.eq(endpointId).and(WEBHOOK_DELIVERY.ID.eq(id)), 1).stream()
                .findFirst()
                .map(found -> new WebhookDelivery(
                        found.id(),
                        found.messageId(),
                        found.type(),
                        found.at(),
                        found.status(),
                        found.tries(),
                        found.dueAt(),
                        found.last(),
                        attempts(database, id),
                        found.body()));
    }

    private static List<Attempt> attempts(DSLContext database, long id) {
        return database.selectFrom(WEBHOOK_ATTEMPT)
                .where(WEBHOOK_ATTEMPT.DELIVERY_ID.eq(id))
                .orderBy(WEBHOOK_ATTEMPT.ID)
                .fetch(LogStore::attempt);
    }

    private static List<WebhookDelivery> query(DSLContext database, Condition which, int limit) {
        var newest = DSL.select(WEBHOOK_ATTEMPT.ID)
                .from(WEBHOOK_ATTEMPT)
                .where(WEBHOOK_ATTEMPT.DELIVERY_ID.eq(WEBHOOK_DELIVERY.ID))
                .orderBy(WEBHOOK_ATTEMPT.ID.desc())
                .limit(1);
        return database.select(WEBHOOK_DELIVERY.fields())
                .select(WEBHOOK_EVENT.fields())
                .select(WEBHOOK_ATTEMPT.fields())
                .from(WEBHOOK_DELIVERY)
                .join(WEBHOOK_EVENT)
                .on(WEBHOOK_EVENT.ID.eq(WEBHOOK_DELIVERY.EVENT_ID))
                .leftJoin(WEBHOOK_ATTEMPT)
                .on(WEBHOOK_ATTEMPT.ID.eq(newest))
                .where(which)
                .orderBy(WEBHOOK_DELIVERY.ID.desc())
                .limit(limit)
                .fetch(LogStore::delivery);
    }

    private static WebhookDelivery delivery(Record row) {
        var content = new String(row.get(WEBHOOK_EVENT.CONTENT), StandardCharsets.UTF_8);
        return new WebhookDelivery(
                row.get(WEBHOOK_DELIVERY.ID),
                "msg_" + row.get(WEBHOOK_EVENT.MESSAGE_ID),
                row.get(WEBHOOK_EVENT.TYPE),
                row.get(WEBHOOK_EVENT.AT),
                Status.find(row.get(WEBHOOK_DELIVERY.STATE)).orElseThrow(),
                row.get(WEBHOOK_DELIVERY.TRIES),
                row.get(WEBHOOK_DELIVERY.DUE_AT),
                row.get(WEBHOOK_ATTEMPT.ID) == null ? null : attempt(row),
                List.of(),
                EventBody.of(
                        row.get(WEBHOOK_EVENT.TYPE),
                        row.get(WEBHOOK_EVENT.AT),
                        row.get(WEBHOOK_EVENT.JOURNAL_ID),
                        content));
    }

    private static Attempt attempt(Record row) {
        return new Attempt(
                row.get(WEBHOOK_ATTEMPT.AT),
                row.get(WEBHOOK_ATTEMPT.STATUS),
                row.get(WEBHOOK_ATTEMPT.ANSWER),
                row.get(WEBHOOK_ATTEMPT.TROUBLE),
                row.get(WEBHOOK_ATTEMPT.TOOK_MILLIS));
    }
}
