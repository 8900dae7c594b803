package plumbline.server.evidence.pack;

import static plumbline.schema.Tables.CLOUD_SERVICE;
import static plumbline.schema.Tables.PACK;
import static plumbline.schema.Tables.PACK_SEAL;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.UpdateSetMoreStep;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import plumbline.ledger.SignedNote;
import plumbline.ledger.pack.Commitment;
import plumbline.ledger.pack.PackSeal;
import plumbline.ledger.pack.Salt;
import plumbline.ledger.pack.SaltedDigest;
import plumbline.schema.tables.records.PackRecord;
import plumbline.server.evidence.ContentDigest;
import plumbline.server.evidence.ledger.LedgerItem;
import plumbline.server.identity.Principal.Scope;
import plumbline.server.platform.Actor;

/// SQL of packs: what was asked for and how far it is.
final class PackStore {
    /// Which packs a list shows.
    ///
    /// @param service key of the one service asked for, or empty
    /// @param before only older ones than this, or null
    record PackFilter(Scope scope, String service, @Nullable Long before) {}

    /// How far the making of a pack has come.
    ///
    /// @param inputs what goes in, once it is settled
    /// @param checkpoint the one that its proofs lead to, once there is one
    record Progress(
            @Nullable ContentDigest inputs, @Nullable SignedNote checkpoint) {}

    /// What the log knows of a pack.
    record Seal(Commitment commitment, Salt salt) {}

    /// Lets all that this transaction reads be of one moment; it must not have read before.
    void readOneMoment(DSLContext tx) {
        tx.execute("set transaction isolation level repeatable read, read only");
    }

    long insert(DSLContext tx, long serviceId, NewPack asked, Actor actor, Instant at) {
        return tx.insertInto(PACK)
                .set(PACK.SERVICE_ID, serviceId)
                .set(PACK.WINDOW_FROM, asked.from())
                .set(PACK.WINDOW_TO, asked.to())
                .set(PACK.EDITION, asked.edition())
                .set(PACK.TITLE, asked.title())
                .set(PACK.REQUESTED_AT, at)
                .set(PACK.ACTOR_KIND, actor.kind().word())
                .set(PACK.ACTOR_ID, actor.id())
                .set(PACK.ACTOR_NAME, actor.name())
                .set(PACK.STATE, PackState.QUEUED.word())
                .returning(PACK.ID)
                .fetchSingle(row -> row.getId());
    }

    /// The pack that has waited longest.
    OptionalLong nextUnfinished(DSLContext tx) {
        var number = tx.select(DSL.min(PACK.ID))
                .from(PACK)
                .where(PACK.STATE.in(PackState.unfinishedWords()))
                .fetchSingle(row -> row.value1());
        return number == null ? OptionalLong.empty() : OptionalLong.of(number);
    }

    Progress progress(DSLContext tx, long id) {
        return tx.selectFrom(PACK).where(PACK.ID.eq(id)).fetchSingle(row -> {
            var inputs = row.getInputsSha256();
            var checkpoint = row.getCheckpoint();
            return new Progress(
                    inputs == null ? null : new ContentDigest(inputs),
                    checkpoint == null ? null : SignedNote.parse(checkpoint));
        });
    }

    /// @throws PackCancelled when somebody called it off
    void advance(DSLContext tx, long id, PackState state) {
        change(tx.update(PACK).set(PACK.STATE, state.word()), id);
    }

    void settle(DSLContext tx, long id, ContentDigest inputs, long evidence, long journal) {
        change(
                tx.update(PACK)
                        .set(PACK.STATE, PackState.SEALING.word())
                        .set(PACK.INPUTS_SHA256, inputs.sha256())
                        .set(PACK.EVIDENCE_COUNT, evidence)
                        .set(PACK.JOURNAL_COUNT, journal),
                id);
    }

    void cover(DSLContext tx, long id, SignedNote checkpoint) {
        change(tx.update(PACK).set(PACK.STATE, PackState.WRITING.word()).set(PACK.CHECKPOINT, checkpoint.bytes()), id);
    }

    void finish(DSLContext tx, long id, ContentDigest zip, long length, Instant at) {
        change(
                tx.update(PACK)
                        .set(PACK.STATE, PackState.READY.word())
                        .set(PACK.ZIP_SHA256, zip.sha256())
                        .set(PACK.ZIP_LENGTH, length)
                        .set(PACK.FINISHED_AT, at),
                id);
    }

    void fail(DSLContext tx, long id, String why, Instant at) {
        change(
                tx.update(PACK)
                        .set(PACK.STATE, PackState.FAILED.word())
                        .set(PACK.FAILURE, why)
                        .set(PACK.FINISHED_AT, at),
                id);
    }

    void cancel(DSLContext tx, long id, Instant at) {
        change(tx.update(PACK).set(PACK.STATE, PackState.CANCELLED.word()).set(PACK.FINISHED_AT, at), id);
    }

