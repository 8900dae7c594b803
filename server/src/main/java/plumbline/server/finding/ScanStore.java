package plumbline.server.finding;

import static plumbline.schema.Tables.CLOUD_SERVICE;
import static plumbline.schema.Tables.SCAN;
import static plumbline.schema.Tables.SCAN_PART;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import plumbline.ledger.json.CanonicalJson;
import plumbline.ledger.json.JsonReader;
import plumbline.server.estate.CloudService;
import plumbline.server.finding.Scan.Outcome;
import plumbline.server.identity.Principal.Scope;
import plumbline.server.platform.Actor;
import plumbline.server.platform.condition.Words;

/// SQL of scans and their parts.
final class ScanStore {
    /// The header, with its locals and modules, is read only where it is needed.
    private static final List<Field<?>> COLUMNS = Arrays.stream(SCAN.fields())
            .filter(field -> !field.equals(SCAN.HEADER))
            .toList();

    Optional<Scan> open(DSLContext database, long serviceId, String digest) {
        return scan(
                database,
                SCAN.SERVICE_ID.eq(serviceId).and(SCAN.DIGEST.eq(digest)).and(SCAN.STATE.eq("open")));
    }

    Optional<Scan> find(DSLContext database, long number, Scope scope) {
        return scan(database, SCAN.ID.eq(number).and(scope.reaches(SCAN.SERVICE_ID)));
    }

    /// The scans before a number, newest first.
    List<Scan> before(DSLContext database, Scope scope, String service, long number, int limit) {
        return database.select(COLUMNS)
                .select(CLOUD_SERVICE.KEY)
                .from(SCAN)
                .join(CLOUD_SERVICE)
                .on(CLOUD_SERVICE.ID.eq(SCAN.SERVICE_ID))
                .where(SCAN.ID
                        .lt(number)
                        .and(scope.reaches(SCAN.SERVICE_ID))
                        .and(service.isEmpty() ? DSL.noCondition() : CLOUD_SERVICE.KEY.eq(service)))
                .orderBy(SCAN.ID.desc())
                .limit(limit)
                .fetch(row -> scan(row, List.of()));
    }

    List<Scan> search(DSLContext database, Scope scope, String words, int limit) {
        var condition = Scan.number(words.strip().toUpperCase(Locale.ROOT))
                .map(SCAN.ID::eq)
                .or(() -> Words.query(words).map(ScanStore::has));
        if (condition.isEmpty()) {
            return List.of();
        }
        return database.select(COLUMNS)
                .select(CLOUD_SERVICE.KEY)
                .from(SCAN)
                .join(CLOUD_SERVICE)
                .on(CLOUD_SERVICE.ID.eq(SCAN.SERVICE_ID))
                .where(condition.get())
                .and(scope.reaches(SCAN.SERVICE_ID))
                .orderBy(SCAN.ID.desc())
                .limit(limit)
                .fetch(row -> scan(row, List.of()));
    }

    /// As the index on words has it.
    private static Condition has(String query) {
        return DSL.condition("""
                to_tsvector('simple', regexp_replace(
                  {0} || ' ' || coalesce({1}, '') || ' ' || {2} || ' ' || {3}, '[^[:alnum:]]+', ' ', 'g'))
                  @@ to_tsquery('simple', {4})""", SCAN.SOURCE, SCAN.COMMIT_ID, SCAN.TOOL, SCAN.ACTOR_NAME, DSL.val(query));
    }

    long insert(DSLContext transaction, CloudService service, ScanHeader header, Actor actor, Instant now) {
        var row = transaction.newRecord(SCAN);
        row.setServiceId(service.id());
        row.setSource(header.source());
        row.setCommitId(header.commit());
        row.setDigest(header.digest());
        row.setHeader(CanonicalJson.bytes(header.document()));
        row.setTool(header.tool());
        row.setTotal(header.size().total());
        row.setParts(header.size().parts());
        row.setState("open");
        row.setBegunAt(now);
        row.setActorId(actor.id());
        row.setActorName(actor.name());
        row.store();
        return row.getId();
    }

    int countOpen(DSLContext transaction, long serviceId) {
        return transaction.fetchCount(SCAN, SCAN.SERVICE_ID.eq(serviceId).and(SCAN.STATE.eq("open")));
    }

    int deleteOpenBefore(DSLContext transaction, Instant moment) {
        return transaction
                .deleteFrom(SCAN)
                .where(SCAN.STATE.eq("open").and(SCAN.BEGUN_AT.lt(moment)))
                .execute();
    }

    /// Holds the service's scans against others until the transaction ends.
    void lock(DSLContext transaction, long serviceId) {
        transaction
                .select(CLOUD_SERVICE.ID)
                .from(CLOUD_SERVICE)
                .where(CLOUD_SERVICE.ID.eq(serviceId))
                .forNoKeyUpdate()
                .fetch();
    }

