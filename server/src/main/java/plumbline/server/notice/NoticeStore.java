package plumbline.server.notice;

import static org.jooq.impl.DSL.any;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.selectOne;
import static plumbline.schema.Tables.NOTICE;
import static plumbline.schema.Tables.NOTICE_CHOICE;
import static plumbline.schema.Tables.NOTICE_DELIVERY;
import static plumbline.schema.Tables.NOTICE_QUIET_HOURS;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Param;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/// SQL of notices as their recipients have them.
final class NoticeStore {
    static final int MOST_COUNTED = 100;

    private static final String UNREAD = """
            select count(*) from (
              select from notice_delivery where account_id = ? and way = 'in-app' and state = 'sent' limit ?) unread""";

    /// A row to be written: who is told, how, and how that begins.
    record NewDelivery(
            @Nullable Long accountId,
            @Nullable Long channelId,
            Way way,
            DeliveryState state,
            String reason,
            Instant dueAt) {
        static NewDelivery to(long accountId, Way way, DeliveryState state, Instant dueAt) {
            return new NewDelivery(accountId, null, way, state, "", dueAt);
        }

        static NewDelivery suppressed(long accountId, Way way, String why, Instant now) {
            return new NewDelivery(accountId, null, way, DeliveryState.SUPPRESSED, why, now);
        }

        static NewDelivery toChat(long channelId, Instant now) {
            return new NewDelivery(null, channelId, Way.CHAT, DeliveryState.WAITING, "", now);
        }
    }

    /// How recipients want a kind of notice, and when they were last told of this record.
    record Wishes(
            Map<Long, Instant> before,
            Map<String, Boolean> choices,
            Map<Long, QuietHours> quiet,
            Optional<Instant> toldAt) {
        Optional<Instant> before(long person) {
            return Optional.ofNullable(before.get(person));
        }

        Optional<Boolean> choice(long person, Way way) {
            return Optional.ofNullable(choices.get(person + way.word()));
        }

        Optional<QuietHours> quietHours(long person) {
            return Optional.ofNullable(quiet.get(person));
        }
    }

    /// Lets transactions that tell of the same record wait for each other, so that each sees what the others told.
    void holdSame(DSLContext tx, NewNotice notice) {
        tx.fetch("select pg_advisory_xact_lock(hashtextextended(?, 0))", "notice " + same(notice));
    }

    private static String same(NewNotice notice) {
        return notice.kind().name() + " " + notice.about();
    }

    boolean everTold(DSLContext tx, NewNotice notice) {
        return tx.fetchExists(selectOne()
                .from(NOTICE)
                .where(NOTICE.KIND.eq(notice.kind().name()))
                .and(NOTICE.ABOUT.eq(notice.about()))
                .and(NOTICE.ABOUT.ne(DSL.inline(""))));
    }

    Wishes wishes(DSLContext tx, NewNotice notice, Collection<Long> people, Instant since) {
        var ids = people.toArray(Long[]::new);
        var told = new HashMap<Long, Instant>();
        Instant newest = null;
        if (!notice.about().isEmpty()) {
            newest = tx.select(NOTICE.AT)
                    .from(NOTICE)
                    .where(NOTICE.KIND.eq(notice.kind().name()))
                    .and(NOTICE.ABOUT.eq(notice.about()))
                    .and(NOTICE.AT.gt(since))
                    .orderBy(NOTICE.AT.desc())
                    .limit(1)
                    .fetchOne(NOTICE.AT);
            tx.select(NOTICE_DELIVERY.ACCOUNT_ID, NOTICE.AT)
                    .from(NOTICE)
                    .join(NOTICE_DELIVERY)
                    .on(NOTICE_DELIVERY.NOTICE_ID.eq(NOTICE.ID))
                    .where(NOTICE.KIND.eq(notice.kind().name()))
                    .and(NOTICE.ABOUT.eq(notice.about()))
                    .and(NOTICE.AT.gt(since))
                    .and(NOTICE_DELIVERY.WAY.ne(Way.CHAT.word()))
                    .and(NOTICE_DELIVERY.STATE.ne(DeliveryState.SUPPRESSED.word()))
                    .and(NOTICE_DELIVERY.ACCOUNT_ID.eq(any(ids)))
                    .forEach(row -> told.put(row.value1(), row.value2()));
        }
        var choices = new HashMap<String, Boolean>();
        tx.selectFrom(NOTICE_CHOICE)
                .where(NOTICE_CHOICE.KIND.eq(notice.kind().name()))
                .and(NOTICE_CHOICE.ACCOUNT_ID.eq(any(ids)))
                .forEach(row -> choices.put(row.getAccountId() + row.getWay(), row.getWanted()));
        var quiet = new HashMap<Long, QuietHours>();
        tx.selectFrom(NOTICE_QUIET_HOURS)
                .where(NOTICE_QUIET_HOURS.ACCOUNT_ID.eq(any(ids)))
                .forEach(row -> quiet.put(
                        row.getAccountId(), new QuietHours(row.getBegins(), row.getEnds(), ZoneId.of(row.getZone()))));
        return new Wishes(told, choices, quiet, Optional.ofNullable(newest));
    }

