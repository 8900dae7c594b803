package plumbline.server.evidence;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.exists;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.noCondition;
import static org.jooq.impl.DSL.selectOne;
import static plumbline.schema.Tables.EVIDENCE;
import static plumbline.schema.Tables.EVIDENCE_CONTROL;
import static plumbline.schema.Tables.LEDGER_LEAF;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import plumbline.catalog.ControlRef;
import plumbline.ledger.pack.Salt;
import plumbline.ledger.pack.SaltedDigest;
import plumbline.schema.tables.records.EvidenceRecord;
import plumbline.server.evidence.Recorded.Receipt;
import plumbline.server.platform.Actor;
import plumbline.server.platform.condition.Words;

/// All SQL about evidence records.
final class EvidenceStore {
    private static final plumbline.schema.tables.Evidence LATER = EVIDENCE.as("later");
    private static final Field<Long> SUPERSEDED_BY = DSL.field(
                    DSL.select(LATER.ID).from(LATER).where(LATER.SUPERSEDES.eq(EVIDENCE.ID)))
            .as("superseded_by");

    /// What a record says; the words of its search index say it a second time.
    private static final List<Field<?>> COLUMNS = Arrays.stream(EVIDENCE.fields())
            .filter(field -> !field.getName().equals("words"))
            .toList();

    private static final Field<String> CONTROLS = DSL.field(DSL.select(DSL.field(
                    "coalesce(string_agg({0} || '/' || {1}, ' ' order by {0}, {1}), '')",
                    String.class, EVIDENCE_CONTROL.EDITION, EVIDENCE_CONTROL.CONTROL_ID))
            .from(EVIDENCE_CONTROL)
            .where(EVIDENCE_CONTROL.EVIDENCE_ID.eq(EVIDENCE.ID)));

    private final CoverageStore coverage = new CoverageStore();

    /// What the ledger will know of the body.
    record Committed(Salt salt, SaltedDigest digest) {}

    /// Answers the new record's id, or nothing when the same is recorded already.
    Optional<EvidenceId> insert(
            DSLContext tx, NewEvidence evidence, Instant at, Instant freshUntil, Committed committed) {
        var row = row(tx, evidence);
        row.setFreshUntil(freshUntil);
        row.setTitle(evidence.title());
        row.setRecordedAt(at);
        row.setActorKind(evidence.actor().kind().word());
        row.setActorId(evidence.actor().id());
        row.setActorName(evidence.actor().name());
        row.setMediaType(evidence.mediaType());
        row.setLength(committed.digest().length());
        row.setSalt(committed.salt().bytes());
        row.setCommittedSha256(committed.digest().sha256());
        var inserted = tx.insertInto(EVIDENCE)
                .set(row)
                .onConflictDoNothing()
                .returning(EVIDENCE.ID)
                .fetchOne();
        if (inserted == null) {
            return Optional.empty();
        }
        long id = inserted.getId();
        insertControls(tx, id, evidence.controls());
        coverage.cover(tx, evidence, freshUntil);
        var former = evidence.supersedes();
        if (former != null) {
            coverage.recount(tx, former);
        }
        return Optional.of(new EvidenceId(id));
    }

    private static EvidenceRecord row(DSLContext tx, NewEvidence evidence) {
        var row = tx.newRecord(EVIDENCE);
        row.setKind(evidence.kind());
        row.setSourceKind(evidence.source().word());
        row.setSourceRef(evidence.source().reference());
        row.setServiceId(evidence.serviceId());
        row.setValidFrom(evidence.valid().from());
        row.setValidTo(evidence.valid().to());
        row.setSha256(evidence.body().sha256());
        var former = evidence.supersedes();
        row.setSupersedes(former == null ? null : former.number());
        return row;
    }

    private static void insertControls(DSLContext tx, long id, Collection<ControlRef> controls) {
        if (!controls.isEmpty()) {
            tx.insertInto(
                            EVIDENCE_CONTROL,
                            EVIDENCE_CONTROL.EVIDENCE_ID,
                            EVIDENCE_CONTROL.EDITION,
                            EVIDENCE_CONTROL.CONTROL_ID)
                    .valuesOfRows(controls.stream()
                            .map(control ->
                                    DSL.row(id, control.edition(), control.id().value()))
                            .toList())
                    .execute();
        }
    }

