package plumbline.server.notice;

import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static plumbline.schema.Tables.ACCOUNT;
import static plumbline.schema.Tables.CHAT_CHANNEL;
import static plumbline.schema.Tables.NOTICE;
import static plumbline.schema.Tables.NOTICE_DELIVERY;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// SQL of what is to be sent and what became of it.
final class DeliveryStore {
    /// Whoever took a delivery in hand and died leaves it to others after this time.
    private static final Duration IN_HAND = Duration.ofMinutes(5);

    /// Takes what is due in hand, so that no other process sends it, too; longest due first.
    List<DueDelivery> take(DSLContext tx, Instant now, int limit) {
        var due = select(NOTICE_DELIVERY.ID)
                .from(NOTICE_DELIVERY)
                .where(NOTICE_DELIVERY.STATE.eq(DSL.inline(DeliveryState.WAITING.word())))
                .and(NOTICE_DELIVERY.DUE_AT.le(now))
                .orderBy(NOTICE_DELIVERY.DUE_AT, NOTICE_DELIVERY.ID)
                .limit(limit)
                .forUpdate()
                .skipLocked();
        var ids = tx.update(NOTICE_DELIVERY)
                .set(NOTICE_DELIVERY.DUE_AT, now.plus(IN_HAND))
                .set(NOTICE_DELIVERY.TRIES, NOTICE_DELIVERY.TRIES.plus(1))
                .where(NOTICE_DELIVERY.ID.in(due))
                .returningResult(NOTICE_DELIVERY.ID)
                .fetch(row -> row.value1());
        return tx.select(NOTICE.fields())
                .select(NOTICE_DELIVERY.fields())
                .select(ACCOUNT.EMAIL, ACCOUNT.NAME, ACCOUNT.DEACTIVATED_AT)
                .from(NOTICE_DELIVERY)
                .join(NOTICE)
                .on(NOTICE.ID.eq(NOTICE_DELIVERY.NOTICE_ID))
                .leftJoin(ACCOUNT)
                .on(ACCOUNT.ID.eq(NOTICE_DELIVERY.ACCOUNT_ID))
                .where(NOTICE_DELIVERY.ID.eq(DSL.any(ids.toArray(Long[]::new))))
                .orderBy(NOTICE_DELIVERY.ID)
                .fetch(DeliveryStore::due);
    }

    private static DueDelivery due(Record row) {
        return new DueDelivery(
                row.get(NOTICE_DELIVERY.ID),
                Way.of(row.get(NOTICE_DELIVERY.WAY)),
                row.get(NOTICE_DELIVERY.TRIES),
                row.get(ACCOUNT.EMAIL),
                row.get(ACCOUNT.NAME),
                row.get(ACCOUNT.EMAIL) != null && row.get(ACCOUNT.DEACTIVATED_AT) == null,
                row.get(NOTICE_DELIVERY.CHANNEL_ID),
                new DueDelivery.Message(
                        row.get(NOTICE.KIND),
                        row.get(NOTICE.SUBJECT),
                        row.get(NOTICE.BODY),
                        row.get(NOTICE.LINK),
                        row.get(NOTICE.URGENT)));
    }

    /// What became of a try.
    record Result(DeliveryState state, String reason, Instant dueAt) {}

    void settle(DSLContext tx, long id, Result result, Instant now) {
        tx.update(NOTICE_DELIVERY)
                .set(NOTICE_DELIVERY.STATE, result.state().word())
                .set(NOTICE_DELIVERY.REASON, result.reason())
                .set(NOTICE_DELIVERY.DUE_AT, result.dueAt())
                .set(NOTICE_DELIVERY.CHANGED_AT, now)
                .where(NOTICE_DELIVERY.ID.eq(id))
                .and(NOTICE_DELIVERY.STATE.eq(DeliveryState.WAITING.word()))
                .execute();
    }

    /// Newest first.
    List<Delivery> list(DSLContext database, @Nullable DeliveryState state, @Nullable Way way, long before, int limit) {
        return database.select(NOTICE_DELIVERY.fields())
                .select(NOTICE.KIND, ACCOUNT.NAME, CHAT_CHANNEL.NAME)
                .from(NOTICE_DELIVERY)
                .join(NOTICE)
                .on(NOTICE.ID.eq(NOTICE_DELIVERY.NOTICE_ID))
                .leftJoin(ACCOUNT)
                .on(ACCOUNT.ID.eq(NOTICE_DELIVERY.ACCOUNT_ID))
                .leftJoin(CHAT_CHANNEL)
                .on(CHAT_CHANNEL.ID.eq(NOTICE_DELIVERY.CHANNEL_ID))
                .where(state == null ? noCondition() : NOTICE_DELIVERY.STATE.eq(state.word()))
                .and(way == null ? noCondition() : NOTICE_DELIVERY.WAY.eq(way.word()))
                .and(NOTICE_DELIVERY.ID.lt(before))
                .orderBy(NOTICE_DELIVERY.ID.desc())
                .limit(limit)
                .fetch(DeliveryStore::delivery);
    }

    private static Delivery delivery(Record row) {
        var person = row.get(ACCOUNT.NAME);
        return new Delivery(
                row.get(NOTICE_DELIVERY.ID),
                row.get(NOTICE.KIND),
                Way.of(row.get(NOTICE_DELIVERY.WAY)),
                person == null ? row.get(CHAT_CHANNEL.NAME) : person,
                DeliveryState.of(row.get(NOTICE_DELIVERY.STATE)),
                row.get(NOTICE_DELIVERY.REASON),
                row.get(NOTICE_DELIVERY.TRIES),
                row.get(NOTICE_DELIVERY.DUE_AT),
                row.get(NOTICE_DELIVERY.CHANGED_AT));
    }

    /// Lets a failed delivery be tried again; empty when it is not there or has not failed.
    Optional<Long> again(DSLContext tx, long id, Instant now) {
        return tx.update(NOTICE_DELIVERY)
                .set(NOTICE_DELIVERY.STATE, DeliveryState.WAITING.word())
                .set(NOTICE_DELIVERY.TRIES, 0)
                .set(NOTICE_DELIVERY.DUE_AT, now)
                .set(NOTICE_DELIVERY.CHANGED_AT, now)
                .where(NOTICE_DELIVERY.ID.eq(id))
                .and(NOTICE_DELIVERY.STATE.eq(DeliveryState.FAILED.word()))
                .returningResult(NOTICE_DELIVERY.ID)
                .fetchOptional(row -> row.value1());
    }
}
