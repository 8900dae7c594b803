package plumbline.bench.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import plumbline.bench.Measure;
import plumbline.bench.Measures;
import plumbline.ledger.Checkpoint;
import plumbline.ledger.Hash;
import plumbline.ledger.LogKeys;
import plumbline.ledger.VerificationException;
import plumbline.ledger.check.LogCheck;
import plumbline.ledger.log.LogWriter;
import plumbline.ledger.log.TreeEdge;

/// Kills a writing process at random moments. After each kill the whole log is checked as it lies there; the next
/// process goes on with it.
final class CrashBench {
    private static final int MAX_DELAY_MILLIS = 400;

    private final Path workspace;
    private final Path folder;
    private final LogKeys keys;
    private final long seed;
    private final Measures measures;
    private long acknowledged;
    private long lost;
    private long withoutTree;

    CrashBench(Path workspace, LogKeys keys, long seed, Measures measures) {
        this.workspace = workspace;
        this.folder = workspace.resolve("crashes");
        this.keys = keys;
        this.seed = seed;
        this.measures = measures;
    }

    void run(long crashes) throws IOException, InterruptedException {
        SplittableRandom random = new SplittableRandom(seed);
        Path secret = Files.writeString(workspace.resolve("crashes.keys"), keys.secretText());
        for (long i = 0; i < crashes; i++) {
            crash(secret, random.nextInt(MAX_DELAY_MILLIS));
        }
        boolean goesOn = goesOn();
        measures.add(Measure.shown("kills of the writing process", (double) crashes, ""));
        measures.add(Measure.shown("commitments acknowledged before a kill", (double) acknowledged, ""));
        measures.add(Measure.atMost("acknowledged commitments lost", (double) lost, "", 0));
        measures.add(Measure.atMost("checkpoints without their tree", (double) withoutTree, "", 0));
        measures.add(Measure.atLeast("the log goes on, every entry as written", goesOn ? 1 : 0, "", 1));
    }

    private void crash(Path secret, int delayMillis) throws IOException, InterruptedException {
        Path output = workspace.resolve("crashes.out");
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashingWriter.class.getName(),
                        folder.toString(),
                        secret.toString(),
                        Long.toString(seed))
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        while (child.isAlive() && Files.size(output) == 0) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
        TimeUnit.MILLISECONDS.sleep(delayMillis);
        child.destroyForcibly().waitFor();
        String lines = Files.readString(output);
        List<String> whole =
                lines.substring(0, lines.lastIndexOf('\n') + 1).lines().toList();
        long opened = whole.isEmpty() ? acknowledged : Long.parseLong(whole.getFirst());
        lost += Math.max(0, acknowledged - opened);
        acknowledged = whole.isEmpty() ? acknowledged : Long.parseLong(whole.getLast());
        try {
            long size = LogCheck.run(folder, keys.verifiers()).checkpoint().size();
            lost += Math.max(0, acknowledged - size);
        } catch (VerificationException e) {
            System.err.println("after a kill: " + e.getMessage());
            withoutTree++;
        }
    }

    private boolean goesOn() {
        Commitments commitments = new Commitments(seed);
        TreeEdge expected = new TreeEdge((address, hashes) -> {});
        try (LogWriter writer = LogWriter.open(folder, keys, InstantSource.system())) {
            writer.appendAll(List.of(commitments.at(writer.size())));
            for (long i = 0; i < writer.size(); i++) {
                expected.append(0, Hash.ofLeaf(commitments.at(i)).bytes(), 0);
            }
        }
        Checkpoint last = LogCheck.run(folder, keys.verifiers()).checkpoint().checkpoint();
        return last.root().equals(expected.root());
    }
}
