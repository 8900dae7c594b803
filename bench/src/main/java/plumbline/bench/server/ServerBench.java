package plumbline.bench.server;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import plumbline.bench.BenchOptions;
import plumbline.bench.Measure;
import plumbline.bench.Measures;
import plumbline.bench.Workspace;
import plumbline.ledger.json.JsonValue;

/// `plumbline bench server [--size N] [--readers N] [--seconds N] [--starts N] [--home DIR] [--launcher ./plumbline]
/// [--seed N] [--format json]`.
///
/// `--size` is the number of findings; there are ten times as many journal entries, and a pushed scan has a tenth as
/// many results. `--home` keeps the data folder; a later run on it measures without filling it again.
public final class ServerBench {
    private static final Set<String> OPTIONS =
            Set.of("--size", "--readers", "--seconds", "--starts", "--home", "--launcher", "--seed", "--format");
    private static final double MEGABYTE = 1 << 20;
    private static final int PUSHES = 3;
    private static final int WARM_UP_SECONDS = 240;
    private static final int WARM_UP_ROUND_SECONDS = 5;
    private static final int SEARCH_WARM_UP_SECONDS = 30;
    private static final int STEADY_ROUNDS = 8;
    private static final double STILL_FALLING = 0.97;

    /// The server lets one address sign in thirty times in ten minutes.
    private static final int SESSIONS = 8;

    private static final int SMALL_SCAN = 40;
    private static final int CROWD = 200;
    private static final int PAUSE_MILLIS = 1_000;

    private final Measures measures;
    private final Path launcher;
    private final long seed;
    private final int size;

    ServerBench(ServerOptions options, int size) {
        this.measures = options.measures();
        this.launcher = options.launcher();
        this.seed = options.seed();
        this.size = size;
    }

    public static void run(String[] args) throws IOException, InterruptedException, SQLException {
        run(args, System.out);
    }

    static void run(String[] args, PrintStream out) throws IOException, InterruptedException, SQLException {
        BenchOptions asked = new BenchOptions(args, OPTIONS);
        ServerOptions options = ServerOptions.of("server", asked, out);
        int size = Math.toIntExact(asked.number("--size", 100_000));
        int readers = Math.toIntExact(asked.number("--readers", 20));
        long seconds = asked.number("--seconds", 60);
        if (size < 1_000 || readers < 1 || seconds < 1) {
            throw new IllegalArgumentException("--size must be at least 1,000, --readers and --seconds at least 1");
        }
        try (Workspace workspace = new Workspace()) {
            Path home = options.home(workspace.folder());
            ServerBench bench = new ServerBench(options, size);
            bench.underLoad(home, workspace.folder(), readers, seconds);
            bench.starts(home, asked.number("--starts", 3));
            options.measures().finish();
        }
    }

    private void underLoad(Path home, Path workspace, int readers, long seconds)
            throws IOException, InterruptedException, SQLException {
        try (ServerProcess server = ServerProcess.start(launcher, home);
                Rows rows = new Rows(home)) {
            Company company = new Company(server.port(), seed);
            List<JsonValue> results = fillOnce(server, rows, home, workspace);
            read(server, company, rows, readers, seconds);
            push(server, company, results);
            measures.add(Measure.atMost("memory: most that the JVM held", server.peakBytes() / MEGABYTE, "MB", 600));
        }
    }

    /// Brings in what is measured on, unless it is there from an earlier run; answers the results of a scan.
    List<JsonValue> fillOnce(ServerProcess server, Rows rows, Path home, Path workspace)
            throws IOException, InterruptedException, SQLException {
        Filling filling = new Filling(home, "server " + size);
        Company company = new Company(server.port(), seed);
        List<JsonValue> results = company.results(workspace, size / 10, 1);
        if (!filling.isThere()) {
            company.begin(server.firstLink());
            fill(company, rows, results, workspace);
            filling.done();
        }
        return results;
    }

    private void fill(Company company, Rows rows, List<JsonValue> results, Path workspace)
            throws IOException, InterruptedException, SQLException {
        try (Visitor person = company.person();
                Visitor program = new Visitor(company.port())) {
            program.withToken(company.token(person, "fill"));
            List<String> services = company.services(person);
            String evidence = new ScanUpload(services.getFirst(), "small", results.subList(0, SMALL_SCAN))
                    .send(program)
                    .string("evidence");
            long failures = Company.failures(results);
            long pushes = (size + failures - 1) / failures;
            for (int push = 0; push < pushes; push++) {
                new ScanUpload(services.get(push % services.size()), "infra/" + push, results).send(program);
            }
            List<JsonValue> later = company.results(workspace, size / 10, 2);
            for (int push = 0; push < Math.min(pushes, 4); push++) {
                new ScanUpload(services.get(push), "infra/" + push, later).send(program);
            }
            byte[] content =
                    program.read("/api/v1/evidence/" + evidence + "/content").body();
            rows.evidence(size / 10, Long.parseLong(evidence.substring(evidence.indexOf('-') + 1)), content);
        }
        drain(rows);
        rows.journal(size * 10L);
        drain(rows);
        rows.settle();
    }

