package plumbline.bench.server;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import plumbline.bench.BenchOptions;
import plumbline.bench.Measure;
import plumbline.bench.Measures;
import plumbline.bench.Workspace;

/// `plumbline bench people [--size N] [--home DIR] [--launcher ./plumbline] [--seed N] [--format json]`: what people
/// wait for who sign in and decide, and what asking for rights costs, on the data of `bench server`.
///
/// Signing in is by passkey, for a password's hash is slow by design: the challenge, and the answer with its signature
/// verified, the session made and the journal's entry written; not the device's part nor the page before. A decision is
/// the approval of a version of the statement of applicability: the vote signed, the version in force, the entries of
/// journal and ledger's queue, tasks and notices, all on disk.
public final class PeopleBench {
    private static final Set<String> OPTIONS = Set.of("--size", "--home", "--launcher", "--seed", "--format");
    private static final int MEMBERS = 20;
    private static final int READERS = 20;
    private static final int SIGN_IN_MILLIS = 20;
    private static final int DECISION_MILLIS = 30;
    private static final double CHECK_MILLIS = 0.2;

    /// A number of times: for the compiler, and to be measured.
    private record Rounds(int before, int measured) {}

    private final Measures measures;
    private final long seed;
    private final int size;

    private PeopleBench(ServerOptions options, int size) {
        this.measures = options.measures();
        this.seed = options.seed();
        this.size = size;
    }

    public static void run(String[] args) throws IOException, InterruptedException, SQLException {
        run(args, System.out);
    }

    static void run(String[] args, PrintStream out) throws IOException, InterruptedException, SQLException {
        BenchOptions asked = new BenchOptions(args, OPTIONS);
        ServerOptions options = ServerOptions.of("people", asked, out);
        int size = Math.toIntExact(asked.number("--size", 100_000));
        if (size < 1_000) {
            throw new IllegalArgumentException("--size must be at least 1,000");
        }
        try (Workspace workspace = new Workspace()) {
            Path home = options.home(workspace.folder());
            // Signing in is limited by address: a proxy on this machine may say which one it is for.
            try (ServerProcess server = ServerProcess.start(
                            options.launcher(), home, Map.of("PLUMBLINE_TRUSTED_PROXIES", "127.0.0.1"));
                    Rows rows = new Rows(home)) {
                new ServerBench(options, size).fillOnce(server, rows, home, workspace.folder());
                new PeopleBench(options, size).run(server, rows, home);
            }
            options.measures().finish();
        }
    }

    private void run(ServerProcess server, Rows rows, Path home)
            throws IOException, InterruptedException, SQLException {
        Company company = new Company(server.port(), seed);
        List<Member> members = new ArrayList<>();
        try (Visitor administrator = company.person().at("/settings/account")) {
            for (int i = 0; i < MEMBERS; i++) {
                members.add(Member.invite(server.port(), administrator, "compliance manager"));
            }
            boolean small = size < 10_000;
            signIns(members, small ? new Rounds(1, 2) : new Rounds(150, 20));
            decisions(company, rows, members, small ? new Rounds(1, 3) : new Rounds(400, 200));
            // Each decision is told to every compliance manager: a later run on these data shall have as many.
            for (Member member : members) {
                member.leave(administrator);
            }
        } finally {
            for (Member member : members) {
                member.close();
            }
        }
        rights(home);
    }

    private void signIns(List<Member> members, Rounds rounds) throws InterruptedException {
        signIns(members, rounds.before(), 0);
        Spread alone = signIns(members.subList(0, 1), rounds.measured() * MEMBERS / 2, 0);
        measures.add(Measure.shown("sign-in by passkey: median", alone.millis(0.5), "ms"));
        measures.add(Measure.atMost("sign-in by passkey: p95", alone.millis(0.95), "ms", SIGN_IN_MILLIS));
        Spread paced = signIns(members, rounds.measured(), 1_000);
        measures.add(Measure.atMost(
                "sign-in, " + MEMBERS + " people each once a second: p95", paced.millis(0.95), "ms", SIGN_IN_MILLIS));
        Spread crowd = signIns(members, rounds.measured(), 0);
        measures.add(Measure.shown("sign-in, " + MEMBERS + " people without a pause: p95", crowd.millis(0.95), "ms"));
    }

