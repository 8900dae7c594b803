package plumbline.server.evidence.pack;

import static plumbline.schema.Tables.EVIDENCE;
import static plumbline.schema.Tables.JOURNAL_ENTRY;
import static plumbline.schema.Tables.LEDGER_LEAF;
import static plumbline.schema.Tables.LEDGER_PENDING;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.impl.DSL;
import plumbline.ledger.json.JsonReader;
import plumbline.ledger.pack.Commitment;
import plumbline.ledger.pack.JournalLine;
import plumbline.ledger.pack.Salt;
import plumbline.server.evidence.PackSection.Selection;
import plumbline.server.evidence.ledger.LedgerItem;

/// SQL of what a pack holds of the log. All of it is append-only, so a selection below a size of the log stays the
/// same for ever.
final class LeafStore {

    /// Where something stands in the log.
    record Place(long index, long number) {}

    /// A piece of evidence in the log.
    record Proven(long index, Commitment commitment, Salt salt) {}

    /// Whether something of the selection still waits for its place in the log.
    boolean waits(DSLContext snapshot, Selection selection) {
        return waits(snapshot, JOURNAL_ENTRY, JOURNAL_ENTRY.ID, LedgerItem.Kind.JOURNAL, journal(selection))
                || waits(snapshot, EVIDENCE, EVIDENCE.ID, LedgerItem.Kind.EVIDENCE, evidence(selection));
    }

    private static boolean waits(
            DSLContext snapshot, Table<?> table, TableField<?, Long> id, LedgerItem.Kind kind, Condition selected) {
        return snapshot.fetchExists(DSL.selectOne()
                .from(LEDGER_PENDING)
                .join(table)
                .on(id.eq(LEDGER_PENDING.ITEM_ID))
                .where(LEDGER_PENDING.KIND.eq(kind.word()))
                .and(selected));
    }

    /// How many leaves have a place.
    long size(DSLContext snapshot) {
        var last = snapshot.select(DSL.max(LEDGER_LEAF.LEAF_INDEX))
                .from(LEDGER_LEAF)
                .fetchSingle(row -> row.value1());
        return last == null ? 0 : last + 1;
    }

    /// The journal of the selection below a size of the log, in the log's order.
    List<Place> journal(DSLContext tx, Selection selection, long size, int limit) {
        return tx.select(LEDGER_LEAF.LEAF_INDEX, JOURNAL_ENTRY.ID)
                .from(JOURNAL_ENTRY)
                .join(LEDGER_LEAF)
                .on(LEDGER_LEAF.KIND.eq(LedgerItem.Kind.JOURNAL.word()))
                .and(LEDGER_LEAF.ITEM_ID.eq(JOURNAL_ENTRY.ID))
                .where(journal(selection))
                .and(LEDGER_LEAF.LEAF_INDEX.lt(size))
                .orderBy(LEDGER_LEAF.LEAF_INDEX)
                .limit(limit)
                .fetch(row -> new Place(row.value1(), row.value2()));
    }

    /// The entries at these places, in their order, each under the commitment that the log has.
    List<JournalLine> lines(DSLContext tx, List<Place> places) {
        return tx.select(LEDGER_LEAF.LEAF, JOURNAL_ENTRY.SALT, JOURNAL_ENTRY.CONTENT)
                .from(LEDGER_LEAF)
                .join(JOURNAL_ENTRY)
                .on(JOURNAL_ENTRY.ID.eq(LEDGER_LEAF.ITEM_ID))
                .where(LEDGER_LEAF.LEAF_INDEX.eq(
                        DSL.any(places.stream().map(Place::index).toArray(Long[]::new))))
                .orderBy(LEDGER_LEAF.LEAF_INDEX)
                .fetch(row -> new JournalLine(
                        Commitment.read(row.value1()),
                        Optional.of(new JournalLine.Disclosed(
                                Salt.of(row.value2()), JsonReader.readCanonical(row.value3())))));
    }

    /// The evidence of the selection below a size of the log, by its number.
    Map<Long, Proven> evidence(DSLContext tx, Selection selection, long size) {
        var found = new HashMap<Long, Proven>();
        tx.select(EVIDENCE.ID, LEDGER_LEAF.LEAF_INDEX, LEDGER_LEAF.LEAF, EVIDENCE.SALT)
                .from(EVIDENCE)
                .join(LEDGER_LEAF)
                .on(LEDGER_LEAF.KIND.eq(LedgerItem.Kind.EVIDENCE.word()))
                .and(LEDGER_LEAF.ITEM_ID.eq(EVIDENCE.ID))
                .where(evidence(selection))
                .and(LEDGER_LEAF.LEAF_INDEX.lt(size))
                .forEach(row -> found.put(
                        row.value1(), new Proven(row.value2(), Commitment.read(row.value3()), Salt.of(row.value4()))));
        return found;
    }

    private static Condition journal(Selection selection) {
        return JOURNAL_ENTRY
                .SERVICE_ID
                .eq(selection.serviceId())
                .and(JOURNAL_ENTRY.AT.ge(selection.from()))
                .and(JOURNAL_ENTRY.AT.lt(selection.to()));
    }

    /// As [Selection#evidence] says it.
    private static Condition evidence(Selection selection) {
        return EVIDENCE.SERVICE_ID
                .eq(selection.serviceId())
                .and(EVIDENCE.VALID_TO.ge(selection.from()))
                .and(EVIDENCE.VALID_FROM.lt(selection.to()));
    }
}
