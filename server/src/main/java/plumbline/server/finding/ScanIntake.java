package plumbline.server.finding;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import plumbline.catalog.ControlRef;
import plumbline.ledger.json.CanonicalJson;
import plumbline.ledger.json.JsonObject;
import plumbline.ledger.json.JsonReader;
import plumbline.server.estate.CloudService;
import plumbline.server.evidence.BodyStore;
import plumbline.server.evidence.EvidenceRecorder;
import plumbline.server.evidence.EvidenceSource;
import plumbline.server.evidence.NewEvidence;
import plumbline.server.evidence.Period;
import plumbline.server.evidence.Recorded;
import plumbline.server.finding.Scan.Outcome;
import plumbline.server.identity.Permission;
import plumbline.server.identity.Principal;
import plumbline.server.platform.Actor;
import plumbline.server.platform.Journal;
import plumbline.server.platform.Subject;
import plumbline.server.platform.Transactions;

/// Takes scans in: begun, part by part in any order, then completed, each step repeatable without harm.
public final class ScanIntake {
    private static final String EVIDENCE_KIND = "iac-scan-result";
    private static final String MEDIA_TYPE = "application/x-ndjson";
    private static final long MOST_BYTES = 512L << 20;

    /// A pipeline has one or two at a time.
    static final int MOST_OPEN = 20;

    /// What is not completed within this time is thrown away.
    static final Duration LONGEST_OPEN = Duration.ofDays(1);

    private final Transactions transactions;
    private final Journal journal;
    private final BodyStore bodies;
    private final EvidenceRecorder evidence;
    private final ScanNews news;
    private final long most;
    private final ScanStore store = new ScanStore();

    /// What a scan is made into, and who hears of it.
    record Parts(BodyStore bodies, EvidenceRecorder evidence, ScanNews news) {}

    ScanIntake(Transactions transactions, Journal journal, Parts parts) {
        this(transactions, journal, parts, MOST_BYTES);
    }

    ScanIntake(Transactions transactions, Journal journal, Parts parts, long mostBytes) {
        this.most = mostBytes;
        this.transactions = transactions;
        this.journal = journal;
        this.bodies = parts.bodies();
        this.evidence = parts.evidence();
        this.news = parts.news();
    }

    /// A scan that was begun, and whether it was so already.
    public record Begun(Scan scan, boolean resumed) {}

    /// Begins a scan, or finds the open one of the same content, so that a sender who lost the answer goes on.
    Begun begin(DSLContext transaction, Principal sender, CloudService service, JsonObject body) {
        var header = ScanHeader.read(body);
        var open = store.open(transaction, service.id(), header.digest());
        if (open.isPresent()) {
            return new Begun(open.get(), true);
        }
        store.lock(transaction, service.id());
        if (store.countOpen(transaction, service.id()) >= MOST_OPEN) {
            throw new ScanConflict(
                    "The service " + service.key() + " has " + MOST_OPEN
                            + " scans that are not complete: complete them, or wait until they are a day old.",
                    List.of());
        }
        long number = store.insert(transaction, service, header, sender.actor(), journal.now());
        return new Begun(
                store.find(transaction, number, sender.scope(Permission.SCAN_PUSH))
                        .orElseThrow(),
                false);
    }

    /// Throws away what was begun and never completed; its sender can begin again.
    static int deleteAbandoned(DSLContext transaction, Instant now) {
        return new ScanStore().deleteOpenBefore(transaction, now.minus(LONGEST_OPEN));
    }

    /// The scan of that number, when this principal has that permission on its service.
    public Optional<Scan> find(Principal principal, Permission permission, long number) {
        return store.find(transactions.reading(), number, principal.scope(permission));
    }

    /// The newest scans that this principal may see.
    ///
    /// @param service key of the one service asked for, or empty
    public List<Scan> recent(Principal principal, String service, int limit) {
        return store.before(
                transactions.reading(), principal.scope(Permission.FINDING_READ), service, Long.MAX_VALUE, limit);
    }