    void insert(DSLContext tx, NewNotice notice, List<NewDelivery> deliveries, Instant now) {
        var id = tx.insertInto(NOTICE)
                .set(NOTICE.KIND, notice.kind().name())
                .set(NOTICE.SUBJECT, notice.subject())
                .set(NOTICE.BODY, notice.text())
                .set(NOTICE.LINK, notice.link())
                .set(NOTICE.URGENT, notice.urgent())
                .set(NOTICE.ABOUT, notice.about())
                .set(NOTICE.AT, now)
                .returning(NOTICE.ID)
                .fetchSingle(NOTICE.ID);
        var rows = tx.insertInto(
                NOTICE_DELIVERY,
                NOTICE_DELIVERY.NOTICE_ID,
                NOTICE_DELIVERY.WAY,
                NOTICE_DELIVERY.ACCOUNT_ID,
                NOTICE_DELIVERY.CHANNEL_ID,
                NOTICE_DELIVERY.STATE,
                NOTICE_DELIVERY.REASON,
                NOTICE_DELIVERY.DUE_AT,
                NOTICE_DELIVERY.CHANGED_AT);
        for (var one : deliveries) {
            rows = rows.values(
                    id,
                    one.way().word(),
                    one.accountId(),
                    one.channelId(),
                    one.state().word(),
                    one.reason(),
                    one.dueAt(),
                    now);
        }
        rows.execute();
    }

    /// What every page asks: as text, which costs less than to put it together.
    int unread(DSLContext database, long accountId) {
        return database.fetchSingle(UNREAD, accountId, MOST_COUNTED).get(0, Integer.class);
    }

    /// Written into the statement, so that a partial index is seen to fit.
    private static Param<String> inline(Way way) {
        return DSL.inline(way.word());
    }

    /// One's own, newest first; what was suppressed is not there.
    List<NoticeLine> list(DSLContext database, long accountId, boolean unreadOnly, long before, int limit) {
        return database.select(NOTICE.fields())
                .select(NOTICE_DELIVERY.ID, NOTICE_DELIVERY.STATE)
                .from(NOTICE_DELIVERY)
                .join(NOTICE)
                .on(NOTICE.ID.eq(NOTICE_DELIVERY.NOTICE_ID))
                .where(NOTICE_DELIVERY.ACCOUNT_ID.eq(accountId))
                .and(NOTICE_DELIVERY.WAY.eq(inline(Way.IN_APP)))
                .and(NOTICE_DELIVERY.STATE.in(DeliveryState.SENT.word(), DeliveryState.READ.word()))
                .and(unreadOnly ? NOTICE_DELIVERY.STATE.eq(DeliveryState.SENT.word()) : noCondition())
                .and(NOTICE_DELIVERY.ID.lt(before))
                .orderBy(NOTICE_DELIVERY.ID.desc())
                .limit(limit)
                .fetch(NoticeStore::line);
    }

    Optional<NoticeLine> find(DSLContext database, long accountId, long id) {
        return database.select(NOTICE.fields())
                .select(NOTICE_DELIVERY.ID, NOTICE_DELIVERY.STATE)
                .from(NOTICE_DELIVERY)
                .join(NOTICE)
                .on(NOTICE.ID.eq(NOTICE_DELIVERY.NOTICE_ID))
                .where(NOTICE_DELIVERY.ID.eq(id))
                .and(NOTICE_DELIVERY.ACCOUNT_ID.eq(accountId))
                .and(NOTICE_DELIVERY.WAY.eq(Way.IN_APP.word()))
                .and(NOTICE_DELIVERY.STATE.in(DeliveryState.SENT.word(), DeliveryState.READ.word()))
                .fetchOptional(NoticeStore::line);
    }

    void read(DSLContext tx, long accountId, long id, Instant now) {
        tx.update(NOTICE_DELIVERY)
                .set(NOTICE_DELIVERY.STATE, DeliveryState.READ.word())
                .set(NOTICE_DELIVERY.CHANGED_AT, now)
                .where(NOTICE_DELIVERY.ID.eq(id))
                .and(NOTICE_DELIVERY.ACCOUNT_ID.eq(accountId))
                .and(NOTICE_DELIVERY.WAY.eq(Way.IN_APP.word()))
                .and(NOTICE_DELIVERY.STATE.eq(DeliveryState.SENT.word()))
                .execute();
    }

    void readAll(DSLContext tx, long accountId, Instant now) {
        tx.update(NOTICE_DELIVERY)
                .set(NOTICE_DELIVERY.STATE, DeliveryState.READ.word())
                .set(NOTICE_DELIVERY.CHANGED_AT, now)
                .where(NOTICE_DELIVERY.ACCOUNT_ID.eq(accountId))
                .and(NOTICE_DELIVERY.WAY.eq(inline(Way.IN_APP)))
                .and(NOTICE_DELIVERY.STATE.eq(DSL.inline(DeliveryState.SENT.word())))
                .execute();
    }

    int deleteBefore(DSLContext tx, Instant at) {
        return tx.deleteFrom(NOTICE).where(NOTICE.AT.lt(at)).execute();
    }

    private static NoticeLine line(Record row) {
        return new NoticeLine(
                row.get(NOTICE_DELIVERY.ID),
                row.get(NOTICE.KIND),
                row.get(NOTICE.SUBJECT),
                row.get(NOTICE.BODY),
                row.get(NOTICE.LINK),
                row.get(NOTICE.URGENT),
                row.get(NOTICE.AT),
                row.get(NOTICE_DELIVERY.STATE).equals(DeliveryState.READ.word()));
    }
}