    /// Waits until the ledger has published whatever waits for it.
    private void drain(Rows rows) throws SQLException, InterruptedException {
        long waiting = rows.count("select count(*) from ledger_pending");
        long begun = System.nanoTime();
        rows.drained();
        double seconds = (System.nanoTime() - begun) / 1e9;
        if (waiting > size) {
            measures.add(Measure.shown("ledger: entries waiting at once", (double) waiting, ""));
            measures.add(Measure.shown("ledger: of them published", waiting / seconds, "a second"));
        }
    }

    private void read(ServerProcess server, Company company, Rows rows, int readers, long seconds)
            throws IOException, InterruptedException, SQLException {
        ReadMix.Known known = known(rows, size);
        measures.add(Measure.shown("findings", (double) rows.count("select count(*) from finding"), ""));
        measures.add(Measure.shown("check results", (double) rows.count("select count(*) from check_result"), ""));
        measures.add(Measure.shown("evidence records", (double) rows.count("select count(*) from evidence"), ""));
        measures.add(Measure.shown("journal entries", (double) rows.count("select count(*) from journal_entry"), ""));
        ReadMix mix = new ReadMix(known);
        List<Visitor> visitors = new ArrayList<>();
        try {
            String run = UUID.randomUUID().toString().substring(0, 8);
            for (int i = 1; i <= readers; i++) {
                Visitor reader = i <= SESSIONS
                        ? company.person()
                        : visitors.get(i % SESSIONS).tab(company.port());
                visitors.add(reader);
                reader.withToken(company.token(reader, "reader " + run + " " + i));
            }
            if (visitors.getFirst().get("/packs").status() == 200) {
                mix.add("packs", "/packs");
            }
            visitors.forEach(Visitor::compressed);
            ReadLoad lists = new ReadLoad(visitors, mix.pages(), seed);
            warmUp(server, lists);
            ServerProcess.Processor before = server.processor();
            ReadLoad.Times times = lists.run(seconds);
            report(times, readers);
            report(server.processor().since(before), times.answers());
            ReadLoad searches = new ReadLoad(visitors, mix.searches(), seed);
            searches.run(SEARCH_WARM_UP_SECONDS);
            searches(searches.run(seconds));
            crowd(visitors, mix, Math.min(seconds, 30));
        } finally {
            for (Visitor visitor : visitors) {
                visitor.close();
            }
        }
    }

    /// What there is to read.
    static ReadMix.Known known(Rows rows, int size) throws SQLException {
        return new ReadMix.Known(
                rows.numbers("finding"),
                rows.numbers("evidence"),
                rows.numbers("journal_entry"),
                Company.systems(size / 10));
    }

    /// As many people as read at the same time, each with a pause of about a second between two pages; then, only to
    /// see it, without one.
    private void crowd(List<Visitor> visitors, ReadMix mix, long seconds) throws IOException, InterruptedException {
        List<Visitor> crowd = new ArrayList<>();
        try {
            for (int i = 0; i < CROWD; i++) {
                crowd.add(visitors.get(i % visitors.size())
                        .tab(visitors.getFirst().port())
                        .compressed());
            }
            ReadLoad load = new ReadLoad(crowd, mix.pages(), seed + 1);
            ReadLoad.Times paced = load.run(seconds, PAUSE_MILLIS);
            String them = CROWD + " readers, a page a second each: ";
            measures.add(Measure.shown(them + "answers", paced.answers() / paced.seconds(), "a second"));
            measures.add(Measure.shown(them + "median", paced.all(0.5), "ms"));
            measures.add(Measure.atMost(them + "p95", paced.all(0.95), "ms", 150));
            measures.add(Measure.shown(
                    CROWD + " readers without a pause: p95",
                    load.run(Math.min(seconds, 20)).all(0.95),
                    "ms"));
        } finally {
            for (Visitor visitor : crowd) {
                visitor.close();
            }
        }
    }