    /// The scans before that number, newest first.
    List<Scan> before(Principal principal, long number, int limit) {
        return store.before(transactions.reading(), principal.scope(Permission.FINDING_READ), "", number, limit);
    }

    /// Takes one part of an open scan.
    ///
    /// @throws InvalidScan when the part cannot be taken
    /// @throws ScanConflict when another content is held under this number
    public void put(Scan scan, int part, JsonObject body) {
        int parts = scan.size().parts();
        if (part < 0 || part >= parts) {
            throw new InvalidScan(
                    null, "This scan has the parts 0 to " + (parts - 1) + ", there is no part " + part + ".");
        }
        var results = body.array("results").objects();
        int expected = Math.min(ScanHeader.PART_RESULTS, scan.size().total() - part * ScanHeader.PART_RESULTS);
        if (results.size() != expected) {
            throw new InvalidScan("/results", "must be " + expected + " results, but are " + results.size());
        }
        var lines = lines(results);
        if (scan.complete()) {
            return;
        }
        var held = transactions.get(transaction -> {
            var kept = store.keepPart(transaction, scan, part, lines);
            if (store.bytes(transaction, scan) > most) {
                throw new InvalidScan("", "The parts of a scan hold at most " + most + " bytes together.");
            }
            return kept;
        });
        if (!Arrays.equals(held, lines)) {
            throw new ScanConflict("Part " + part + " is held already, with another content.", List.of());
        }
    }

    private byte[] lines(List<JsonObject> results) {
        var lines = new ByteArrayOutputStream();
        for (int i = 0; i < results.size(); i++) {
            var pointer = "/results/" + i;
            evidence.unknown(ResultLine.read(results.get(i), pointer).controls())
                    .ifPresent(control -> {
                        throw new InvalidScan(pointer + "/controls", "The catalogue has no control " + control + ".");
                    });
            lines.writeBytes(CanonicalJson.bytes(results.get(i)));
            lines.write('\n');
        }
        return lines.toByteArray();
    }

    /// Completes a scan whose parts are all there: its results become the present state, it becomes evidence.
    ///
    /// @throws ScanConflict when parts are missing
    /// @throws InvalidScan when the content is not that of the digest it was begun with
    public Scan complete(Principal sender, Scan scan) {
        if (scan.complete()) {
            return scan;
        }
        var missing =
                new ArrayList<>(IntStream.range(0, scan.size().parts()).boxed().toList());
        missing.removeAll(scan.received());
        if (!missing.isEmpty()) {
            throw new ScanConflict("Parts are missing.", missing);
        }
        var header = store.header(transactions.reading(), scan);
        var body = transactions.get(transaction -> {
            try (var parts = store.parts(transaction, scan)) {
                return bodies.put(content(header, parts.iterator()), most);
            }
        });
        if (!body.digest().sha256().equals(scan.digest())) {
            throw new InvalidScan(
                    "/digest",
                    "The results have the digest " + body.digest() + ", but the scan was begun with " + scan.digest()
                            + ": send the scan again from its beginning.");
        }
        return transactions.get(transaction -> {
            store.lock(transaction, scan.serviceId());
            var now = store.find(transaction, scan.number(), sender.scope(Permission.SCAN_PUSH))
                    .orElseThrow();
            return now.complete() ? now : apply(transaction, sender, now, header, body);
        });
    }

    /// The scan as JSON lines: its header, then a line a result. Only one part at a time is in memory.
    private static InputStream content(ScanHeader header, Iterator<byte[]> parts) {
        var first = JsonObject.builder();
        header.document().members().forEach((name, value) -> {
            if (!name.equals("digest")) {
                first.put(name, value);
            }
        });
        var firstLine = CanonicalJson.text(first.build()) + "\n";
        return new PartsStream(firstLine.getBytes(StandardCharsets.UTF_8), parts);
    }