    /// The record that made an insert a duplicate.
    Receipt same(DSLContext tx, NewEvidence evidence) {
        var row = row(tx, evidence);
        return tx.selectFrom(EVIDENCE)
                .where(EVIDENCE.SHA256.eq(row.getSha256()))
                .and(EVIDENCE.KIND.eq(row.getKind()))
                .and(coalesce(EVIDENCE.SERVICE_ID, inline(CoverageStore.NO_SERVICE))
                        .eq(CoverageStore.key(evidence.serviceId())))
                .and(EVIDENCE.SOURCE_KIND.eq(row.getSourceKind()))
                .and(EVIDENCE.SOURCE_REF.eq(row.getSourceRef()))
                .and(EVIDENCE.VALID_FROM.eq(row.getValidFrom()))
                .and(EVIDENCE.VALID_TO.eq(row.getValidTo()))
                .and(EVIDENCE.SUPERSEDES.isNotDistinctFrom(row.getSupersedes()))
                .fetchSingle(found -> new Receipt(new EvidenceId(found.getId()), found.getRecordedAt()));
    }

    Optional<Evidence> find(DSLContext tx, EvidenceId id) {
        return list(tx, EVIDENCE.ID.eq(id.number()), 1).stream().findFirst();
    }

    /// Newest record first, those before the given id, or all.
    List<Evidence> list(DSLContext tx, EvidenceFilter filter, @Nullable EvidenceId before, int limit) {
        var condition = before == null ? noCondition() : EVIDENCE.ID.lt(before.number());
        return list(tx, condition.and(matches(filter)), limit);
    }

    /// Some of those that match.
    ///
    /// @param newest numbers of the newest of them
    record Some(List<Long> newest, long total) {}

    /// Those that match, in no order, up to `most`.
    Some some(DSLContext tx, EvidenceFilter filter, int limit, int most) {
        var rows = tx.resultQuery("""
                        with found as materialized (select id from evidence where {0} limit {1})
                        select id, (select count(*) from found) as total
                        from found order by id desc limit {2}""", matches(filter), DSL.inline(most), DSL.inline(limit))
                .coerce(EVIDENCE.ID, DSL.field("total", Long.class))
                .fetch();
        return new Some(
                rows.getValues(EVIDENCE.ID),
                rows.isEmpty() ? 0 : rows.getFirst().value2());
    }

    /// The newest first.
    List<Evidence> these(DSLContext tx, Collection<Long> numbers) {
        return numbers.isEmpty()
                ? List.of()
                : list(tx, EVIDENCE.ID.eq(DSL.any(numbers.toArray(Long[]::new))), numbers.size());
    }

    private static List<Evidence> list(DSLContext tx, Condition condition, int limit) {
        var sets = new HashMap<String, SortedSet<ControlRef>>();
        return tx.select(COLUMNS)
                .select(SUPERSEDED_BY, CONTROLS)
                .from(EVIDENCE)
                .where(condition)
                .orderBy(EVIDENCE.ID.desc())
                .limit(limit)
                // Each set is read once: most records of a list are for the same ones.
                .fetch(row -> evidence(row, sets.computeIfAbsent(row.get(CONTROLS), EvidenceStore::controls)));
    }

    Salt salt(DSLContext tx, EvidenceId id) {
        return tx.select(EVIDENCE.SALT)
                .from(EVIDENCE)
                .where(EVIDENCE.ID.eq(id.number()))
                .fetchSingle(row -> Salt.of(row.value1()));
    }

    Set<EvidenceId> inLedger(DSLContext tx, Collection<EvidenceId> ids) {
        return tx.select(LEDGER_LEAF.ITEM_ID)
                .from(LEDGER_LEAF)
                .where(LEDGER_LEAF.KIND.eq("evidence"))
                .and(LEDGER_LEAF.ITEM_ID.eq(
                        DSL.any(ids.stream().map(EvidenceId::number).toArray(Long[]::new))))
                .fetchSet(row -> new EvidenceId(row.value1()));
    }

