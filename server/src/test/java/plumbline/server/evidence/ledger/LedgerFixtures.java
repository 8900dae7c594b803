package plumbline.server.evidence.ledger;

import static plumbline.schema.Tables.JOURNAL_ENTRY;
import static plumbline.schema.Tables.LEDGER_LEAF;

import java.nio.file.Path;
import java.util.List;
import plumbline.ledger.LogKeys;
import plumbline.ledger.Policy;
import plumbline.ledger.log.LogReader;
import plumbline.ledger.pack.Commitment;
import plumbline.ledger.pack.Salt;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Database;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Subject;
import plumbline.server.platform.Transactions;
import plumbline.testkit.MutableClock;
import plumbline.testkit.TestPostgres;

/// A database and a folder for its log, with a publisher's terms taken by hand.
public final class LedgerFixtures implements AutoCloseable {
    public final MutableClock clock = MutableClock.at("2026-11-23T10:00:00Z");
    public final String url;
    public final Database database;
    public final Transactions transactions;
    public final Journal journal = new Journal(clock);
    public final LedgerStore store = new LedgerStore();
    public final LedgerSettings settings;
    public final LogKeys keys;

    public LedgerFixtures(Path home) {
        this(home, TestPostgres.empty());
    }

    public LedgerFixtures(Path home, String url) {
        this.url = url;
        database = Database.at(url, url);
        transactions = new Transactions(database.dataSource());
        settings = new LedgerSettings(
                home.resolve("ledger"),
                home.resolve("keys").resolve("ledger.key"),
                "plumbline.example/ledger",
                false,
                List.of());
        keys = LedgerKeys.take(settings);
    }

    /// Appends journal entries, each in a transaction of its own.
    public void journal(int count) {
        for (int i = 0; i < count; i++) {
            transactions.run(tx -> journal.append(tx, Actor.SYSTEM, "test.done", Subject.of("test", "one")));
        }
    }

    Publication begin() {
        var lease = LedgerStore.tryLease(database.dataSource()).orElseThrow();
        try {
            return Publication.begin(store, lease, settings, keys, clock);
        } catch (RuntimeException e) {
            lease.close();
            throw e;
        }
    }

    /// One whole term: begin, do all there is, end.
    public void publishAll() {
        try (var publication = begin()) {
            while (publication.round()) {
                clock.advance(java.time.Duration.ofSeconds(1));
            }
        }
    }

    public LogReader reader() {
        return LogReader.open(settings.folder(), Policy.ofLog(keys.verifiers()));
    }

    /// The log's entries as they can be read, each proven.
    public List<String> published() {
        var reader = reader();
        return java.util.stream.LongStream.range(0, reader.checkpoint().size())
                .mapToObj(index -> Commitment.read(reader.entry(index)).id())
                .toList();
    }

    /// Ids of the database's leaves in their order.
    public List<String> sequenced() {
        return transactions
                .reading()
                .selectFrom(LEDGER_LEAF)
                .orderBy(LEDGER_LEAF.LEAF_INDEX)
                .fetch(row -> new LedgerItem(LedgerItem.kind(row.getKind()), row.getItemId()).id());
    }

    /// Every journal entry's commitment, made anew from the entry.
    public List<Commitment> expected() {
        return transactions
                .reading()
                .selectFrom(JOURNAL_ENTRY)
                .orderBy(JOURNAL_ENTRY.ID)
                .fetch(row -> new Commitment(
                        "JRN-" + row.getId(),
                        "journal",
                        row.getAt(),
                        "application/json",
                        Salt.of(row.getSalt()).digest(row.getContent())));
    }

    @Override
    public void close() {
        database.close();
    }
}