    ScanHeader header(DSLContext database, Scan scan) {
        return database.select(SCAN.HEADER)
                .from(SCAN)
                .where(SCAN.ID.eq(scan.number()))
                .fetchSingle(row -> ScanHeader.read(JsonReader.readObject(row.value1())));
    }

    /// Keeps a part; answers what is held under its number, which is the older one when there was one.
    byte[] keepPart(DSLContext transaction, Scan scan, int part, byte[] lines) {
        transaction
                .insertInto(SCAN_PART)
                .set(SCAN_PART.SCAN_ID, scan.number())
                .set(SCAN_PART.PART, part)
                .set(SCAN_PART.LINES, lines)
                .onConflictDoNothing()
                .execute();
        return transaction
                .select(SCAN_PART.LINES)
                .from(SCAN_PART)
                .where(SCAN_PART.SCAN_ID.eq(scan.number()))
                .and(SCAN_PART.PART.eq(part))
                .fetchSingle(row -> row.value1());
    }

    /// How much the parts hold; PostgreSQL knows it without reading them.
    long bytes(DSLContext database, Scan scan) {
        return database.select(DSL.coalesce(
                        DSL.sum(DSL.field("octet_length({0})", Long.class, SCAN_PART.LINES)), BigDecimal.ZERO))
                .from(SCAN_PART)
                .where(SCAN_PART.SCAN_ID.eq(scan.number()))
                .fetchSingle(row -> row.value1().longValue());
    }

    /// The parts in order, one at a time; the caller closes the stream.
    Stream<byte[]> parts(DSLContext transaction, Scan scan) {
        return transaction
                .select(SCAN_PART.LINES)
                .from(SCAN_PART)
                .where(SCAN_PART.SCAN_ID.eq(scan.number()))
                .orderBy(SCAN_PART.PART)
                .fetchSize(10)
                .fetchStream()
                .map(row -> row.value1());
    }

    void complete(DSLContext transaction, Scan scan, Outcome outcome, Instant now) {
        transaction
                .update(SCAN)
                .set(SCAN.STATE, "complete")
                .set(SCAN.COMPLETED_AT, now)
                .set(SCAN.OPENED, outcome.opened())
                .set(SCAN.STAYED, outcome.stayed())
                .set(SCAN.CLOSED, outcome.closed())
                .set(SCAN.UNKNOWN, outcome.unknown())
                .set(SCAN.EVIDENCE_ID, outcome.evidence())
                .where(SCAN.ID.eq(scan.number()))
                .execute();
        transaction
                .deleteFrom(SCAN_PART)
                .where(SCAN_PART.SCAN_ID.eq(scan.number()))
                .execute();
    }

    private static Optional<Scan> scan(DSLContext database, Condition condition) {
        var received = DSL.field(DSL.select(DSL.arrayAgg(SCAN_PART.PART).orderBy(SCAN_PART.PART))
                .from(SCAN_PART)
                .where(SCAN_PART.SCAN_ID.eq(SCAN.ID)));
        return database.select(COLUMNS)
                .select(CLOUD_SERVICE.KEY, received)
                .from(SCAN)
                .join(CLOUD_SERVICE)
                .on(CLOUD_SERVICE.ID.eq(SCAN.SERVICE_ID))
                .where(condition)
                .fetchOptional(row -> scan(row, numbers(row.get(received))));
    }

    private static List<Integer> numbers(Integer @Nullable [] parts) {
        return parts == null ? List.of() : Arrays.asList(parts);
    }

    private static Scan scan(Record row, List<Integer> received) {
        var outcome = "complete".equals(row.get(SCAN.STATE))
                ? new Outcome(
                        row.get(SCAN.OPENED),
                        row.get(SCAN.STAYED),
                        row.get(SCAN.CLOSED),
                        row.get(SCAN.UNKNOWN),
                        row.get(SCAN.EVIDENCE_ID))
                : null;
        return new Scan(
                row.get(SCAN.ID),
                row.get(SCAN.SERVICE_ID),
                row.get(CLOUD_SERVICE.KEY),
                row.get(SCAN.SOURCE),
                row.get(SCAN.COMMIT_ID),
                row.get(SCAN.DIGEST),
                row.get(SCAN.TOOL),
                new ScanHeader.Size(row.get(SCAN.TOTAL), row.get(SCAN.PARTS)),
                new Scan.Times(row.get(SCAN.BEGUN_AT), row.get(SCAN.COMPLETED_AT)),
                row.get(SCAN.ACTOR_NAME),
                received,
                outcome);
    }
}