    private Scan apply(DSLContext transaction, Principal sender, Scan scan, ScanHeader header, BodyStore.Body body) {
        var at = journal.now();
        var results = new ResultStore(transaction, scan, at);
        var controls = new TreeSet<ControlRef>();
        results.begin();
        try (var parts = store.parts(transaction, scan)) {
            parts.forEach(part -> results.add(read(part, controls)));
        }
        var changed = results.merge(header.skipped());
        var recorded = evidence.record(transaction, newEvidence(sender.actor(), scan, controls, body));
        var outcome = new Outcome(
                changed.opened(), changed.stayed(), changed.closed(), changed.unknown(), evidenceNumber(recorded));
        store.complete(transaction, scan, outcome, at);
        journal.append(
                transaction,
                sender.actor(),
                "scan.completed",
                new Subject("scan", scan.id(), scan.serviceId()),
                details(scan, outcome));
        news.tell(transaction, scan, results.opened());
        return store.find(transaction, scan.number(), sender.scope(Permission.SCAN_PUSH))
                .orElseThrow();
    }

    private static List<ResultLine> read(byte[] part, Set<ControlRef> controls) {
        var lines = new ArrayList<ResultLine>();
        new String(part, StandardCharsets.UTF_8).lines().forEach(line -> {
            var read = ResultLine.read((JsonObject) JsonReader.read(line), "");
            controls.addAll(read.controls());
            lines.add(read);
        });
        return lines;
    }

    private NewEvidence newEvidence(Actor actor, Scan scan, Set<ControlRef> controls, BodyStore.Body body) {
        return new NewEvidence(
                EVIDENCE_KIND,
                "Scan of " + (scan.source().isEmpty() ? scan.serviceKey() : scan.source()),
                new EvidenceSource.Scan(scan.id()),
                scan.serviceId(),
                controls,
                Period.at(scan.times().begun()),
                MEDIA_TYPE,
                body.digest(),
                actor,
                null);
    }

    private static Long evidenceNumber(Recorded recorded) {
        return switch (recorded) {
            case Recorded.Accepted accepted -> accepted.receipt().id().number();
            case Recorded.Duplicate duplicate -> duplicate.receipt().id().number();
            case Recorded.Refused refused -> throw new InvalidScan("", refused.reason());
        };
    }

    private static JsonObject details(Scan scan, Outcome outcome) {
        return JsonObject.builder()
                .put("closed", outcome.closed())
                .put("digest", scan.digest())
                .put("opened", outcome.opened())
                .put("results", scan.size().total())
                .put("source", scan.source())
                .put("stayed", outcome.stayed())
                .put("unknown", outcome.unknown())
                .build();
    }

    /// The scans that a reader may see whose source, commit, tool or sender have all words, or the one whose id it is,
    /// the newest first.
    List<Scan> search(Principal reader, String words, int limit) {
        return store.search(transactions.reading(), reader.scope(Permission.FINDING_READ), words, limit);
    }

    /// Bytes that come piece by piece, one piece in memory at a time.
    private static final class PartsStream extends InputStream {
        private final Iterator<byte[]> parts;
        private byte[] current;
        private int position;

        PartsStream(byte[] first, Iterator<byte[]> parts) {
            this.current = first;
            this.parts = parts;
        }

        @Override
        public int read() {
            return ready() ? current[position++] & 0xff : -1;
        }

        @Override
        public int read(byte[] target, int offset, int length) {
            if (length == 0) {
                return 0;
            }
            if (!ready()) {
                return -1;
            }
            int count = Math.min(length, current.length - position);
            System.arraycopy(current, position, target, offset, count);
            position += count;
            return count;
        }

        private boolean ready() {
            while (position == current.length && parts.hasNext()) {
                current = parts.next();
                position = 0;
            }
            return position < current.length;
        }
    }
}
