package plumbline.server.decision;

import static plumbline.schema.Tables.DECISION;
import static plumbline.schema.Tables.DECISION_OBJECT;
import static plumbline.schema.Tables.DECISION_PARTY;
import static plumbline.schema.Tables.DECISION_STEP;
import static plumbline.schema.Tables.DECISION_VOTE;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import plumbline.schema.tables.records.DecisionRecord;
import plumbline.schema.tables.records.DecisionStepRecord;
import plumbline.schema.tables.records.DecisionVoteRecord;
import plumbline.server.decision.matter.ContentHash;
import plumbline.server.decision.matter.ObjectVersion;
import plumbline.server.decision.matter.Party;
import plumbline.server.decision.matter.PartyRole;
import plumbline.server.decision.matter.PresentObject;
import plumbline.server.decision.matter.Presentation;
import plumbline.server.decision.matter.Step;
import plumbline.server.decision.matter.VersionChange;
import plumbline.server.decision.signature.Signed;
import plumbline.server.identity.Permission;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Subject;

/// SQL that opens, changes and closes decisions.
final class DecisionStore {

    /// Locks an object's row until the transaction ends, and reads it as whoever held it before left it.
    PresentObject hold(DSLContext transaction, Subject subject) {
        transaction
                .insertInto(DECISION_OBJECT)
                .set(DECISION_OBJECT.KIND, subject.kind())
                .set(DECISION_OBJECT.ID, subject.id())
                .onConflictDoNothing()
                .execute();
        return transaction
                .selectFrom(DECISION_OBJECT)
                .where(DECISION_OBJECT.KIND.eq(subject.kind()), DECISION_OBJECT.ID.eq(subject.id()))
                .forUpdate()
                .fetchSingle(row -> new PresentObject(
                        row.getVersion(),
                        row.getContentHash() == null ? null : ContentHash.of(row.getContentHash()),
                        row.getChangedAt(),
                        row.getChangedBy(),
                        VersionChange.read(row.getChanges())));
    }

    /// Writes an object's present version; its row must be held.
    void set(DSLContext transaction, ObjectVersion now, Actor by, Instant at, List<VersionChange> changes) {
        transaction
                .update(DECISION_OBJECT)
                .set(DECISION_OBJECT.VERSION, now.version())
                .set(DECISION_OBJECT.CONTENT_HASH, now.hash().bytes())
                .set(DECISION_OBJECT.CHANGED_AT, at)
                .set(DECISION_OBJECT.CHANGED_BY_ID, by.id())
                .set(DECISION_OBJECT.CHANGED_BY, by.name())
                .set(DECISION_OBJECT.CHANGES, VersionChange.bytes(changes))
                .where(DECISION_OBJECT.KIND.eq(now.subject().kind()))
                .and(DECISION_OBJECT.ID.eq(now.subject().id()))
                .execute();
    }

    DecisionId insert(DSLContext transaction, NewDecision decision, Instant at) {
        var object = decision.object();
        var shown = decision.presentation();
        var row = transaction.newRecord(DECISION);
        row.setObjectKind(object.subject().kind());
        row.setObjectId(object.subject().id());
        row.setServiceId(object.subject().serviceId());
        row.setObjectVersion(object.version());
        row.setContentHash(object.hash().bytes());
        row.setTitle(shown.title());
        row.setHref(shown.href());
        row.setReading(shown.reading().word());
        row.setChanges(VersionChange.bytes(shown.changes()));
        row.setLasting(decision.lasting());
        row.setOpenedAt(at);
        row.setExpiresAt(decision.expiresAt());
        row.setState(DecisionState.OPEN.word());
        row.setStep(1);
        long id = transaction
                .insertInto(DECISION)
                .set(row)
                .returningResult(DECISION.ID)
                .fetchSingle()
                .value1();
        for (var party : decision.parties()) {
            transaction
                    .insertInto(DECISION_PARTY)
                    .set(DECISION_PARTY.DECISION_ID, id)
                    .set(DECISION_PARTY.ROLE, party.role().word())
                    .set(DECISION_PARTY.ACTOR_ID, party.actorId())
                    .set(DECISION_PARTY.ACTOR_NAME, party.name())
                    .onConflictDoNothing()
                    .execute();
        }
        for (int position = 1; position <= decision.steps().size(); position++) {
            insertStep(transaction, id, position, decision.steps().get(position - 1));
        }
        return new DecisionId(id);
    }

