package plumbline.server.review;

import static org.jooq.impl.DSL.multiset;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.selectOne;
import static plumbline.schema.Tables.ACCESS_REVIEW;
import static plumbline.schema.Tables.ACCESS_REVIEWER;
import static plumbline.schema.Tables.ACCESS_REVIEW_ITEM;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.platform.Actor;
import plumbline.server.review.Review.Closed;
import plumbline.server.review.Review.Person;
import plumbline.server.review.Review.Progress;
import plumbline.server.review.Review.Reviewer;

/// SQL of reviews: who may see one is a condition here.
final class ReviewStore {
    private static final Field<Progress> PROGRESS = multiset(select(
                            DSL.count(),
                            decided(Verdict.KEEP),
                            decided(Verdict.CHANGE),
                            decided(Verdict.REVOKE),
                            decided(Verdict.ENDED))
                    .from(ACCESS_REVIEW_ITEM)
                    .where(ACCESS_REVIEW_ITEM.REVIEW_ID.eq(ACCESS_REVIEW.ID)))
            .as("progress")
            .convertFrom(rows -> rows.map(
                            row -> new Progress(row.value1(), row.value2(), row.value3(), row.value4(), row.value5()))
                    .getFirst());
    private static final Field<List<Reviewer>> REVIEWERS = multiset(
                    select(ACCESS_REVIEWER.POSITION, ACCESS_REVIEWER.ACCOUNT_ID, ACCESS_REVIEWER.NAME)
                            .from(ACCESS_REVIEWER)
                            .where(ACCESS_REVIEWER.REVIEW_ID.eq(ACCESS_REVIEW.ID))
                            .and(ACCESS_REVIEWER.REMOVED_AT.isNull())
                            .orderBy(ACCESS_REVIEWER.POSITION))
            .as("reviewers")
            .convertFrom(rows -> rows.map(row -> new Reviewer(row.value1(), new Person(row.value2(), row.value3()))));

    private static Field<Integer> decided(Verdict verdict) {
        return DSL.count().filterWhere(ACCESS_REVIEW_ITEM.DECISION.eq(DSL.inline(verdict.word())));
    }

    /// A review to be kept.
    record NewRow(String title, Review.Scope scope, Person owner, Instant startedAt, LocalDate due) {}

    long insert(DSLContext tx, NewRow review) {
        var scope = review.scope();
        return tx.insertInto(ACCESS_REVIEW)
                .set(ACCESS_REVIEW.TITLE, review.title())
                .set(ACCESS_REVIEW.STATE, "open")
                .set(ACCESS_REVIEW.KINDS, scope.kinds().toArray(String[]::new))
                .set(
                        ACCESS_REVIEW.SERVICE_IDS,
                        scope.services() == null ? null : scope.services().toArray(Long[]::new))
                .set(ACCESS_REVIEW.PLACES, scope.places())
                .set(ACCESS_REVIEW.OWNER_ID, review.owner().id())
                .set(ACCESS_REVIEW.OWNER_NAME, review.owner().name())
                .set(ACCESS_REVIEW.STARTED_AT, review.startedAt())
                .set(ACCESS_REVIEW.DUE, review.due())
                .returningResult(ACCESS_REVIEW.ID)
                .fetchSingle()
                .value1();
    }

    /// The next seat, also after those whose reviewers were removed: each has a task of its own.
    int nextPosition(DSLContext tx, ReviewId review) {
        return 1
                + tx.select(DSL.coalesce(DSL.max(ACCESS_REVIEWER.POSITION), 0))
                        .from(ACCESS_REVIEWER)
                        .where(ACCESS_REVIEWER.REVIEW_ID.eq(review.number()))
                        .fetchSingle()
                        .value1();
    }

    void remove(DSLContext tx, ReviewId review, Reviewer reviewer, Instant now) {
        tx.update(ACCESS_REVIEWER)
                .set(ACCESS_REVIEWER.REMOVED_AT, now)
                .where(ACCESS_REVIEWER.REVIEW_ID.eq(review.number()))
                .and(ACCESS_REVIEWER.POSITION.eq(reviewer.position()))
                .execute();
    }

    void name(DSLContext tx, ReviewId review, Reviewer reviewer, Instant now) {
        tx.insertInto(ACCESS_REVIEWER)
                .set(ACCESS_REVIEWER.REVIEW_ID, review.number())
                .set(ACCESS_REVIEWER.POSITION, reviewer.position())
                .set(ACCESS_REVIEWER.ACCOUNT_ID, reviewer.person().id())
                .set(ACCESS_REVIEWER.NAME, reviewer.person().name())
                .set(ACCESS_REVIEWER.NAMED_AT, now)
                .execute();
    }