    /// What is finished stays as it is.
    private static void change(UpdateSetMoreStep<PackRecord> update, long id) {
        int changed = update.where(PACK.ID.eq(id))
                .and(PACK.STATE.in(PackState.unfinishedWords()))
                .execute();
        if (changed == 0) {
            throw new PackCancelled();
        }
    }

    void seal(DSLContext tx, long id, Seal seal) {
        tx.insertInto(PACK_SEAL)
                .set(PACK_SEAL.PACK_ID, id)
                .set(PACK_SEAL.SEALED_AT, seal.commitment().time())
                .set(PACK_SEAL.LENGTH, seal.commitment().digest().length())
                .set(PACK_SEAL.SALT, seal.salt().bytes())
                .set(PACK_SEAL.COMMITTED_SHA256, seal.commitment().digest().sha256())
                .execute();
    }

    Optional<Seal> seal(DSLContext tx, long id) {
        return tx.selectFrom(PACK_SEAL)
                .where(PACK_SEAL.PACK_ID.eq(id))
                .fetchOptional(row -> new Seal(
                        new Commitment(
                                LedgerItem.pack(id).id(),
                                PackSeal.KIND,
                                row.getSealedAt(),
                                PackSeal.MEDIA_TYPE,
                                new SaltedDigest(row.getLength(), row.getCommittedSha256())),
                        Salt.of(row.getSalt())));
    }

    Optional<Pack> find(DSLContext tx, Scope scope, long id) {
        return list(tx, within(scope).and(PACK.ID.eq(id)), 1).stream().findFirst();
    }

    /// Newest first.
    List<Pack> list(DSLContext tx, PackFilter filter, int limit) {
        var service = filter.service().isEmpty() ? DSL.noCondition() : CLOUD_SERVICE.KEY.eq(filter.service());
        var before = filter.before() == null ? DSL.noCondition() : PACK.ID.lt(filter.before());
        return list(tx, within(filter.scope()).and(service).and(before), limit);
    }

    /// Those in whose id, title or service all words occur, newest first.
    List<Pack> search(DSLContext tx, Scope scope, String words, int limit) {
        var condition = LedgerItem.find(words.toUpperCase(Locale.ROOT))
                .filter(item -> item.kind() == LedgerItem.Kind.PACK)
                .map(item -> PACK.ID.eq(item.number()))
                .orElseGet(() -> about(words));
        return list(tx, within(scope).and(condition), limit);
    }

    private static Condition about(String words) {
        var text = DSL.concat(PACK.TITLE, DSL.val(" "), CLOUD_SERVICE.KEY, DSL.val(" "), CLOUD_SERVICE.NAME);
        return DSL.and(Arrays.stream(words.strip().split("\\s+"))
                .map(text::containsIgnoreCase)
                .toList());
    }

    private static Condition within(Scope scope) {
        return scope.reaches(PACK.SERVICE_ID);
    }

    private static List<Pack> list(DSLContext tx, Condition condition, int limit) {
        return tx.select(PACK.fields())
                .select(CLOUD_SERVICE.KEY, CLOUD_SERVICE.NAME)
                .from(PACK)
                .join(CLOUD_SERVICE)
                .on(CLOUD_SERVICE.ID.eq(PACK.SERVICE_ID))
                .where(condition)
                .orderBy(PACK.ID.desc())
                .limit(limit)
                .fetch(PackStore::pack);
    }

    private static Pack pack(Record row) {
        var subject = new Pack.Subject(
                row.get(PACK.SERVICE_ID),
                row.get(CLOUD_SERVICE.KEY),
                row.get(CLOUD_SERVICE.NAME),
                row.get(PACK.WINDOW_FROM),
                row.get(PACK.WINDOW_TO),
                row.get(PACK.EDITION));
        var kind = Actor.Kind.valueOf(
                row.get(PACK.ACTOR_KIND).toUpperCase(Locale.ROOT).replace(' ', '_'));
        var actor = new Actor(kind, row.get(PACK.ACTOR_ID), row.get(PACK.ACTOR_NAME));
        var request = new Pack.Request(row.get(PACK.TITLE), actor, row.get(PACK.REQUESTED_AT));
        var state = PackState.of(row.get(PACK.STATE));
        return new Pack(row.get(PACK.ID), subject, request, state, row.get(PACK.FAILURE), file(row, state));
    }

    private static Pack.@Nullable File file(Record row, PackState state) {
        return state != PackState.READY
                ? null
                : new Pack.File(
                        row.get(PACK.ZIP_SHA256),
                        row.get(PACK.ZIP_LENGTH),
                        row.get(PACK.EVIDENCE_COUNT),
                        row.get(PACK.JOURNAL_COUNT),
                        row.get(PACK.FINISHED_AT));
    }
}
