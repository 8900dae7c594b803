package plumbline.server.control;

import static plumbline.schema.Tables.APPLICABILITY_DECISION;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import plumbline.catalog.ControlRef;
import plumbline.schema.tables.records.ApplicabilityDecisionRecord;

/// SQL of the statement of applicability.
final class ApplicabilityStore {

    /// The decisions that hold, by control.
    Map<ControlRef, Applicability> current(DSLContext database, String edition) {
        var decisions = new HashMap<ControlRef, Applicability>();
        database.selectFrom(APPLICABILITY_DECISION)
                .where(APPLICABILITY_DECISION.EDITION.eq(edition))
                .orderBy(APPLICABILITY_DECISION.VERSION)
                .fetch(ApplicabilityStore::decision)
                .forEach(decision -> decisions.put(decision.control(), decision));
        return decisions;
    }

    /// Every decision about a control, the newest first.
    List<Applicability> history(DSLContext database, ControlRef control) {
        return database.selectFrom(APPLICABILITY_DECISION)
                .where(APPLICABILITY_DECISION.EDITION.eq(control.edition()))
                .and(APPLICABILITY_DECISION.CONTROL_ID.eq(control.id().value()))
                .orderBy(APPLICABILITY_DECISION.VERSION.desc())
                .fetch(ApplicabilityStore::decision);
    }

    /// Keeps a decision. That version of it must not be there, which whoever holds the statement knows.
    void insert(DSLContext transaction, Applicability decision) {
        transaction
                .insertInto(APPLICABILITY_DECISION)
                .set(APPLICABILITY_DECISION.EDITION, decision.control().edition())
                .set(APPLICABILITY_DECISION.CONTROL_ID, decision.control().id().value())
                .set(APPLICABILITY_DECISION.VERSION, decision.version())
                .set(APPLICABILITY_DECISION.APPLICABLE, decision.applicable())
                .set(APPLICABILITY_DECISION.REASON, decision.reason())
                .set(APPLICABILITY_DECISION.ACTOR_ID, decision.decidedById())
                .set(APPLICABILITY_DECISION.ACTOR_NAME, decision.decidedBy())
                .set(APPLICABILITY_DECISION.DECIDED_AT, decision.decidedAt())
                .execute();
    }

    private static Applicability decision(ApplicabilityDecisionRecord row) {
        return new Applicability(
                ControlRef.of(row.getEdition(), row.getControlId()),
                row.getVersion(),
                row.getApplicable(),
                row.getReason(),
                row.getActorId(),
                row.getActorName(),
                row.getDecidedAt());
    }
}
