package plumbline.server.review;

import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.lower;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static plumbline.schema.Tables.ACCESS_REVIEWER;
import static plumbline.schema.Tables.ACCESS_REVIEW_ITEM;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import plumbline.ledger.json.CanonicalJson;
import plumbline.ledger.json.JsonArray;
import plumbline.server.review.Item.Decision;
import plumbline.server.review.Item.Filter.Place;

/// SQL of the access in a review.
final class ItemStore {
    private static final Field<Boolean> ORDINARY = field(DSL.not(ACCESS_REVIEW_ITEM.PRIVILEGED));
    private static final Field<String> NAME = lower(ACCESS_REVIEW_ITEM.HOLDER_NAME);

    /// Adds a whole snapshot in one statement.
    int insert(DSLContext tx, ReviewId review, JsonArray snapshot) {
        return tx.execute("""
                insert into access_review_item
                  (review_id, kind, ref, holder, holder_name, holder_detail, owners, access, permissions, privileged,
                   service_ids, places, source, since, until, used_at, fixed, fingerprint)
                select {0}, a.kind, a.ref, a.holder, a.name, a.detail, a.owners, a.access, a.permissions, a.privileged,
                       a.services, a.places, a.source, a.since, a.until, a.used, a.fixed, a.fingerprint
                from jsonb_to_recordset(cast({1} as jsonb)) as a
                  (kind text, ref text, holder text, name text, detail text, owners bigint[], access text,
                   permissions text[], privileged boolean, services bigint[], places text, source text,
                   since timestamptz, until timestamptz, used timestamptz, fixed text, fingerprint text)
                """, DSL.val(review.number()), DSL.val(CanonicalJson.text(snapshot)));
    }

    /// A page, privileged access first, then by name.
    List<Item> list(DSLContext database, ReviewId review, Item.Filter filter, @Nullable Place after, int limit) {
        return items(database, matches(review, filter))
                .and(
                        after == null
                                ? noCondition()
                                : row(ORDINARY, NAME, ACCESS_REVIEW_ITEM.ID)
                                        .gt(row(
                                                DSL.val(!after.privileged()),
                                                lower(DSL.val(after.name())),
                                                DSL.val(after.id()))))
                .orderBy(ORDINARY, NAME, ACCESS_REVIEW_ITEM.ID)
                .limit(limit)
                .fetch(ItemStore::read);
    }

    int count(DSLContext database, ReviewId review, Item.Filter filter) {
        return database.fetchCount(ACCESS_REVIEW_ITEM, matches(review, filter));
    }

    Optional<Item> find(DSLContext database, ReviewId review, long id) {
        return items(database, ACCESS_REVIEW_ITEM.REVIEW_ID.eq(review.number()))
                .and(ACCESS_REVIEW_ITEM.ID.eq(id))
                .fetchOptional(ItemStore::read);
    }

    /// These items, which nobody else decides until the transaction ends.
    List<Item> hold(DSLContext tx, ReviewId review, Collection<Long> ids) {
        return items(tx, ACCESS_REVIEW_ITEM.REVIEW_ID.eq(review.number()))
                .and(ACCESS_REVIEW_ITEM.ID.eq(DSL.any(ids.toArray(Long[]::new))))
                .orderBy(ACCESS_REVIEW_ITEM.ID)
                .forUpdate()
                .fetch(ItemStore::read);
    }

    void decide(DSLContext tx, long item, @Nullable Long by, Decision decision) {
        tx.update(ACCESS_REVIEW_ITEM)
                .set(ACCESS_REVIEW_ITEM.VERSION, ACCESS_REVIEW_ITEM.VERSION.plus(1))
                .set(ACCESS_REVIEW_ITEM.DECISION, decision.verdict().word())
                .set(ACCESS_REVIEW_ITEM.REASON, decision.reason())
                .set(ACCESS_REVIEW_ITEM.RESULT, decision.result())
                .set(ACCESS_REVIEW_ITEM.ALTERED, decision.altered())
                .set(ACCESS_REVIEW_ITEM.DECIDED_BY, by)
                .set(ACCESS_REVIEW_ITEM.DECIDED_BY_NAME, decision.by())
                .set(ACCESS_REVIEW_ITEM.DECIDED_AT, decision.at())
                .where(ACCESS_REVIEW_ITEM.ID.eq(item))
                .execute();
    }

    /// Decides the same about all of these in one statement.
    void decide(DSLContext tx, Collection<Long> items, @Nullable Long by, Decision decision) {
        tx.update(ACCESS_REVIEW_ITEM)
                .set(ACCESS_REVIEW_ITEM.VERSION, ACCESS_REVIEW_ITEM.VERSION.plus(1))
                .set(ACCESS_REVIEW_ITEM.DECISION, decision.verdict().word())
                .set(ACCESS_REVIEW_ITEM.REASON, decision.reason())
                .set(ACCESS_REVIEW_ITEM.DECIDED_BY, by)
                .set(ACCESS_REVIEW_ITEM.DECIDED_BY_NAME, decision.by())
                .set(ACCESS_REVIEW_ITEM.DECIDED_AT, decision.at())
                .where(ACCESS_REVIEW_ITEM.ID.eq(DSL.any(items.toArray(Long[]::new))))
                .execute();
    }

