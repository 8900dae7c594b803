package plumbline.bench.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import plumbline.bench.Measure;
import plumbline.bench.Measures;
import plumbline.ledger.Hash;
import plumbline.ledger.InclusionProof;
import plumbline.ledger.LogKeys;
import plumbline.ledger.Policy;
import plumbline.ledger.log.LogReader;

/// The full check as its user runs it, process start included, and proofs built and verified.
final class ReadBench {
    private static final int PROOFS = 10_000;
    private static final double CHECK_SECONDS_A_MILLION = 1.5;

    private final Path folder;
    private final LogKeys keys;
    private final Commitments commitments;
    private final Measures measures;

    ReadBench(Path folder, LogKeys keys, Commitments commitments, Measures measures) {
        this.folder = folder;
        this.keys = keys;
        this.commitments = commitments;
        this.measures = measures;
    }

    void run(Path vkey) throws IOException, InterruptedException {
        LogReader reader = LogReader.open(folder, Policy.ofLog(keys.verifiers()));
        long size = reader.checkpoint().size();
        double best = Double.MAX_VALUE;
        for (int i = 0; i < 3; i++) {
            best = Math.min(best, checkSeconds(vkey));
        }
        double target = CHECK_SECONDS_A_MILLION * Math.max(1, size / 1e6);
        measures.add(Measure.atMost("full check, process start included, best of 3", best, "s", target));
        proofs(reader, size);
    }

    private double checkSeconds(Path vkey) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Process check = new ProcessBuilder(
                        java,
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "plumbline.cli.Plumbline",
                        "ledger",
                        "check",
                        folder.toString(),
                        "--key",
                        vkey.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        long start = System.nanoTime();
        int exit = check.waitFor();
        if (exit != 0) {
            throw new IllegalStateException("the check of the log just written ended with exit code " + exit);
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private void proofs(LogReader reader, long size) {
        SplittableRandom random = new SplittableRandom(1);
        List<InclusionProof> proofs = new ArrayList<>(PROOFS);
        for (int i = 0; i < PROOFS / 10; i++) {
            reader.inclusionProof(random.nextLong(size));
        }
        long start = System.nanoTime();
        for (int i = 0; i < PROOFS; i++) {
            proofs.add(reader.inclusionProof(random.nextLong(size)));
        }
        double built = (System.nanoTime() - start) / 1e6 / PROOFS;
        measures.add(Measure.atMost("inclusion proof built, mean of 10,000", built, "ms", 0.3));

        List<Hash> leaves = proofs.stream()
                .map(proof -> Hash.ofLeaf(commitments.at(proof.index())))
                .toList();
        verifyAll(proofs, leaves, reader.checkpoint().root());
        start = System.nanoTime();
        verifyAll(proofs, leaves, reader.checkpoint().root());
        double verified = (System.nanoTime() - start) / 1e3 / PROOFS;
        measures.add(Measure.atMost("inclusion proof verified, mean of 10,000", verified, "us", 10));
    }

    private static void verifyAll(List<InclusionProof> proofs, List<Hash> leaves, Hash root) {
        for (int i = 0; i < proofs.size(); i++) {
            proofs.get(i).verify(leaves.get(i), root);
        }
    }
}
