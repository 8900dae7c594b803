package plumbline.server.evidence;

import static org.jooq.impl.DSL.notExists;
import static org.jooq.impl.DSL.selectOne;
import static plumbline.schema.Tables.EVIDENCE;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jooq.DSLContext;
import plumbline.server.evidence.EvidenceSearch.Expiring;
import plumbline.server.identity.Principal.Scope;

/// SQL about what will soon no longer be fresh.
final class FreshnessStore {

    /// After the first moment, up to the second.
    record Span(Instant now, Instant until) {}

    /// Reads only what is fresh now: of each thing the record that stays fresh longest.
    List<Expiring> expiring(DSLContext database, Scope within, Span span, int limit) {
        var later = EVIDENCE.as("later");
        var longest = database.select(EVIDENCE.ID, EVIDENCE.TITLE, EVIDENCE.FRESH_UNTIL)
                .distinctOn(EVIDENCE.KIND, EVIDENCE.SERVICE_ID, EVIDENCE.TITLE)
                .from(EVIDENCE)
                .where(EVIDENCE.FRESH_UNTIL.gt(span.now()))
                .and(within.reaches(EVIDENCE.SERVICE_ID))
                .and(notExists(selectOne().from(later).where(later.SUPERSEDES.eq(EVIDENCE.ID))))
                .orderBy(EVIDENCE.KIND, EVIDENCE.SERVICE_ID, EVIDENCE.TITLE, EVIDENCE.FRESH_UNTIL.desc())
                .asTable("longest");
        var until = Objects.requireNonNull(longest.field(EVIDENCE.FRESH_UNTIL));
        var id = Objects.requireNonNull(longest.field(EVIDENCE.ID));
        return database.select(id, longest.field(EVIDENCE.TITLE), until)
                .from(longest)
                .where(until.le(span.until()))
                .orderBy(until, id)
                .limit(limit)
                .fetch(row -> new Expiring(new EvidenceId(row.value1()), row.value2(), row.value3()));
    }
}