    /// Moves a review to its next version, if it still is at the given one.
    boolean advance(DSLContext tx, ReviewId review, int seen) {
        return tx.update(ACCESS_REVIEW)
                        .set(ACCESS_REVIEW.VERSION, seen + 1)
                        .where(ACCESS_REVIEW.ID.eq(review.number()).and(ACCESS_REVIEW.VERSION.eq(seen)))
                        .execute()
                == 1;
    }

    void close(DSLContext tx, ReviewId review, Closed closed) {
        tx.update(ACCESS_REVIEW)
                .set(ACCESS_REVIEW.STATE, closed.completed() ? "completed" : "cancelled")
                .set(ACCESS_REVIEW.CLOSED_AT, closed.at())
                .set(ACCESS_REVIEW.CLOSED_BY, closed.by())
                .set(ACCESS_REVIEW.CLOSING, closed.why())
                .set(ACCESS_REVIEW.UNREVIEWED, closed.unreviewed())
                .set(ACCESS_REVIEW.EVIDENCE, closed.evidence())
                .set(ACCESS_REVIEW.VERSION, ACCESS_REVIEW.VERSION.plus(1))
                .where(ACCESS_REVIEW.ID.eq(review.number()))
                .execute();
    }

    /// The review; while a decision is made it cannot be closed, and while it is closed nothing is decided.
    Optional<Review> hold(DSLContext tx, Principal principal, ReviewId id, boolean closing) {
        var held = tx.select(ACCESS_REVIEW.ID)
                .from(ACCESS_REVIEW)
                .where(ACCESS_REVIEW.ID.eq(id.number()).and(visible(principal)));
        var locked = closing ? held.forUpdate().fetch() : held.forShare().fetch();
        return locked.isEmpty() ? Optional.empty() : find(tx, principal, id);
    }

    Optional<Review> find(DSLContext database, Principal principal, ReviewId id) {
        return fetch(database, visible(principal).and(ACCESS_REVIEW.ID.eq(id.number())), 1).stream()
                .findFirst();
    }

    /// Newest first, those before the given one.
    List<Review> list(DSLContext database, Principal principal, Wanted wanted, int limit) {
        return fetch(
                database,
                matches(principal, wanted)
                        .and(
                                wanted.before() == null
                                        ? noCondition()
                                        : ACCESS_REVIEW.ID.lt(wanted.before().number())),
                limit);
    }

    int count(DSLContext database, Principal principal, Wanted wanted) {
        return database.fetchCount(ACCESS_REVIEW, matches(principal, wanted));
    }

    /// Which reviews a list shows.
    ///
    /// @param state `open`, `completed`, `cancelled`, or empty for any
    /// @param words part of the title, or empty
    record Wanted(String state, String words, @Nullable ReviewId before) {}

    private static Condition matches(Principal principal, Wanted wanted) {
        return DSL.and(
                visible(principal),
                wanted.state().isEmpty() ? noCondition() : ACCESS_REVIEW.STATE.eq(wanted.state()),
                wanted.words().isBlank()
                        ? noCondition()
                        : ACCESS_REVIEW.TITLE.containsIgnoreCase(wanted.words().strip()));
    }

    /// Whoever may read all of them, or decides in this one, or owns it.
    private static Condition visible(Principal principal) {
        if (principal.mayEverywhere(Permission.REVIEW_READ)) {
            return DSL.trueCondition();
        }
        // A service account has numbers of its own.
        if (principal.kind() != Actor.Kind.PERSON) {
            return DSL.falseCondition();
        }
        return ACCESS_REVIEW
                .OWNER_ID
                .eq(principal.id())
                .or(DSL.exists(selectOne()
                        .from(ACCESS_REVIEWER)
                        .where(ACCESS_REVIEWER.REVIEW_ID.eq(ACCESS_REVIEW.ID))
                        .and(ACCESS_REVIEWER.REMOVED_AT.isNull())
                        .and(ACCESS_REVIEWER.ACCOUNT_ID.eq(principal.id()))));
    }

    /// How many open reviews each of these people owns.
    Map<Long, Integer> ownedCounts(DSLContext database, Collection<Long> people) {
        return database.select(ACCESS_REVIEW.OWNER_ID, DSL.count())
                .from(ACCESS_REVIEW)
                .where(ACCESS_REVIEW.STATE.eq("open"))
                .and(ACCESS_REVIEW.OWNER_ID.eq(DSL.any(people.toArray(Long[]::new))))
                .groupBy(ACCESS_REVIEW.OWNER_ID)
                .fetchMap(row -> row.value1(), row -> row.value2());
    }

