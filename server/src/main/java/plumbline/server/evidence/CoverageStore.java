package plumbline.server.evidence;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.excluded;
import static org.jooq.impl.DSL.inline;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;
import static plumbline.schema.Tables.EVIDENCE;
import static plumbline.schema.Tables.EVIDENCE_CONTROL;
import static plumbline.schema.Tables.EVIDENCE_COVERAGE;

import java.time.Instant;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import plumbline.catalog.ControlRef;
import plumbline.server.identity.Principal.Scope;

/// SQL that counts, as records come, how much evidence each control has and until when it is fresh.
final class CoverageStore {
    private static final plumbline.schema.tables.Evidence LATER = EVIDENCE.as("later");

    /// Evidence of no one service is counted under this key.
    static final long NO_SERVICE = 0;

    /// Counts it for each control. The controls are sorted, so two recorders wait for each other and never lock up.
    void cover(DSLContext tx, NewEvidence evidence, Instant freshUntil) {
        var controls = evidence.controls();
        if (controls.isEmpty()) {
            return;
        }
        var coverage = EVIDENCE_COVERAGE;
        tx.insertInto(
                        coverage,
                        coverage.EDITION,
                        coverage.CONTROL_ID,
                        coverage.SERVICE_KEY,
                        coverage.RECORDS,
                        coverage.NEWEST,
                        coverage.FRESH_UNTIL)
                .valuesOfRows(controls.stream()
                        .map(control -> DSL.row(
                                control.edition(),
                                control.id().value(),
                                key(evidence.serviceId()),
                                1L,
                                evidence.valid().to(),
                                freshUntil))
                        .toList())
                .onConflict(coverage.EDITION, coverage.CONTROL_ID, coverage.SERVICE_KEY)
                .doUpdate()
                .set(coverage.RECORDS, coverage.RECORDS.plus(1))
                .set(coverage.NEWEST, DSL.greatest(coverage.NEWEST, excluded(coverage.NEWEST)))
                .set(coverage.FRESH_UNTIL, DSL.greatest(coverage.FRESH_UNTIL, excluded(coverage.FRESH_UNTIL)))
                .execute();
    }

    /// Counts anew for the controls of a record that has just been superseded.
    void recount(DSLContext tx, EvidenceId former) {
        var coverage = EVIDENCE_COVERAGE;
        var old = tx.selectFrom(EVIDENCE).where(EVIDENCE.ID.eq(former.number())).fetchSingle();
        for (var control : EvidenceStore.controls(tx, former)) {
            var here = coverage.EDITION
                    .eq(control.edition())
                    .and(coverage.CONTROL_ID.eq(control.id().value()))
                    .and(coverage.SERVICE_KEY.eq(key(old.getServiceId())));
            var standing = tx.select(count(), max(EVIDENCE.VALID_TO), max(EVIDENCE.FRESH_UNTIL))
                    .from(EVIDENCE)
                    .join(EVIDENCE_CONTROL)
                    .on(EVIDENCE_CONTROL.EVIDENCE_ID.eq(EVIDENCE.ID))
                    .where(EVIDENCE_CONTROL.EDITION.eq(control.edition()))
                    .and(EVIDENCE_CONTROL.CONTROL_ID.eq(control.id().value()))
                    .and(coalesce(EVIDENCE.SERVICE_ID, inline(NO_SERVICE)).eq(key(old.getServiceId())))
                    .and(stands())
                    .fetchSingle();
            if (standing.value1() == 0) {
                tx.deleteFrom(coverage).where(here).execute();
            } else {
                tx.update(coverage)
                        .set(coverage.RECORDS, standing.value1().longValue())
                        .set(coverage.NEWEST, standing.value2())
                        .set(coverage.FRESH_UNTIL, standing.value3())
                        .where(here)
                        .execute();
            }
        }
    }

    private static Condition stands() {
        return notExists(selectOne().from(LATER).where(LATER.SUPERSEDES.eq(EVIDENCE.ID)));
    }

    static long key(@Nullable Long serviceId) {
        return serviceId == null ? NO_SERVICE : serviceId;
    }

    /// Counts and newest time by control; of these services and what belongs to no one service.
    Map<ControlRef, EvidenceQueries.Coverage> byControl(DSLContext tx, String edition, Scope within) {
        var coverage = EVIDENCE_COVERAGE;
        return tx.select(
                        coverage.CONTROL_ID,
                        DSL.sum(coverage.RECORDS).cast(Long.class),
                        max(coverage.NEWEST),
                        max(coverage.FRESH_UNTIL))
                .from(coverage)
                .where(coverage.EDITION.eq(edition))
                .and(coverage.SERVICE_KEY.eq(NO_SERVICE).or(within.reaches(coverage.SERVICE_KEY)))
                .groupBy(coverage.CONTROL_ID)
                .fetchMap(
                        row -> ControlRef.of(edition, row.value1()),
                        row -> new EvidenceQueries.Coverage(row.value2(), row.value3(), row.value4()));
    }
}
