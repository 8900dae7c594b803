package plumbline.bench;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import plumbline.bench.ledger.LedgerBench;
import plumbline.bench.scan.ScanBench;
import plumbline.bench.server.BackupBench;
import plumbline.bench.server.PeopleBench;
import plumbline.bench.server.ServerBench;

/// `plumbline bench NAME`: runs one benchmark. Exit code 0 when it ran, 2 when it was asked for wrongly.
public final class Bench {
    /// One benchmark.
    public interface Program {
        /// Runs with these arguments; an `IllegalArgumentException` says what is wrong with them.
        void run(String[] args) throws Exception;
    }

    private static final Map<String, Program> PROGRAMS = new TreeMap<>(Map.of(
            "backup", BackupBench::run,
            "ledger", LedgerBench::run,
            "people", PeopleBench::run,
            "scan", ScanBench::run,
            "server", ServerBench::run));

    private Bench() {}

    public static void main(String[] args) throws Exception {
        Program program = args.length == 0 ? null : PROGRAMS.get(args[0]);
        if (program == null) {
            System.err.println("plumbline bench NAME: one of " + PROGRAMS.keySet());
            System.exit(2);
            return;
        }
        try {
            program.run(Arrays.copyOfRange(args, 1, args.length));
        } catch (IllegalArgumentException e) {
            System.err.println("plumbline bench " + args[0] + ": " + e.getMessage());
            System.exit(2);
        }
    }
}
