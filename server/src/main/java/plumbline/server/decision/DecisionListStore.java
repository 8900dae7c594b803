package plumbline.server.decision;

import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.falseCondition;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectCount;
import static org.jooq.impl.DSL.selectOne;
import static plumbline.schema.Tables.DECISION;
import static plumbline.schema.Tables.DECISION_PARTY;
import static plumbline.schema.Tables.DECISION_STEP;
import static plumbline.schema.Tables.DECISION_VOTE;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import plumbline.server.decision.matter.PartyRole;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.platform.condition.Words;

/// SQL of lists of decisions: who may see and who may vote are conditions here, as [Separation] and [Capacities] have
/// them for one.
final class DecisionListStore {
    /// As in the index of that name.
    private static final String TEXT =
            "to_tsvector('simple', regexp_replace(decision.title, '[^[:alnum:]]+', ' ', 'g'))";

    private static final Field<Integer> STEPS = field(
                    selectCount().from(DECISION_STEP).where(DECISION_STEP.DECISION_ID.eq(DECISION.ID)))
            .as("steps");
    private static final Field<Integer> APPROVALS = field(selectCount()
                    .from(DECISION_VOTE)
                    .where(DECISION_VOTE.DECISION_ID.eq(DECISION.ID))
                    .and(DECISION_VOTE.POSITION.eq(DECISION.STEP))
                    .and(DECISION_VOTE.APPROVES))
            .as("approvals");
    private static final Field<String> REQUESTER = field(DSL.select(DECISION_PARTY.ACTOR_NAME)
                    .from(DECISION_PARTY)
                    .where(DECISION_PARTY.DECISION_ID.eq(DECISION.ID))
                    .and(DECISION_PARTY.ROLE.eq(PartyRole.REQUESTER.word()))
                    .orderBy(DECISION_PARTY.ACTOR_ID)
                    .limit(1))
            .as("requester");

    /// Who reads, in which capacities they may vote, and when.
    record Reader(Principal principal, List<Capacity> capacities, Instant now) {
        Reader {
            capacities = List.copyOf(capacities);
        }
    }

    /// Newest first, those before the given one.
    List<DecisionRow> list(
            DSLContext database, Reader reader, DecisionFilter filter, @Nullable DecisionId before, int limit) {
        return database.select(
                        DECISION.asterisk(), DECISION_STEP.NAME, DECISION_STEP.QUORUM, STEPS, APPROVALS, REQUESTER)
                .from(DECISION)
                .join(DECISION_STEP)
                .on(DECISION_STEP.DECISION_ID.eq(DECISION.ID), DECISION_STEP.POSITION.eq(DECISION.STEP))
                .where(matches(reader, filter))
                .and(before == null ? noCondition() : DECISION.ID.lt(before.number()))
                .orderBy(DECISION.ID.desc())
                .limit(limit)
                .fetch(DecisionListStore::row);
    }

    /// How many match, counted up to a limit.
    long count(DSLContext database, Reader reader, DecisionFilter filter, int limit) {
        return database.fetchCount(
                selectOne().from(DECISION).where(matches(reader, filter)).limit(limit));
    }

    private static Condition matches(Reader reader, DecisionFilter filter) {
        var state = filter.state();
        return DSL.and(
                visible(reader.principal()),
                switch (filter.view()) {
                    case WAITING ->
                        DSL.or(reader.capacities().stream()
                                .map(capacity -> mayVote(capacity, reader.now()))
                                .toList());
                    case ASKED -> takesPart(reader.principal(), PartyRole.REQUESTER);
                    case ALL -> noCondition();
                },
                state == null ? noCondition() : DECISION.STATE.eq(state.word()),
                filter.kind().isEmpty() ? noCondition() : DECISION.OBJECT_KIND.eq(filter.kind()),
                words(filter.words()));
    }

    private static Condition words(String typed) {
        if (typed.isBlank()) {
            return noCondition();
        }
        return DecisionId.find(typed.strip().toUpperCase(Locale.ROOT))
                .map(id -> DECISION.ID.eq(id.number()))
                .or(() -> Words.query(typed).map(query -> condition(TEXT + " @@ to_tsquery('simple', ?)", query)))
                .orElse(falseCondition());
    }

    private static Condition visible(Principal principal) {
        return held(principal, DECISION.READING, _ -> true);
    }

    /// Whether somebody has the permission that a row names, on the service that the decision is of.
    private static Condition held(Principal principal, Field<String> permission, Predicate<Permission> counts) {
        // From false on: whoever has none of them sees and decides nothing.
        Condition any = DSL.falseCondition();
        for (var held : principal.rights().permissions()) {
            if (counts.test(held)) {
                any = any.or(
                        permission.eq(held.word()).and(principal.scope(held).reaches(DECISION.SERVICE_ID)));
            }
        }
        return any;
    }

    private static Condition takesPart(Principal principal, PartyRole role) {
        return exists(selectOne()
                .from(DECISION_PARTY)
                .where(DECISION_PARTY.DECISION_ID.eq(DECISION.ID))
                .and(DECISION_PARTY.ROLE.eq(role.word()))
                .and(DECISION_PARTY.ACTOR_ID.eq(principal.actor().id())));
    }

    private static Condition mayVote(Capacity capacity, Instant now) {
        var accounts = capacity.accounts();
        var actors = accounts.stream().map(id -> "account:" + id).toList();
        var step = DECISION_STEP.as("present");
        return DECISION.STATE
                .eq(DecisionState.OPEN.word())
                .and(DECISION.EXPIRES_AT.isNull().or(DECISION.EXPIRES_AT.gt(now)))
                .or(DECISION.STATE.eq(DecisionState.REVIEW_DUE.word()))
                .and(exists(selectOne()
                        .from(step)
                        .where(step.DECISION_ID.eq(DECISION.ID), step.POSITION.eq(DECISION.STEP))
                        .and(held(capacity.holder(), step.PERMISSION, capacity::lends))
                        .and(notExists(selectOne()
                                .from(DECISION_PARTY)
                                .where(DECISION_PARTY.DECISION_ID.eq(DECISION.ID))
                                .and(DECISION_PARTY.ROLE.eq(DSL.any(step.APART)))
                                .and(DECISION_PARTY.ACTOR_ID.in(actors))))
                        .and(notExists(selectOne()
                                .from(DECISION_VOTE)
                                .where(DECISION_VOTE.DECISION_ID.eq(DECISION.ID))
                                .and(DECISION_VOTE.POSITION.eq(DECISION.STEP).or(step.REPEATS.isFalse()))
                                .and(DECISION_VOTE
                                        .ACCOUNT_ID
                                        .in(accounts)
                                        .or(DECISION_VOTE.FOR_ACCOUNT_ID.in(accounts)))))));
    }

    private static DecisionRow row(Record row) {
        return new DecisionRow(
                new DecisionId(row.get(DECISION.ID)),
                row.get(DECISION.OBJECT_KIND),
                row.get(DECISION.TITLE),
                row.get(DECISION.OBJECT_VERSION),
                DecisionState.find(row.get(DECISION.STATE)).orElseThrow(),
                row.get(DECISION_STEP.NAME),
                row.get(DECISION.STEP),
                row.get(STEPS),
                row.get(APPROVALS),
                row.get(DECISION_STEP.QUORUM),
                row.get(REQUESTER),
                row.get(DECISION.OPENED_AT),
                row.get(DECISION.EXPIRES_AT),
                row.get(DECISION.REVIEW_DUE_AT),
                row.get(DECISION.CLOSED_AT));
    }
}
