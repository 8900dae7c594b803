package plumbline.server.evidence;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import plumbline.catalog.Catalog;
import plumbline.catalog.ControlRef;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Database;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Transactions;
import plumbline.testkit.MutableClock;
import plumbline.testkit.TestPostgres;

/// A database, a body store and a recorder, without the web around them.
public final class EvidenceFixtures implements AutoCloseable {
    public static final Catalog CATALOG = Catalog.load();
    public static final Actor ANNA = new Actor(Actor.Kind.PERSON, "account:1", "Anna");
    public static final Set<ControlRef> CONTROLS =
            Set.of(ControlRef.of("2015", "CLD.9.5.1"), ControlRef.of("2015", "10.1.1"));

    public final MutableClock clock = MutableClock.at("2026-11-23T10:00:00Z");
    public final String url = TestPostgres.empty();
    public final Database database = Database.at(url, url);
    public final Transactions transactions = new Transactions(database.dataSource());
    public final Journal journal = new Journal(clock);
    public final BodyStore bodies;
    public final EvidenceRecorder recorder;
    public final EvidenceQueries queries;

    public EvidenceFixtures(Path folder) {
        var store = new EvidenceStore();
        bodies = new FolderBodyStore(folder.resolve("blobs"));
        recorder = new EvidenceRecorder(CATALOG, bodies, store, journal);
        queries = new EvidenceQueries(transactions, store, CATALOG, journal);
    }

    public NewEvidence scan(String content, long service, String validAt) {
        return evidence(content, service, Period.at(Instant.parse(validAt)));
    }

    public NewEvidence evidence(String content, Long service, Period valid) {
        return new NewEvidence(
                "iac-scan-result",
                "Scan of infra",
                new EvidenceSource.Scan("SCN-1"),
                service,
                CONTROLS,
                valid,
                "application/x-ndjson",
                bodies.put(content.getBytes(StandardCharsets.UTF_8)).digest(),
                ANNA,
                null);
    }

    public Recorded record(NewEvidence evidence) {
        return transactions.get(tx -> recorder.record(tx, evidence));
    }

    @Override
    public void close() {
        database.close();
    }
}
