package plumbline.bench.scan;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import plumbline.bench.BenchOptions;
import plumbline.bench.Measure;
import plumbline.bench.Measures;
import plumbline.bench.Workspace;
import plumbline.posture.Scan;
import plumbline.posture.ScanOptions;
import plumbline.posture.ScanReport;
import plumbline.posture.report.JsonReport;

/// `plumbline bench scan [--modules N] [--runs N] [--seed N] [--cli ./plumbline] [--format json]`.
///
/// Scans a generated tree within this process, then one small file through the command line, the JVM's start included.
public final class ScanBench {
    private static final Set<String> OPTIONS = Set.of("--modules", "--runs", "--seed", "--cli", "--format");
    private static final double NANOS = 1e9;
    private static final double MEGABYTE = 1 << 20;
    private static final String SMALL = """
            resource "aws_ebs_volume" "data" {
              availability_zone = "eu-central-1a"
              size              = 10
              encrypted         = false
            }
            """;

    private final Measures measures;

    private ScanBench(Measures measures) {
        this.measures = measures;
    }

    public static void run(String[] args) throws IOException, InterruptedException {
        BenchOptions options = new BenchOptions(args, OPTIONS);
        long seed = options.number("--seed", 27017);
        int modules = Math.toIntExact(options.number("--modules", 1_000));
        int runs = Math.toIntExact(options.number("--runs", 11));
        if (modules < 1 || runs < 1) {
            throw new IllegalArgumentException("--modules and --runs must be at least 1");
        }
        Measures measures = new Measures("scan", seed, options.json(), System.out);
        try (Workspace workspace = new Workspace()) {
            ScanBench bench = new ScanBench(measures);
            bench.tree(workspace.folder().resolve("tree"), modules, seed);
            bench.smallFile(workspace.folder(), Path.of(options.text("--cli", "./plumbline")), runs);
            measures.finish();
        }
    }

    private void tree(Path folder, int modules, long seed) throws IOException {
        Files.createDirectories(folder);
        new GeneratedTree(seed, 10).write(folder, modules);
        List<MemoryPoolMXBean> heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .toList();
        heap.forEach(MemoryPoolMXBean::resetPeakUsage);
        long start = System.nanoTime();
        ScanReport report = Scan.run(folder, ScanOptions.defaults("bench"));
        double cold = (System.nanoTime() - start) / NANOS;
        double peak =
                heap.stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
        start = System.nanoTime();
        ScanReport again = Scan.run(folder, ScanOptions.defaults("bench"));
        double warm = (System.nanoTime() - start) / NANOS;
        measures.add(Measure.shown("tree: modules", modules, ""));
        measures.add(Measure.shown("tree: resources", (double) modules * GeneratedTree.RESOURCES + 1, ""));
        measures.add(Measure.shown("tree: results", report.results().size(), ""));
        measures.add(Measure.atMost("tree: first scan in a process", cold, "s", 5));
        measures.add(Measure.shown("tree: second scan", warm, "s"));
        measures.add(Measure.atMost("tree: peak heap", peak / MEGABYTE, "MB", 512));
        boolean same = JsonReport.of(report).equals(JsonReport.of(again));
        measures.add(Measure.atLeast("tree: both scans give the same bytes", same ? 1 : 0, "", 1));
    }

    /// The first run may build the command; it is not counted.
    private void smallFile(Path workspace, Path cli, int runs) throws IOException, InterruptedException {
        if (!Files.isExecutable(cli)) {
            throw new IllegalArgumentException("--cli must be the plumbline launcher, but is " + cli);
        }
        Path file = Files.writeString(workspace.resolve("main.tf"), SMALL);
        once(cli, file);
        double[] seconds = new double[runs];
        for (int i = 0; i < runs; i++) {
            seconds[i] = once(cli, file);
        }
        Arrays.sort(seconds);
        measures.add(Measure.atMost("one small file, JVM start included: median", seconds[runs / 2], "s", 0.6));
        measures.add(Measure.shown("one small file, JVM start included: slowest", seconds[runs - 1], "s"));
    }

    private static double once(Path cli, Path file) throws IOException, InterruptedException {
        long start = System.nanoTime();
        Process process = new ProcessBuilder(cli.toAbsolutePath().toString(), "scan", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(Redirect.DISCARD)
                .start();
        int exit = process.waitFor();
        if (exit != 1) {
            throw new IllegalStateException("the scan must end with 1 for its failure, but ended with " + exit);
        }
        return (System.nanoTime() - start) / NANOS;
    }
}
