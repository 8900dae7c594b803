package plumbline.server.evidence.ledger;

import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.field;
import static org.jooq.impl.DSL.max;
import static org.jooq.impl.DSL.select;
import static plumbline.schema.Tables.EVIDENCE;
import static plumbline.schema.Tables.JOURNAL_ENTRY;
import static plumbline.schema.Tables.LEDGER_LEAF;
import static plumbline.schema.Tables.LEDGER_LOG;
import static plumbline.schema.Tables.LEDGER_PENDING;
import static plumbline.schema.Tables.PACK_SEAL;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.jooq.DSLContext;
import org.jooq.Records;
import org.jooq.Row4;
import org.jooq.SQLDialect;
import org.jooq.exception.DataAccessException;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import plumbline.ledger.pack.Commitment;
import plumbline.ledger.pack.Salt;
import plumbline.ledger.pack.SaltedDigest;
import plumbline.server.evidence.ledger.LedgerItem.Kind;

/// All SQL of the ledger.
final class LedgerStore {
    /// A count of what waits stops here.
    static final int MOST_COUNTED = 10_000;

    private static final long LOCK = 0x706c_756d_6c65_6467L;

    /// Something that waits for its place.
    record Pending(long id, LedgerItem item) {}

    /// What the database knows of its log.
    record KnownLog(String origin, String keys, long size) {}

    /// The right to sequence and publish, for as long as it is open. It is a lock of one database session, so it ends
    /// with the process, and work done through it fails once it is lost.
    static final class Lease implements AutoCloseable {
        private final Connection connection;
        private final DSLContext database;

        private Lease(Connection connection) {
            this.connection = connection;
            this.database = DSL.using(connection, SQLDialect.POSTGRES);
        }

        DSLContext database() {
            return database;
        }

        @Override
        public void close() {
            try (connection) {
                database.execute("select pg_advisory_unlock(?)", LOCK);
            } catch (SQLException | DataAccessException lost) {
                // A lost session has released its locks already.
            }
        }
    }

