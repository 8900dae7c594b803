package plumbline.bench.server;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import plumbline.bench.BenchOptions;
import plumbline.bench.Measure;
import plumbline.bench.Measures;
import plumbline.bench.Workspace;
import plumbline.ledger.json.JsonValue;

/// `plumbline bench backup [--size 1g] [--home DIR] [--launcher ./plumbline] [--seed N] [--format json]`: keeps a data
/// folder of that size while its server runs, brings it back into an empty one, and compares the ledgers.
///
/// The size is that of database, evidence and ledger together, without the database's own journal. Four parts of ten
/// are evidence. `--home` keeps the data folder; a later run on it measures without filling it again.
public final class BackupBench {
    private static final Set<String> OPTIONS = Set.of("--size", "--home", "--launcher", "--seed", "--format");
    private static final double MEGABYTE = 1e6;
    private static final double EVIDENCE_PART = 0.4;
    private static final double NEARLY = 0.97;
    private static final int RESULTS = 2_000;
    private static final int FIRST_ENTRIES = 5_000;
    private static final long SMALLEST = 10_000_000;
    private static final double FULL_SIZE = 1e9;

    private final Measures measures;
    private final Path launcher;
    private final Path workspace;
    private final long seed;
    private final long size;

    private BackupBench(ServerOptions options, Path workspace, long size) {
        this.measures = options.measures();
        this.launcher = options.launcher();
        this.workspace = workspace;
        this.seed = options.seed();
        this.size = size;
    }

    public static void run(String[] args) throws IOException, InterruptedException, SQLException {
        run(args, System.out);
    }

    static void run(String[] args, PrintStream out) throws IOException, InterruptedException, SQLException {
        BenchOptions asked = new BenchOptions(args, OPTIONS);
        ServerOptions options = ServerOptions.of("backup", asked, out);
        long size = asked.bytes("--size", (long) FULL_SIZE);
        if (size < SMALLEST) {
            throw new IllegalArgumentException("--size must be at least 10m");
        }
        try (Workspace workspace = new Workspace()) {
            new BackupBench(options, workspace.folder(), size).run(options.home(workspace.folder()));
            options.measures().finish();
        }
    }

    private void run(Path home) throws IOException, InterruptedException, SQLException {
        Path file = workspace.resolve("home.backup");
        Path fresh = workspace.resolve("fresh");
        String ledger = keep(home, file);
        double restored = command(fresh, "restore", file.toString());
        measures.add(target("restore into an empty data folder", restored, 120));
        if (!ledger(fresh).equals(ledger)) {
            throw new IllegalStateException("the restored ledger must be " + ledger + ", but is " + ledger(fresh));
        }
        measures.add(Measure.shown("the restored ledger has the same root, size", entries(ledger), "entries"));
        try (ServerProcess server = ServerProcess.start(launcher, fresh)) {
            new Company(server.port(), seed).person().close();
            measures.add(Measure.shown("the restored server ready, with people", server.readySeconds(), "s"));
        }
    }

    /// Backs up while the server runs; answers what the ledger's checkpoint said.
    private String keep(Path home, Path file) throws IOException, InterruptedException, SQLException {
        Filling filling = new Filling(home, "backup " + size);
        try (ServerProcess server = ServerProcess.start(launcher, home);
                Rows rows = new Rows(home)) {
            if (!filling.isThere()) {
                fill(new Company(server.port(), seed), server, rows, home);
                filling.done();
            }
            long database = database(rows);
            long evidence = bytes(home.resolve("blobs"));
            long log = bytes(home.resolve("ledger"));
            measures.add(Measure.shown("kept: database", database / MEGABYTE, "MB"));
            measures.add(Measure.shown("kept: evidence", evidence / MEGABYTE, "MB"));
            measures.add(Measure.shown("kept: ledger", log / MEGABYTE, "MB"));
            measures.add(Measure.shown("kept: all", (database + evidence + log) / MEGABYTE, "MB"));
            measures.add(
                    Measure.shown("journal entries", (double) rows.count("select count(*) from journal_entry"), ""));
            measures.add(Measure.shown("evidence records", (double) rows.count("select count(*) from evidence"), ""));
            String ledger = ledger(home);
            measures.add(target("backup, while the server runs", command(home, "backup", file.toString()), 60));
            measures.add(Measure.shown("the file", Files.size(file) / MEGABYTE, "MB"));
            return ledger;
        }
    }

    /// The targets are for a gigabyte; other sizes are only shown.
    private Measure target(String name, double seconds, double target) {
        return size == FULL_SIZE ? Measure.atMost(name, seconds, "s", target) : Measure.shown(name, seconds, "s");
    }

    private void fill(Company company, ServerProcess server, Rows rows, Path home)
            throws IOException, InterruptedException, SQLException {
        company.begin(server.firstLink());
        long like = scans(company);
        try (Bodies bodies = new Bodies(home, seed)) {
            bodies.fill((long) (size * EVIDENCE_PART) - bytes(home.resolve("blobs")), like);
        }
        rows.drained();
        long want = (long) (size * (1 - EVIDENCE_PART));
        long before = written(rows, home);
        long entries = 0;
        long next = FIRST_ENTRIES;
        do {
            rows.journal(next);
            rows.drained();
            entries += next;
            long each = Math.max(1, (written(rows, home) - before) / entries);
            next = Math.max(FIRST_ENTRIES, (want - written(rows, home)) / each / 2);
        } while (written(rows, home) < want * NEARLY);
        rows.settle();
    }

    /// How much database and ledger hold.
    private static long written(Rows rows, Path home) throws SQLException, IOException {
        return database(rows) + bytes(home.resolve("ledger"));
    }

    /// Pushes some scans; answers the number of the evidence of one.
    private long scans(Company company) throws IOException {
        try (Visitor person = company.person();
                Visitor program = new Visitor(company.port())) {
            program.withToken(company.token(person, "fill"));
            List<JsonValue> results = company.results(workspace, RESULTS, 1);
            String evidence = "";
            for (String service : company.services(person)) {
                evidence =
                        new ScanUpload(service, "infra", results).send(program).string("evidence");
            }
            return Long.parseLong(evidence.substring(evidence.indexOf('-') + 1));
        }
    }

    /// Runs a command of the launcher on a data folder; answers how many seconds it took.
    private double command(Path home, String... words) throws IOException, InterruptedException {
        Path said = workspace.resolve(words[0] + ".txt");
        ProcessBuilder builder = new ProcessBuilder(
                Stream.concat(Stream.of(launcher.toAbsolutePath().toString()), Stream.of(words))
                        .toList());
        builder.environment().put("PLUMBLINE_HOME", home.toString());
        builder.environment().put("PLUMBLINE_BACKUP_PASSPHRASE", "plumb lines hang straight, 27017 times");
        long begun = System.nanoTime();
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(Redirect.to(said.toFile()))
                .start();
        if (!process.waitFor(30, TimeUnit.MINUTES) || process.exitValue() != 0) {
            process.destroy();
            throw new IllegalStateException(words[0] + " must succeed, but says: " + Files.readString(said));
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    private static long database(Rows rows) throws SQLException {
        return rows.count("select pg_database_size(current_database())");
    }

    private static long bytes(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            long bytes = 0;
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
            return bytes;
        }
    }

    /// The ledger's name, size and root.
    private static String ledger(Path home) throws IOException {
        return Files.readAllLines(home.resolve("ledger/checkpoint")).stream()
                .limit(3)
                .collect(Collectors.joining("\n"));
    }

    private static double entries(String ledger) {
        return Double.parseDouble(ledger.lines().skip(1).findFirst().orElseThrow());
    }
}
