package plumbline.server.control.statement;

import static plumbline.schema.Tables.STATEMENT_VERSION;

import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.SelectConditionStep;
import org.jooq.impl.DSL;
import plumbline.server.decision.matter.ContentHash;
import plumbline.server.platform.Actor;

/// SQL of the versions of statements.
final class StatementVersionStore {

    void insert(DSLContext transaction, StatementVersion version, StatementContent content, Actor by) {
        transaction
                .insertInto(STATEMENT_VERSION)
                .set(STATEMENT_VERSION.EDITION, version.edition())
                .set(STATEMENT_VERSION.NUMBER, version.number())
                .set(STATEMENT_VERSION.STATE, version.state().word())
                .set(STATEMENT_VERSION.CONTENT, content.bytes())
                .set(
                        STATEMENT_VERSION.CONTENT_HASH,
                        HexFormat.of().parseHex(version.hash().hex()))
                .set(STATEMENT_VERSION.DECISION, version.decision())
                .set(STATEMENT_VERSION.SUBMITTED_BY_ID, by.id())
                .set(STATEMENT_VERSION.SUBMITTED_BY, by.name())
                .set(STATEMENT_VERSION.SUBMITTED_AT, version.submittedAt())
                .execute();
    }

    /// The number that the next version gets.
    int next(DSLContext transaction, String edition) {
        return transaction
                        .select(DSL.coalesce(DSL.max(STATEMENT_VERSION.NUMBER), 0))
                        .from(STATEMENT_VERSION)
                        .where(STATEMENT_VERSION.EDITION.eq(edition))
                        .fetchSingle()
                        .value1()
                + 1;
    }

    /// The versions of an edition, the newest first.
    List<StatementVersion> all(DSLContext database, String edition) {
        return select(database, edition)
                .orderBy(STATEMENT_VERSION.NUMBER.desc())
                .fetch(StatementVersionStore::version);
    }

    Optional<StatementVersion> find(DSLContext database, String edition, int number) {
        return select(database, edition)
                .and(STATEMENT_VERSION.NUMBER.eq(number))
                .fetchOptional(StatementVersionStore::version);
    }

    /// The one version of an edition that is in this state.
    Optional<StatementVersion> find(DSLContext database, String edition, StatementState state) {
        return select(database, edition)
                .and(STATEMENT_VERSION.STATE.eq(state.word()))
                .orderBy(STATEMENT_VERSION.NUMBER.desc())
                .limit(1)
                .fetchOptional(StatementVersionStore::version);
    }

    byte[] content(DSLContext database, StatementVersion version) {
        return database.select(STATEMENT_VERSION.CONTENT)
                .from(STATEMENT_VERSION)
                .where(STATEMENT_VERSION.EDITION.eq(version.edition()))
                .and(STATEMENT_VERSION.NUMBER.eq(version.number()))
                .fetchSingle()
                .value1();
    }

    void approve(DSLContext transaction, StatementVersion version, Instant at) {
        transaction
                .update(STATEMENT_VERSION)
                .set(STATEMENT_VERSION.STATE, StatementState.APPROVED.word())
                .set(STATEMENT_VERSION.APPROVED_AT, at)
                .where(STATEMENT_VERSION.EDITION.eq(version.edition()))
                .and(STATEMENT_VERSION.NUMBER.eq(version.number()))
                .execute();
    }

    void end(DSLContext transaction, StatementVersion version, StatementState state, Instant at) {
        transaction
                .update(STATEMENT_VERSION)
                .set(STATEMENT_VERSION.STATE, state.word())
                .set(STATEMENT_VERSION.ENDED_AT, at)
                .where(STATEMENT_VERSION.EDITION.eq(version.edition()))
                .and(STATEMENT_VERSION.NUMBER.eq(version.number()))
                .execute();
    }

    private static SelectConditionStep<Record> select(DSLContext database, String edition) {
        return database.select(STATEMENT_VERSION.fields())
                .from(STATEMENT_VERSION)
                .where(STATEMENT_VERSION.EDITION.eq(edition));
    }

    private static StatementVersion version(Record row) {
        return new StatementVersion(
                row.get(STATEMENT_VERSION.EDITION),
                row.get(STATEMENT_VERSION.NUMBER),
                StatementState.of(row.get(STATEMENT_VERSION.STATE)),
                new ContentHash(HexFormat.of().formatHex(row.get(STATEMENT_VERSION.CONTENT_HASH))),
                row.get(STATEMENT_VERSION.DECISION),
                row.get(STATEMENT_VERSION.SUBMITTED_BY),
                row.get(STATEMENT_VERSION.SUBMITTED_AT),
                row.get(STATEMENT_VERSION.APPROVED_AT),
                row.get(STATEMENT_VERSION.ENDED_AT));
    }
}