    /// The positions of the reviewers for whom nothing is left to decide.
    List<Integer> idle(DSLContext tx, ReviewId review) {
        return tx.select(ACCESS_REVIEWER.POSITION)
                .from(ACCESS_REVIEWER)
                .where(ACCESS_REVIEWER.REVIEW_ID.eq(review.number()))
                .and(ACCESS_REVIEWER.REMOVED_AT.isNull())
                .andNotExists(selectOne()
                        .from(ACCESS_REVIEW_ITEM)
                        .where(ACCESS_REVIEW_ITEM.REVIEW_ID.eq(review.number()))
                        .and(ACCESS_REVIEW_ITEM.DECISION.isNull())
                        .and(DSL.not(ACCESS_REVIEWER.ACCOUNT_ID.eq(DSL.any(ACCESS_REVIEW_ITEM.OWNERS)))))
                .orderBy(ACCESS_REVIEWER.POSITION)
                .fetch(ACCESS_REVIEWER.POSITION);
    }

    /// How many undecided items are the own access of every reviewer.
    int orphans(DSLContext database, ReviewId review) {
        return database.fetchCount(select(ACCESS_REVIEW_ITEM.ID)
                .from(ACCESS_REVIEW_ITEM)
                .where(ACCESS_REVIEW_ITEM.REVIEW_ID.eq(review.number()))
                .and(ACCESS_REVIEW_ITEM.DECISION.isNull())
                .andNotExists(selectOne()
                        .from(ACCESS_REVIEWER)
                        .where(ACCESS_REVIEWER.REVIEW_ID.eq(review.number()))
                        .and(ACCESS_REVIEWER.REMOVED_AT.isNull())
                        .and(DSL.not(ACCESS_REVIEWER.ACCOUNT_ID.eq(DSL.any(ACCESS_REVIEW_ITEM.OWNERS))))));
    }

    /// How many undecided items only this reviewer may decide: all others' own access.
    int leftBy(DSLContext database, ReviewId review, long account) {
        return database.fetchCount(select(ACCESS_REVIEW_ITEM.ID)
                .from(ACCESS_REVIEW_ITEM)
                .where(ACCESS_REVIEW_ITEM.REVIEW_ID.eq(review.number()))
                .and(ACCESS_REVIEW_ITEM.DECISION.isNull())
                .and(DSL.not(DSL.val(account).eq(DSL.any(ACCESS_REVIEW_ITEM.OWNERS))))
                .andNotExists(selectOne()
                        .from(ACCESS_REVIEWER)
                        .where(ACCESS_REVIEWER.REVIEW_ID.eq(review.number()))
                        .and(ACCESS_REVIEWER.REMOVED_AT.isNull())
                        .and(ACCESS_REVIEWER.ACCOUNT_ID.ne(account))
                        .and(DSL.not(ACCESS_REVIEWER.ACCOUNT_ID.eq(DSL.any(ACCESS_REVIEW_ITEM.OWNERS))))));
    }

    private static Condition matches(ReviewId review, Item.Filter filter) {
        var item = ACCESS_REVIEW_ITEM;
        var words = filter.words().strip();
        return DSL.and(
                item.REVIEW_ID.eq(review.number()),
                filter.state().equals(Item.Filter.UNDECIDED)
                        ? item.DECISION.isNull()
                        : filter.state().isEmpty() ? noCondition() : item.DECISION.eq(filter.state()),
                filter.mine() == null
                        ? noCondition()
                        : item.DECISION
                                .isNull()
                                .and(DSL.not(DSL.val(filter.mine()).eq(DSL.any(item.OWNERS)))),
                filter.privileged() ? item.PRIVILEGED.isTrue() : noCondition(),
                filter.kind().isEmpty() ? noCondition() : item.KIND.eq(filter.kind()),
                filter.holder().isEmpty() ? noCondition() : item.HOLDER.eq(filter.holder()),
                words.isEmpty()
                        ? noCondition()
                        : DSL.concat(
                                        item.HOLDER_NAME,
                                        DSL.val(" "),
                                        item.HOLDER_DETAIL,
                                        DSL.val(" "),
                                        item.ACCESS,
                                        DSL.val(" "),
                                        item.PLACES)
                                .containsIgnoreCase(words));
    }

    private static SelectConditionStep<? extends Record> items(DSLContext database, Condition condition) {
        return database.select(ACCESS_REVIEW_ITEM.asterisk())
                .from(ACCESS_REVIEW_ITEM)
                .where(condition);
    }

    private static Item read(Record row) {
        var item = ACCESS_REVIEW_ITEM;
        var services = row.get(item.SERVICE_IDS);
        return new Item(
                row.get(item.ID),
                new Item.Held(
                        row.get(item.KIND),
                        row.get(item.REF),
                        row.get(item.HOLDER),
                        row.get(item.HOLDER_NAME),
                        row.get(item.HOLDER_DETAIL)),
                new Item.Right(
                        row.get(item.ACCESS),
                        List.of(row.get(item.PERMISSIONS)),
                        row.get(item.PRIVILEGED),
                        row.get(item.PLACES),
                        services == null ? null : Set.of(services),
                        row.get(item.SOURCE)),
                new Item.Times(row.get(item.SINCE), row.get(item.UNTIL), row.get(item.USED_AT)),
                Set.of(row.get(item.OWNERS)),
                row.get(item.FIXED),
                row.get(item.FINGERPRINT),
                row.get(item.VERSION),
                decision(row));
    }

    private static @Nullable Decision decision(Record row) {
        var item = ACCESS_REVIEW_ITEM;
        var word = row.get(item.DECISION);
        return word == null
                ? null
                : new Decision(
                        Verdict.find(word).orElseThrow(),
                        row.get(item.REASON),
                        row.get(item.RESULT),
                        row.get(item.ALTERED),
                        row.get(item.DECIDED_BY_NAME),
                        row.get(item.DECIDED_AT));
    }
}