    Map<ControlRef, List<EvidenceId>> byControl(DSLContext tx, PackSection.Selection selection) {
        return tx.select(EVIDENCE_CONTROL.EDITION, EVIDENCE_CONTROL.CONTROL_ID, EVIDENCE.ID)
                .from(EVIDENCE)
                .join(EVIDENCE_CONTROL)
                .on(EVIDENCE_CONTROL.EVIDENCE_ID.eq(EVIDENCE.ID))
                .where(matches(selection.evidence()))
                .orderBy(EVIDENCE.ID)
                .fetchGroups(row -> ControlRef.of(row.value1(), row.value2()), row -> new EvidenceId(row.value3()));
    }

    /// The controls that a record is for.
    static SortedSet<ControlRef> controls(DSLContext tx, EvidenceId id) {
        return tx.select(CONTROLS)
                .from(EVIDENCE)
                .where(EVIDENCE.ID.eq(id.number()))
                .fetchSingle(row -> controls(row.value1()));
    }

    private static SortedSet<ControlRef> controls(String text) {
        return Arrays.stream(text.split(" "))
                .filter(control -> !control.isEmpty())
                .map(ControlRef::parse)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Evidence evidence(Record row, SortedSet<ControlRef> controls) {
        var former = row.get(EVIDENCE.SUPERSEDES);
        var later = row.get(SUPERSEDED_BY);
        return new Evidence(
                new EvidenceId(row.get(EVIDENCE.ID)),
                row.get(EVIDENCE.KIND),
                row.get(EVIDENCE.TITLE),
                EvidenceSource.of(row.get(EVIDENCE.SOURCE_KIND), row.get(EVIDENCE.SOURCE_REF)),
                row.get(EVIDENCE.SERVICE_ID),
                Collections.unmodifiableSortedSet(controls),
                new Period(row.get(EVIDENCE.VALID_FROM), row.get(EVIDENCE.VALID_TO)),
                row.get(EVIDENCE.RECORDED_AT),
                new Actor(
                        Actor.Kind.valueOf(row.get(EVIDENCE.ACTOR_KIND)
                                .toUpperCase(Locale.ROOT)
                                .replace(' ', '_')),
                        row.get(EVIDENCE.ACTOR_ID),
                        row.get(EVIDENCE.ACTOR_NAME)),
                new Evidence.Content(
                        new ContentDigest(row.get(EVIDENCE.SHA256)),
                        row.get(EVIDENCE.LENGTH),
                        row.get(EVIDENCE.MEDIA_TYPE)),
                former == null ? null : new EvidenceId(former),
                later == null ? null : new EvidenceId(later));
    }

    private static Condition matches(EvidenceFilter filter) {
        return DSL.and(
                filter.scope().reaches(EVIDENCE.SERVICE_ID),
                filter.service() == null ? noCondition() : EVIDENCE.SERVICE_ID.eq(filter.service()),
                filter.kind() == null ? noCondition() : EVIDENCE.KIND.eq(filter.kind()),
                filter.control() == null ? noCondition() : isFor(filter.control()),
                filter.source() == null ? noCondition() : EVIDENCE.SOURCE_KIND.eq(filter.source()),
                filter.from() == null ? noCondition() : EVIDENCE.VALID_TO.ge(filter.from()),
                filter.to() == null ? noCondition() : EVIDENCE.VALID_FROM.lt(filter.to()),
                Words.query(filter.words()).map(EvidenceStore::has).orElse(noCondition()));
    }

    /// The words stand in the statement itself: without them nobody knows how rare they are.
    private static Condition has(String query) {
        return DSL.condition("evidence.words @@ to_tsquery('simple', {0})", inline(query));
    }

    private static Condition isFor(ControlRef control) {
        return exists(selectOne()
                .from(EVIDENCE_CONTROL)
                .where(EVIDENCE_CONTROL.EVIDENCE_ID.eq(EVIDENCE.ID))
                .and(EVIDENCE_CONTROL.EDITION.eq(control.edition()))
                .and(EVIDENCE_CONTROL.CONTROL_ID.eq(control.id().value())));
    }
}