    private static void insertStep(DSLContext transaction, long id, int position, Step step) {
        transaction
                .insertInto(DECISION_STEP)
                .set(DECISION_STEP.DECISION_ID, id)
                .set(DECISION_STEP.POSITION, position)
                .set(DECISION_STEP.NAME, step.name())
                .set(DECISION_STEP.PERMISSION, step.authority().word())
                .set(DECISION_STEP.QUORUM, step.quorum())
                .set(
                        DECISION_STEP.APART,
                        step.apart().stream().sorted().map(PartyRole::word).toArray(String[]::new))
                .set(DECISION_STEP.REPEATS, step.repeats())
                .set(
                        DECISION_STEP.WITHIN_SECONDS,
                        step.within() == null ? null : step.within().toSeconds())
                .execute();
    }

    long insertVote(DSLContext transaction, DecisionId id, Vote vote) {
        var signed = vote.signed();
        var other = vote.onBehalfOf();
        return transaction
                .insertInto(DECISION_VOTE)
                .set(DECISION_VOTE.DECISION_ID, id.number())
                .set(DECISION_VOTE.POSITION, vote.step())
                .set(DECISION_VOTE.APPROVES, vote.approves())
                .set(DECISION_VOTE.ACCOUNT_ID, vote.by().id())
                .set(DECISION_VOTE.ACCOUNT_NAME, vote.by().name())
                .set(DECISION_VOTE.FOR_ACCOUNT_ID, other == null ? null : Long.valueOf(other.id()))
                .set(DECISION_VOTE.FOR_ACCOUNT_NAME, other == null ? null : other.name())
                .set(DECISION_VOTE.REASON, vote.reason())
                .set(DECISION_VOTE.CAST_AT, vote.at())
                .set(DECISION_VOTE.RECORD, signed.content())
                .set(DECISION_VOTE.SIGNATURE, signed.signature())
                .set(DECISION_VOTE.KEY_ID, signed.keyId())
                .returningResult(DECISION_VOTE.ID)
                .fetchSingle()
                .value1();
    }

    /// Moves a decision on; its object's row must be held.
    void move(DSLContext transaction, DecisionId id, DecisionState state, int step, @Nullable Instant reviewDueAt) {
        transaction
                .update(DECISION)
                .set(DECISION.STATE, state.word())
                .set(DECISION.STEP, step)
                .set(DECISION.REVIEW_DUE_AT, reviewDueAt)
                .where(DECISION.ID.eq(id.number()))
                .execute();
    }

    /// Closes a decision; its object's row must be held.
    void close(DSLContext transaction, DecisionId id, DecisionState state, Decision.Closing closing) {
        transaction
                .update(DECISION)
                .set(DECISION.STATE, state.word())
                .set(DECISION.CLOSED_AT, closing.at())
                .set(DECISION.CLOSED_BY, closing.by())
                .set(DECISION.CLOSING, closing.why())
                .where(DECISION.ID.eq(id.number()))
                .execute();
    }

    void noteOverdue(DSLContext transaction, DecisionId id) {
        transaction
                .update(DECISION)
                .set(DECISION.OVERDUE_NOTED, true)
                .where(DECISION.ID.eq(id.number()))
                .execute();
    }

    Optional<Decision> find(DSLContext database, DecisionId id) {
        return database.selectFrom(DECISION)
                .where(DECISION.ID.eq(id.number()))
                .fetchOptional(row -> decision(database, row));
    }

    /// The decisions on an object that an edit of it may void.
    List<DecisionId> voidable(DSLContext transaction, Subject subject) {
        return transaction
                .select(DECISION.ID)
                .from(DECISION)
                .where(DECISION.OBJECT_KIND.eq(subject.kind()), DECISION.OBJECT_ID.eq(subject.id()))
                .and(DECISION.STATE
                        .eq(DecisionState.OPEN.word())
                        .or(DECISION.LASTING
                                .isFalse()
                                .and(DECISION.STATE.in(
                                        DecisionState.REVIEW_DUE.word(), DecisionState.APPROVED.word()))))
                .orderBy(DECISION.ID)
                .fetch(row -> new DecisionId(row.value1()));
    }