    /// So many times each, all at once, each with a pause around this long in between.
    private Spread signIns(List<Member> members, int times, int pauseMillis) throws InterruptedException {
        List<Future<List<Long>>> working = new ArrayList<>();
        try (var threads = Executors.newFixedThreadPool(members.size())) {
            for (int i = 0; i < members.size(); i++) {
                Member member = members.get(i);
                Random random = new Random(seed + i);
                working.add(threads.submit(() -> {
                    List<Long> nanos = new ArrayList<>();
                    for (int time = 0; time < times; time++) {
                        if (pauseMillis > 0) {
                            TimeUnit.MILLISECONDS.sleep(pauseMillis / 2 + random.nextInt(pauseMillis));
                        }
                        nanos.add(member.signIn());
                    }
                    return nanos;
                }));
            }
        }
        List<Long> all = new ArrayList<>();
        for (Future<List<Long>> one : working) {
            all.addAll(result(one));
        }
        return Spread.of(all);
    }

    private void decisions(Company company, Rows rows, List<Member> members, Rounds rounds)
            throws IOException, InterruptedException, SQLException {
        Approvals approvals =
                new Approvals(members.get(0).browser(), members.get(1).browser());
        approvals.take(rounds.before());
        Spread alone = Spread.of(approvals.take(rounds.measured()));
        measures.add(Measure.shown("a decision: median", alone.millis(0.5), "ms"));
        measures.add(Measure.atMost("a decision: p95", alone.millis(0.95), "ms", DECISION_MILLIS));
        long decided = System.nanoTime();
        rows.drained();
        measures.add(
                Measure.shown("the last one published by the ledger after", (System.nanoTime() - decided) / 1e6, "ms"));
        ReadMix mix = new ReadMix(ServerBench.known(rows, size));
        List<Visitor> readers = new ArrayList<>();
        try (Visitor administrator = company.person()) {
            administrator.withToken(company.token(administrator, "readers of " + System.nanoTime()));
            for (int i = 0; i < READERS; i++) {
                readers.add(administrator.tab(company.port()).compressed());
            }
            long seconds = rounds.measured() < 100 ? 1 : 20;
            Future<ReadLoad.Times> reading;
            try (var thread = Executors.newSingleThreadExecutor()) {
                reading = thread.submit(() -> new ReadLoad(readers, mix.pages(), seed).run(seconds));
                List<Long> among = new ArrayList<>();
                while (!reading.isDone()) {
                    among.addAll(approvals.take(1));
                }
                measures.add(Measure.shown(
                        "a decision among " + READERS + " readers without a pause: p95",
                        Spread.of(among).millis(0.95),
                        "ms"));
            }
            result(reading);
        } finally {
            for (Visitor reader : readers) {
                reader.close();
            }
        }
    }

    private void rights(Path home) throws IOException, SQLException {
        try (RightsCheck check = new RightsCheck(home)) {
            RightsCheck.Costs costs = check.measure();
            measures.add(Measure.shown(
                    "rights of a person read and asked: median", costs.rights().millis(0.5), "ms"));
            measures.add(Measure.shown(
                    "rights of a person read and asked: p95", costs.rights().millis(0.95), "ms"));
            measures.add(Measure.shown(
                    "the account's row alone: median", costs.account().millis(0.5), "ms"));
            double adds = costs.rights().millis(0.5) - costs.account().millis(0.5);
            measures.add(Measure.atMost("permission checks add: median", adds, "ms", CHECK_MILLIS));
        }
    }

    private static <T> T result(Future<T> working) throws InterruptedException {
        try {
            return working.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("somebody failed: " + e.getMessage(), e);
        }
    }
}