    /// Until the server's compiler is done: an answer costs no less than in the rounds before, or patience ends.
    private void warmUp(ServerProcess server, ReadLoad load) throws IOException, InterruptedException {
        long begun = System.nanoTime();
        long answers = 0;
        double cheapest = Double.MAX_VALUE;
        int rounds = 0;
        while (rounds < STEADY_ROUNDS && System.nanoTime() - begun < TimeUnit.SECONDS.toNanos(WARM_UP_SECONDS)) {
            ServerProcess.Processor before = server.processor();
            long answered = load.run(WARM_UP_ROUND_SECONDS).answers();
            double cost = server.processor().since(before).server() / answered;
            rounds = cost < cheapest * STILL_FALLING ? 0 : rounds + 1;
            cheapest = Math.min(cheapest, cost);
            answers += answered;
        }
        measures.add(Measure.shown("answers before, to warm up", (double) answers, ""));
    }

    private void report(ReadLoad.Times times, int readers) {
        measures.add(Measure.shown("readers at once, without a pause", readers, ""));
        measures.add(Measure.shown("pages and API answers", times.answers() / times.seconds(), "a second"));
        measures.add(Measure.shown("all lists: median", times.lists(0.5), "ms"));
        measures.add(Measure.atMost("all lists: p95", times.lists(0.95), "ms", 50));
        measures.add(Measure.shown("all lists: p99", times.lists(0.99), "ms"));
        kinds(times);
    }

    private void searches(ReadLoad.Times times) {
        measures.add(Measure.shown("searches over everything", times.answers() / times.seconds(), "a second"));
        measures.add(Measure.atMost("all searches: p95", times.all(0.95), "ms", ReadMix.SEARCH_MILLIS));
        kinds(times);
    }

    private void kinds(ReadLoad.Times times) {
        for (int i = 0; i < times.kinds().size(); i++) {
            ReadMix.Kind kind = times.kinds().get(i);
            double p95 = times.of(i, 0.95);
            measures.add(
                    kind.target() > 0
                            ? Measure.atMost(kind.name() + ": p95", p95, "ms", kind.target())
                            : Measure.shown(kind.name() + ": p95", p95, "ms"));
        }
    }

    /// Unlike the times above, these depend little on what else the machine does.
    private void report(ServerProcess.Processor spent, long answers) {
        measures.add(Measure.shown("processor per answer: server", spent.server() * 1_000 / answers, "ms"));
        measures.add(Measure.shown("processor per answer: its PostgreSQL", spent.database() * 1_000 / answers, "ms"));
        measures.add(Measure.shown("processor per answer: readers", spent.readers() * 1_000 / answers, "ms"));
    }

    /// Scans of sources that the server has not seen, and one of a source that it has.
    private void push(ServerProcess server, Company company, List<JsonValue> results) throws IOException {
        try (Visitor person = company.person();
                Visitor program = new Visitor(company.port())) {
            String run = UUID.randomUUID().toString();
            program.withToken(company.token(person, "push " + run.substring(0, 8)));
            double[] seconds = new double[PUSHES];
            ServerProcess.Processor before = server.processor();
            for (int i = 0; i < PUSHES; i++) {
                seconds[i] = once(program, new ScanUpload(Company.serviceKeys().get(i), run + "/" + i, results));
            }
            Arrays.sort(seconds);
            ServerProcess.Processor spent = server.processor().since(before);
            measures.add(Measure.shown("pushed scan: results", results.size(), ""));
            measures.add(Measure.atMost("pushed scan, first of its source: slowest", seconds[PUSHES - 1], "s", 3));
            measures.add(Measure.shown("pushed scan, processor: server", spent.server() / PUSHES, "s"));
            measures.add(Measure.shown("pushed scan, processor: its PostgreSQL", spent.database() / PUSHES, "s"));
            double again = once(program, new ScanUpload(Company.serviceKeys().getFirst(), run + "/0", results));
            measures.add(Measure.atMost("pushed scan, same source again", again, "s", 3));
        }
    }

    private static double once(Visitor program, ScanUpload upload) throws IOException {
        long begun = System.nanoTime();
        upload.send(program);
        return (System.nanoTime() - begun) / 1e9;
    }

    private void starts(Path home, long starts) throws IOException, InterruptedException {
        double slowest = 0;
        for (int i = 0; i < starts; i++) {
            try (ServerProcess server = ServerProcess.start(launcher, home)) {
                slowest = Math.max(slowest, server.readySeconds());
            }
        }
        measures.add(Measure.atMost("start: ready with these data, slowest of " + starts, slowest, "s", 15));
    }
}