    /// The newest decisions on an object.
    List<DecisionId> of(DSLContext database, Subject subject, int limit) {
        return database.select(DECISION.ID)
                .from(DECISION)
                .where(DECISION.OBJECT_KIND.eq(subject.kind()), DECISION.OBJECT_ID.eq(subject.id()))
                .orderBy(DECISION.ID.desc())
                .limit(limit)
                .fetch(row -> new DecisionId(row.value1()));
    }

    /// Open decisions whose time is over, and reviews that are late for the first time.
    List<DecisionId> due(DSLContext database, Instant now, int limit) {
        return database.select(DECISION.ID)
                .from(DECISION)
                .where(DECISION.STATE
                        .eq(DecisionState.OPEN.word())
                        .and(DECISION.EXPIRES_AT.le(now))
                        .or(DECISION.STATE
                                .eq(DecisionState.REVIEW_DUE.word())
                                .and(DECISION.REVIEW_DUE_AT.le(now))
                                .and(DECISION.OVERDUE_NOTED.isFalse())))
                .orderBy(DECISION.ID)
                .limit(limit)
                .fetch(row -> new DecisionId(row.value1()));
    }

    boolean overdueNoted(DSLContext database, DecisionId id) {
        return database.select(DECISION.OVERDUE_NOTED)
                .from(DECISION)
                .where(DECISION.ID.eq(id.number()))
                .fetchSingle()
                .value1();
    }

    private static Decision decision(DSLContext database, DecisionRecord row) {
        var parties = database.selectFrom(DECISION_PARTY)
                .where(DECISION_PARTY.DECISION_ID.eq(row.getId()))
                .fetch(party -> new Party(PartyRole.of(party.getRole()), party.getActorId(), party.getActorName()));
        parties.sort(Party.ORDER);
        return new Decision(
                new DecisionId(row.getId()),
                new ObjectVersion(
                        new Subject(row.getObjectKind(), row.getObjectId(), row.getServiceId()),
                        row.getObjectVersion(),
                        ContentHash.of(row.getContentHash())),
                new Presentation(
                        row.getTitle(),
                        row.getHref(),
                        permission(row.getReading()),
                        VersionChange.read(row.getChanges())),
                parties,
                database.selectFrom(DECISION_STEP)
                        .where(DECISION_STEP.DECISION_ID.eq(row.getId()))
                        .orderBy(DECISION_STEP.POSITION)
                        .fetch(DecisionStore::step),
                DecisionState.find(row.getState()).orElseThrow(),
                row.getStep(),
                database.selectFrom(DECISION_VOTE)
                        .where(DECISION_VOTE.DECISION_ID.eq(row.getId()))
                        .orderBy(DECISION_VOTE.ID)
                        .fetch(DecisionStore::vote),
                row.getOpenedAt(),
                row.getExpiresAt(),
                row.getReviewDueAt(),
                row.getClosedAt() == null
                        ? null
                        : new Decision.Closing(row.getClosedAt(), row.getClosedBy(), row.getClosing()),
                row.getLasting());
    }

    private static Step step(DecisionStepRecord row) {
        return new Step(
                row.getName(),
                permission(row.getPermission()),
                row.getQuorum(),
                Arrays.stream(row.getApart()).map(PartyRole::of).collect(Collectors.toSet()),
                row.getRepeats(),
                row.getWithinSeconds() == null ? null : Duration.ofSeconds(row.getWithinSeconds()));
    }

    private static Vote vote(DecisionVoteRecord row) {
        return new Vote(
                row.getId(),
                row.getPosition(),
                row.getApproves(),
                new Vote.Person(row.getAccountId(), row.getAccountName()),
                row.getForAccountId() == null ? null : new Vote.Person(row.getForAccountId(), row.getForAccountName()),
                row.getReason(),
                row.getCastAt(),
                new Signed(row.getRecord(), row.getSignature(), row.getKeyId()));
    }

    private static Permission permission(String word) {
        return Permission.find(word)
                .orElseThrow(() -> new IllegalStateException("permission must be known, but is " + word));
    }
}
