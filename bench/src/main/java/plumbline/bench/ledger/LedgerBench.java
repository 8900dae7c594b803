package plumbline.bench.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Set;
import plumbline.bench.BenchOptions;
import plumbline.bench.Measures;
import plumbline.ledger.LogKeys;

/// `plumbline bench ledger [--size N] [--keep DIR] [--rate-seconds S] [--crashes N] [--seed N] [--format json]`.
///
/// `--keep` leaves the log in DIR, which must not exist, and its key text in `DIR.vkey`, for verifiers that others
/// wrote. `--crashes 0` and `--rate-seconds 0` leave those parts out.
public final class LedgerBench {
    private static final Set<String> OPTIONS =
            Set.of("--size", "--keep", "--rate-seconds", "--crashes", "--seed", "--format");

    private LedgerBench() {}

    public static void run(String[] args) throws IOException, InterruptedException {
        BenchOptions options = new BenchOptions(args, OPTIONS);
        long size = options.number("--size", 1_000_000);
        if (size < 1) {
            throw new IllegalArgumentException("--size must be at least 1, but is " + size);
        }
        long seed = options.number("--seed", 27017);
        Measures measures = new Measures("ledger", seed, options.json(), System.out);
        Path workspace = Files.createTempDirectory("plumbline-bench");
        String keep = options.text("--keep", "");
        Path folder = keep.isEmpty() ? workspace.resolve("log") : Path.of(keep).toAbsolutePath();
        if (Files.exists(folder)) {
            throw new IllegalArgumentException("--keep must name a folder that does not exist yet: " + folder);
        }
        LogKeys keys = LogKeys.generate("bench.plumbline.example/ledger", new SecureRandom());
        Path vkey = Files.writeString(
                folder.resolveSibling(folder.getFileName() + ".vkey"),
                keys.ed25519().verifier() + "\n");
        try {
            Commitments commitments = new Commitments(seed);
            new WriteBench(folder, keys, commitments, measures).run(size);
            new ReadBench(folder, keys, commitments, measures).run(vkey);
            long seconds = options.number("--rate-seconds", 20);
            if (seconds > 0) {
                new RateBench(workspace.resolve("rate"), keys, commitments, measures).run(seconds);
            }
            long crashes = options.number("--crashes", 200);
            if (crashes > 0) {
                new CrashBench(workspace, keys, seed, measures).run(crashes);
            }
            measures.finish();
        } finally {
            Folders.delete(workspace);
        }
    }
}