    /// In how many open reviews each of these people decides.
    Map<Long, Integer> seatCounts(DSLContext database, Collection<Long> people) {
        return database.select(ACCESS_REVIEWER.ACCOUNT_ID, DSL.count())
                .from(ACCESS_REVIEWER)
                .join(ACCESS_REVIEW)
                .on(ACCESS_REVIEW.ID.eq(ACCESS_REVIEWER.REVIEW_ID))
                .where(ACCESS_REVIEW.STATE.eq("open"))
                .and(ACCESS_REVIEWER.REMOVED_AT.isNull())
                .and(ACCESS_REVIEWER.ACCOUNT_ID.eq(DSL.any(people.toArray(Long[]::new))))
                .groupBy(ACCESS_REVIEWER.ACCOUNT_ID)
                .fetchMap(row -> row.value1(), row -> row.value2());
    }

    /// The open reviews that somebody owns and the reader may see.
    List<Review> ownedBy(DSLContext database, Principal reader, long account, int limit) {
        return fetch(database, DSL.and(visible(reader), isOwnedBy(account)), limit);
    }

    /// The open reviews in which somebody decides and that the reader may see.
    List<Review> decidedBy(DSLContext database, Principal reader, long account, int limit) {
        return fetch(database, DSL.and(visible(reader), isDecidedBy(account)), limit);
    }

    /// The open reviews that somebody owns, or in which they decide, kept as they are until the transaction ends.
    List<Review> holdOf(DSLContext tx, long account, boolean owned) {
        var ids = tx.select(ACCESS_REVIEW.ID)
                .from(ACCESS_REVIEW)
                .where(owned ? isOwnedBy(account) : isDecidedBy(account))
                .orderBy(ACCESS_REVIEW.ID)
                .forUpdate()
                .fetch(ACCESS_REVIEW.ID);
        return fetch(tx, ACCESS_REVIEW.ID.eq(DSL.any(ids.toArray(Long[]::new))), Math.max(1, ids.size()));
    }

    void own(DSLContext tx, ReviewId review, Person owner) {
        tx.update(ACCESS_REVIEW)
                .set(ACCESS_REVIEW.OWNER_ID, owner.id())
                .set(ACCESS_REVIEW.OWNER_NAME, owner.name())
                .set(ACCESS_REVIEW.VERSION, ACCESS_REVIEW.VERSION.plus(1))
                .where(ACCESS_REVIEW.ID.eq(review.number()))
                .execute();
    }

    private static Condition isOwnedBy(long account) {
        return ACCESS_REVIEW.STATE.eq("open").and(ACCESS_REVIEW.OWNER_ID.eq(account));
    }

    private static Condition isDecidedBy(long account) {
        return ACCESS_REVIEW
                .STATE
                .eq("open")
                .and(DSL.exists(selectOne()
                        .from(ACCESS_REVIEWER)
                        .where(ACCESS_REVIEWER.REVIEW_ID.eq(ACCESS_REVIEW.ID))
                        .and(ACCESS_REVIEWER.REMOVED_AT.isNull())
                        .and(ACCESS_REVIEWER.ACCOUNT_ID.eq(account))));
    }

    private static List<Review> fetch(DSLContext database, Condition condition, int limit) {
        return database.select(ACCESS_REVIEW.asterisk(), PROGRESS, REVIEWERS)
                .from(ACCESS_REVIEW)
                .where(condition)
                .orderBy(ACCESS_REVIEW.ID.desc())
                .limit(limit)
                .fetch(ReviewStore::read);
    }

    private static Review read(Record row) {
        var services = row.get(ACCESS_REVIEW.SERVICE_IDS);
        var closedAt = row.get(ACCESS_REVIEW.CLOSED_AT);
        return new Review(
                new ReviewId(row.get(ACCESS_REVIEW.ID)),
                row.get(ACCESS_REVIEW.TITLE),
                new Review.Scope(
                        List.of(row.get(ACCESS_REVIEW.KINDS)),
                        services == null ? null : Arrays.asList(services),
                        row.get(ACCESS_REVIEW.PLACES)),
                new Person(row.get(ACCESS_REVIEW.OWNER_ID), row.get(ACCESS_REVIEW.OWNER_NAME)),
                row.get(REVIEWERS),
                row.get(ACCESS_REVIEW.STARTED_AT),
                row.get(ACCESS_REVIEW.DUE),
                row.get(PROGRESS),
                closedAt == null
                        ? null
                        : new Closed(
                                closedAt,
                                row.get(ACCESS_REVIEW.CLOSED_BY),
                                row.get(ACCESS_REVIEW.CLOSING),
                                row.get(ACCESS_REVIEW.UNREVIEWED),
                                row.get(ACCESS_REVIEW.EVIDENCE)),
                row.get(ACCESS_REVIEW.VERSION));
    }
}
