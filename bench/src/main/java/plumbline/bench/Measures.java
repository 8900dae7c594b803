package plumbline.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// Collects a benchmark's measures. As text, each is printed as soon as it is known; as JSON, all are printed at the
/// end with what is needed to run the benchmark again.
public final class Measures {
    private final String bench;
    private final long seed;
    private final boolean json;
    private final PrintStream out;
    private final List<Measure> measures = new ArrayList<>();

    public Measures(String bench, long seed, boolean json, PrintStream out) {
        this.bench = bench;
        this.seed = seed;
        this.json = json;
        this.out = out;
    }

    public void add(Measure measure) {
        measures.add(measure);
        if (!json) {
            out.println(measure.line());
        }
    }

    /// Prints the JSON, if that was asked for.
    public void finish() {
        if (json) {
            Map<String, Object> report = new LinkedHashMap<>();
            report.put("bench", bench);
            report.put("machine", machine());
            report.put("commit", commit());
            report.put("seed", seed);
            report.put("measures", measures);
            out.println(JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(report));
        }
    }

    private static Map<String, Object> machine() {
        Runtime runtime = Runtime.getRuntime();
        Map<String, Object> machine = new LinkedHashMap<>();
        machine.put("processor", processor());
        machine.put("processors", runtime.availableProcessors());
        machine.put("heapBytes", runtime.maxMemory());
        machine.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        machine.put("java", Runtime.version().toString());
        return machine;
    }

    private static String processor() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("unknown");
        } catch (IOException e) {
            return System.getProperty("os.arch");
        }
    }

    private static String commit() {
        try {
            Process git = new ProcessBuilder("git", "rev-parse", "HEAD").start();
            String head = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return head.isEmpty() ? "unknown" : head;
        } catch (IOException e) {
            return "unknown";
        }
    }
}
