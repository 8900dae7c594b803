package plumbline.posture.terraform;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import plumbline.posture.expression.EvaluationError;
import plumbline.posture.expression.Evaluator;
import plumbline.posture.function.Host;
import plumbline.posture.hcl.Diagnostic;
import plumbline.posture.value.Unknown;
import plumbline.posture.value.ValueError;

/// What one load shares: the files, the evaluator, the limits and how much of them is spent, and what went wrong.
final class Session implements Host {
    private static final int DEEPEST = 1_000;
    private static final int MOST_DIAGNOSTICS = 1_000;

    private final Tree tree;
    private final LoadOptions options;
    private final Evaluator evaluator = new Evaluator(this);
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final Set<String> reported = new HashSet<>();
    private final Map<String, Skipped> skipped = new LinkedHashMap<>();
    private String directory = "";
    private long steps;
    private int depth;

    Session(Tree tree, LoadOptions options) {
        this.tree = tree;
        this.options = options;
    }

    Evaluator evaluator() {
        return evaluator;
    }

    Limits limits() {
        return options.limits();
    }

    String workspace() {
        return options.workspace();
    }

    /// Paths that functions are given are relative to this root module.
    void enterRoot(String root) {
        directory = root;
    }

    @Override
    public void charge(long work) {
        steps += work;
        if (steps > options.limits().steps()) {
            throw ValueError.limit(
                    "the configuration needs more than " + options.limits().steps() + " steps");
        }
    }

    boolean descend() {
        if (depth >= DEEPEST) {
            return false;
        }
        depth++;
        return true;
    }

    void ascend() {
        depth--;
    }

    @Override
    public Optional<byte[]> read(String path) {
        return tree.read(directory, path);
    }

    @Override
    public List<String> list(String path, String pattern) {
        return tree.list(directory, path, pattern);
    }

    /// Reports an error once, and gives the value that its argument has instead.
    Unknown failed(EvaluationError error) {
        report(error.diagnostic());
        return Unknown.because(error.reason());
    }

    void report(Diagnostic diagnostic) {
        if (diagnostics.size() < MOST_DIAGNOSTICS && reported.add(diagnostic.toString())) {
            diagnostics.add(diagnostic);
        }
    }

    void skip(String file, String reason) {
        skip(new Skipped(file, reason));
    }

    void skip(Skipped part) {
        skipped.putIfAbsent(part.file() + "\n" + part.reason(), part);
    }

    List<Diagnostic> diagnostics() {
        return diagnostics;
    }

    List<Skipped> skipped() {
        return List.copyOf(skipped.values());
    }
}