    /// Takes the right, or answers nothing while another process has it.
    static Optional<Lease> tryLease(DataSource dataSource) {
        try {
            var connection = dataSource.getConnection();
            try {
                var lease = new Lease(connection);
                if (Boolean.TRUE.equals(lease.database.fetchValue("select pg_try_advisory_lock(?)", LOCK))) {
                    return Optional.of(lease);
                }
                connection.close();
                return Optional.empty();
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            throw new DataAccessException("the ledger cannot reach the database", e);
        }
    }

    /// What waits longest, as far as it is committed.
    List<Pending> pending(DSLContext tx, int limit) {
        return tx.selectFrom(LEDGER_PENDING)
                .orderBy(LEDGER_PENDING.ID)
                .limit(limit)
                .fetch(row ->
                        new Pending(row.getId(), new LedgerItem(LedgerItem.kind(row.getKind()), row.getItemId())));
    }

    /// How many wait for their place; [#MOST_COUNTED] stands for that many or more.
    /// How far the log has come, in one statement: many pages say it.
    ///
    /// @param waiting entries that no leaf was made for, counted up to a limit
    /// @param size leaves
    record Progress(long waiting, long size, @Nullable Instant publishedAt) {}

    Progress progress(DSLContext tx) {
        var waiting = select(count())
                .from(select(LEDGER_PENDING.ID)
                        .from(LEDGER_PENDING)
                        .orderBy(LEDGER_PENDING.ID)
                        .limit(MOST_COUNTED));
        var size = select(coalesce(max(LEDGER_LEAF.LEAF_INDEX).plus(1), 0L)).from(LEDGER_LEAF);
        return tx.select(
                        field(waiting).convertFrom(Integer::longValue),
                        field(size),
                        field(select(LEDGER_LOG.PUBLISHED_AT).from(LEDGER_LOG)))
                .fetchSingle(Records.mapping(Progress::new));
    }

    void removePending(DSLContext tx, List<Pending> taken) {
        tx.execute(
                "select leave_ledger_queue({0})",
                DSL.val(taken.stream().map(Pending::id).toArray(Long[]::new)));
    }

    /// Queues again what has neither a leaf nor a place in the queue, and says how much that was. Nothing is lost by
    /// itself: somebody with more rights than the application took it out.
    int requeueLost(DSLContext tx) {
        return tx.execute("""
                insert into ledger_pending (kind, item_id)
                select item.kind, item.id
                from (select 'journal' as kind, id from journal_entry
                      union all select 'evidence', id from evidence
                      union all select 'pack', pack_id from pack_seal) item
                where not exists (select from ledger_leaf l where l.kind = item.kind and l.item_id = item.id)
                  and not exists (select from ledger_pending p where p.kind = item.kind and p.item_id = item.id)
                order by item.kind, item.id""");
    }

    /// How many leaves have a place.
    long size(DSLContext tx) {
        var last = tx.select(max(LEDGER_LEAF.LEAF_INDEX)).from(LEDGER_LEAF).fetchSingle(max(LEDGER_LEAF.LEAF_INDEX));
        return last == null ? 0 : last + 1;
    }

    void insertLeaves(DSLContext tx, long first, List<Pending> taken, Map<LedgerItem, Commitment> commitments) {
        var insert = tx.insertInto(
                LEDGER_LEAF, LEDGER_LEAF.LEAF_INDEX, LEDGER_LEAF.KIND, LEDGER_LEAF.ITEM_ID, LEDGER_LEAF.LEAF);
        var rows = new ArrayList<Row4<Long, String, Long, byte[]>>(taken.size());
        long index = first;
        for (var pending : taken) {
            var commitment = commitments.get(pending.item());
            if (commitment == null) {
                throw new IllegalStateException(pending.item().id() + " waits for the ledger but is not there");
            }
            rows.add(DSL.row(
                    index++, pending.item().kind().word(), pending.item().number(), commitment.leaf()));
        }
        insert.valuesOfRows(rows).execute();
    }

    /// Leaves from an index on, in order.
    ///
    /// @throws LedgerDisagreement when one is missing between them
    List<byte[]> leaves(DSLContext tx, long from, int limit) {
        var leaves = new ArrayList<byte[]>();
        tx.select(LEDGER_LEAF.LEAF_INDEX, LEDGER_LEAF.LEAF)
                .from(LEDGER_LEAF)
                .where(LEDGER_LEAF.LEAF_INDEX.ge(from))
                .orderBy(LEDGER_LEAF.LEAF_INDEX)
                .limit(limit)
                .forEach(row -> {
                    if (row.value1() != from + leaves.size()) {
                        throw new LedgerDisagreement("The database has no leaf " + (from + leaves.size())
                                + " but later ones: restore a backup of it.");
                    }
                    leaves.add(row.value2());
                });
        return leaves;
    }

    OptionalLong index(DSLContext tx, LedgerItem item) {
        var index = tx.select(LEDGER_LEAF.LEAF_INDEX)
                .from(LEDGER_LEAF)
                .where(LEDGER_LEAF.KIND.eq(item.kind().word()))
                .and(LEDGER_LEAF.ITEM_ID.eq(item.number()))
                .fetchOne(LEDGER_LEAF.LEAF_INDEX);
        return index == null ? OptionalLong.empty() : OptionalLong.of(index);
    }

    /// The places of many items of one kind; those without a place are missing.
    Map<LedgerItem, Long> indexes(DSLContext tx, Kind kind, Collection<Long> numbers) {
        var indexes = new HashMap<LedgerItem, Long>();
        tx.select(LEDGER_LEAF.ITEM_ID, LEDGER_LEAF.LEAF_INDEX)
                .from(LEDGER_LEAF)
                .where(LEDGER_LEAF.KIND.eq(kind.word()))
                .and(LEDGER_LEAF.ITEM_ID.eq(DSL.any(numbers.toArray(Long[]::new))))
                .forEach(row -> indexes.put(new LedgerItem(kind, row.value1()), row.value2()));
        return indexes;
    }

    Map<LedgerItem, Commitment> commitments(DSLContext tx, Kind kind, Collection<Long> numbers) {
        if (numbers.isEmpty()) {
            return Map.of();
        }
        var ids = numbers.toArray(Long[]::new);
        return switch (kind) {
            case JOURNAL -> journal(tx, ids);
            case EVIDENCE -> evidence(tx, ids);
            case PACK -> packs(tx, ids);
        };
    }

    private static Map<LedgerItem, Commitment> journal(DSLContext tx, Long[] ids) {
        var entries = new HashMap<LedgerItem, Commitment>();
        tx.select(JOURNAL_ENTRY.ID, JOURNAL_ENTRY.AT, JOURNAL_ENTRY.CONTENT, JOURNAL_ENTRY.SALT)
                .from(JOURNAL_ENTRY)
                .where(JOURNAL_ENTRY.ID.eq(DSL.any(ids)))
                .forEach(row -> {
                    var item = LedgerItem.journal(row.value1());
                    var digest = Salt.of(row.value4()).digest(row.value3());
                    entries.put(item, new Commitment(item.id(), "journal", row.value2(), "application/json", digest));
                });
        return entries;
    }

    private static Map<LedgerItem, Commitment> evidence(DSLContext tx, Long[] ids) {
        var records = new HashMap<LedgerItem, Commitment>();
        tx.select(
                        EVIDENCE.ID,
                        EVIDENCE.KIND,
                        EVIDENCE.RECORDED_AT,
                        EVIDENCE.MEDIA_TYPE,
                        EVIDENCE.LENGTH,
                        EVIDENCE.COMMITTED_SHA256)
                .from(EVIDENCE)
                .where(EVIDENCE.ID.eq(DSL.any(ids)))
                .forEach(row -> {
                    var item = LedgerItem.evidence(row.value1());
                    var digest = new SaltedDigest(row.value5(), row.value6());
                    records.put(item, new Commitment(item.id(), row.value2(), row.value3(), row.value4(), digest));
                });
        return records;
    }

    private static Map<LedgerItem, Commitment> packs(DSLContext tx, Long[] ids) {
        var seals = new HashMap<LedgerItem, Commitment>();
        tx.selectFrom(PACK_SEAL).where(PACK_SEAL.PACK_ID.eq(DSL.any(ids))).forEach(row -> {
            var item = LedgerItem.pack(row.getPackId());
            var digest = new SaltedDigest(row.getLength(), row.getCommittedSha256());
            seals.put(item, new Commitment(item.id(), "pack", row.getSealedAt(), "application/json", digest));
        });
        return seals;
    }

    Optional<KnownLog> known(DSLContext tx) {
        return tx.selectFrom(LEDGER_LOG)
                .fetchOptional(row -> new KnownLog(row.getOrigin(), row.getKeys(), row.getSize()));
    }

    void remember(DSLContext tx, KnownLog log, Instant at) {
        tx.insertInto(LEDGER_LOG)
                .set(LEDGER_LOG.ORIGIN, log.origin())
                .set(LEDGER_LOG.KEYS, log.keys())
                .set(LEDGER_LOG.SIZE, log.size())
                .set(LEDGER_LOG.PUBLISHED_AT, at)
                .onConflict(LEDGER_LOG.ID)
                .doUpdate()
                .set(LEDGER_LOG.SIZE, log.size())
                .set(LEDGER_LOG.PUBLISHED_AT, at)
                .execute();
    }
}
